import type { History } from './history.js';
import type { Model } from './model.js';
import { operationsOf, operationText, type Operation } from './operations.js';
import { OK, type FindingKind, type Oracle, type OracleVerdict } from './oracle.js';

export interface LinearizableOptions {
  /** Names of the operations to judge; default: all that the model knows, and then any other is the teacher's mistake. */
  ops?: readonly string[];
  /** Steps of the model after which the answer is `unknown`. */
  limit?: number;
  /** What a violation is called; default `not-linearizable`. */
  kind?: FindingKind;
}

/**
 * The operations can be put in one order that the model allows and that keeps every operation after those that had
 * returned before it began.
 *
 * The search is Wing and Gong's (J. Parallel Distrib. Comput. 17, 1993) with Lowe's memory of configurations seen
 * (Concurrency Computat. 29, 2017), for each part of the model by itself (Horn and Kroening, FORTE 2015).
 */
export function linearizable<State>(model: Model<State>, options: LinearizableOptions = {}): Oracle {
  const { ops, limit = 1_000_000, kind = 'not-linearizable' } = options;
  const names = new Set(ops ?? model.ops);
  for (const name of names) {
    if (!model.ops.includes(name)) throw new Error(`the model '${model.name}' has no operation '${name}'`);
  }
  return {
    name: `linearizable(${model.name})`,
    kinds: [kind],
    judge(history) {
      if (ops === undefined) refuseUnknown(history, model);
      const operations = operationsOf(history, names);
      const budget = { left: limit };
      for (const part of model.partition?.(operations) ?? [operations]) {
        const result = search(model, part, budget);
        if (result.found) continue;
        if (budget.left <= 0) {
          return {
            verdict: 'unknown',
            reason: `no order found within ${String(limit)} steps of the model '${model.name}'`,
          };
        }
        return contradiction(model.name, kind, part, result.longest);
      }
      return OK;
    },
  };
}

function refuseUnknown(history: History, model: { name: string; ops: readonly string[] }): void {
  for (const event of history.events) {
    if (event.type === 'invoke' && !model.ops.includes(event.op)) {
      throw new Error(
        `the model '${model.name}' has no operation '${event.op}'; name the operations to judge in 'ops'`,
      );
    }
  }
}

interface SearchResult {
  found: boolean;
  /** The longest order tried that the model allows, as indices. */
  longest: number[];
}

/**
 * Depth-first over the orders; every configuration (set of operations done, state) is entered once.
 *
 * @param accept whether an order may end in that state; default: in any
 */
export function search<State>(
  model: Model<State>,
  operations: readonly Operation[],
  budget: { left: number },
  accept: (state: State) => boolean = () => true,
): SearchResult {
  const done = new Uint8Array(operations.length);
  const order: number[] = [];
  let longest: number[] = [];
  const seen = new Set<string>();
  const visit = (state: State, first: number): boolean => {
    while (first < operations.length && done[first] === 1) first++;
    const candidates = minimal(operations, done, first);
    if (candidates === undefined) return accept(state);
    for (const index of candidates) {
      if (budget.left-- <= 0) return false;
      done[index] = 1;
      order.push(index);
      // The index is one of the operations'.
      for (const next of model.step(state, operations[index] as Operation)) {
        const configuration = `${String(done)}|${model.key(next)}`;
        if (seen.has(configuration)) continue;
        seen.add(configuration);
        if (order.length > longest.length) longest = [...order];
        if (visit(next, first)) return true;
      }
      order.pop();
      done[index] = 0;
    }
    return false;
  };
  return { found: visit(model.init(), 0), longest };
}

/**
 * The operations that may come next: begun before any that is left has returned. Undefined when only pending ones are
 * left: those need not have taken effect, so that the order is complete.
 */
function minimal(operations: readonly Operation[], done: Uint8Array, first: number): number[] | undefined {
  let firstReturn = Infinity;
  for (let index = first; index < operations.length; index++) {
    if (done[index] === 0) firstReturn = Math.min(firstReturn, operations[index]?.to ?? Infinity);
  }
  if (firstReturn === Infinity) return undefined;
  const candidates: number[] = [];
  for (let index = first; index < operations.length; index++) {
    if ((operations[index]?.from ?? Infinity) > firstReturn) break;
    if (done[index] === 0) candidates.push(index);
  }
  return candidates;
}

function contradiction(
  model: string,
  kind: FindingKind,
  operations: readonly Operation[],
  longest: readonly number[],
): OracleVerdict {
  const prefix = longest.map((index) => operationText(operations[index] as Operation));
  const rest = operations.filter(
    (operation, index) => !longest.includes(index) && operation.outcome.type !== 'pending',
  );
  const left = rest.map(operationText);
  return {
    verdict: 'violated',
    kind,
    message: {
      en: `no order of the operations explains these results (${model}): after ${prefix.join(', ') || 'nothing'} there is no place for ${left.join(', ')}`,
      zh: `没有任何操作顺序能解释这些结果（${model}）：在 ${prefix.join('、') || '开始'} 之后，${left.join('、')} 无法成立`,
    },
    tasks: [...new Set(rest.map(({ task }) => task))],
    sites: [],
    witness: { type: 'linearization', prefix, left },
  };
}
