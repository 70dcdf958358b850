import { search } from './linearizable.js';
import type { Model } from './model.js';
import { operationsOf, type Operation } from './operations.js';
import { OK, type Oracle, type OracleVerdict } from './oracle.js';
import { progress } from './progress.js';
import { unfinished } from './wait-for.js';

/** Steps of the model after which the answer is `unknown`. */
const LIMIT = 1_000_000;

/**
 * Whoever waits for ever would have to wait in the model, too: some order of the operations that have returned leads to a
 * state in which none of the others is possible. For scenarios that may come to a standstill, as generated ones do: a `get`
 * more than there are elements waits rightly, and one that sleeps while there is an element does not.
 *
 * Fits a model in which an operation is impossible exactly while it has to wait. An operation that took effect and has not
 * returned counts as one that did not take effect: whoever waits for its effect alone waits wrongly.
 */
export function progressAs<State>(model: Model<State>): Oracle {
  const otherwise = progress();
  const names = new Set(model.ops);
  return {
    name: `progressAs(${model.name})`,
    kinds: otherwise.kinds,
    judge(history) {
      const waiting = unfinished(history);
      if (waiting.length === 0) return OK;
      if (history.end.status !== 'stuck') return otherwise.judge(history);
      const operations = operationsOf(history, names);
      const pending = operations.filter(isPending);
      // Who is in no operation of the model waits for something that the model knows nothing of.
      if (waiting.some(({ task }) => !pending.some((operation) => operation.task === task)))
        return otherwise.judge(history);
      const budget = { left: LIMIT };
      const rightly = (model.partition?.(operations) ?? [operations]).every((part) => {
        const stays = part.filter(isPending);
        const returned = part.filter((operation) => !isPending(operation));
        return search(model, returned, budget, (state) =>
          stays.every((operation) => model.step(state, operation).length === 0),
        ).found;
      });
      if (rightly) return OK;
      if (budget.left > 0) return withReason(otherwise.judge(history), model.name);
      return {
        verdict: 'unknown',
        reason: `no order found within ${String(LIMIT)} steps of the model '${model.name}'`,
      };
    },
  };
}

function withReason(verdict: OracleVerdict, model: string): OracleVerdict {
  if (verdict.verdict !== 'violated') return verdict;
  const { en, zh } = verdict.message;
  const message = {
    en: `${en}; a ${model} would let somebody go on`,
    zh: `${zh}；而按照模型（${model}），此时应有任务能继续`,
  };
  return { ...verdict, message };
}

function isPending({ outcome }: Operation): boolean {
  return outcome.type === 'pending';
}
