/** For tests: scenarios from text, and all their executions. */
import type { ChoicePoint, Strategy } from '../../../explore/strategy.js';
import type { History } from '../../../oracle/history.js';
import { compileCoroutine } from '../compile/compile.js';
import { createCoroutineRunner } from '../create-runner.js';
import type { CoroutineInput } from './execution.js';
import type { CoroutineRunner } from './runner.js';

/** Every execution of the tree of choices, depth first. */
export function everything(): Strategy {
  let path: { option: number; count: number }[] = [];
  let depth = 0;
  let started = false;
  return {
    name: 'everything',
    progress: { executions: 0, cut: 0, exhausted: false },
    begin() {
      depth = 0;
      if (!started) {
        started = true;
        return true;
      }
      while (path.length > 0) {
        const last = path[path.length - 1];
        if (last !== undefined && last.option + 1 < last.count) {
          last.option += 1;
          return true;
        }
        path.pop();
      }
      return false;
    },
    choose(point: ChoicePoint) {
      const at = path[depth] ?? { option: 0, count: point.count };
      path[depth] = at;
      depth += 1;
      if (at.count !== point.count) throw new Error('the same prefix of choices led to other options');
      return at.option;
    },
    end: () => undefined,
  };
}

export async function inputOf(text: string, submission = ''): Promise<CoroutineInput> {
  const program = await compileCoroutine(
    [
      { id: 'submission.ts', text: submission },
      {
        id: 'scenario:s',
        text: `import { coroutines } from 'interleave/scenario';\n${text}`,
        imports: { './submission.js': 'submission.ts' },
      },
    ],
    'scenario:s',
  );
  return { program, scenario: 's', budget: { steps: 100, ticks: 10_000 } };
}

export async function scenario(text: string, submission = ''): Promise<CoroutineRunner> {
  return createCoroutineRunner(await inputOf(text, submission));
}

export function explore(
  runner: CoroutineRunner,
  strategy: Strategy = everything(),
): { histories: History[]; executions: number } {
  const histories: History[] = [];
  while (strategy.begin()) {
    const { status } = runner.run(strategy);
    if (status !== 'cut') histories.push(runner.history());
  }
  return { histories, executions: histories.length };
}

export function once(runner: CoroutineRunner): History {
  runner.run({
    name: 'first',
    begin: () => true,
    choose: (point) => point.fallback,
    end: () => undefined,
    progress: { executions: 0, cut: 0, exhausted: false },
  });
  return runner.history();
}

export const marks = (history: History): unknown[] =>
  history.events.flatMap((event) =>
    event.type === 'mark'
      ? [
          event.value === null || typeof event.value !== 'object'
            ? `${event.name}${event.value === null ? '' : String(event.value)}`
            : event.name,
        ]
      : [],
  );
