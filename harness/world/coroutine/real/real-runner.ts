/**
 * The real realm of coroutines: the same choices, on Node's own event loop.
 *
 * Every outside event comes from a real callback of the loop: a timer's from `setTimeout`, everything else's from
 * `setImmediate`; microtasks run when Node runs them, on Node's own queue, and rejections are those that Node reports.
 * Only the clock stays virtual, so that a timeout of ten seconds is repeated in a millisecond.
 */
import { createContext, runInContext, runInThisContext } from 'node:vm';
import type { ExecutionSummary, Schedule, Strategy } from '../../../explore/strategy.js';
import type { History } from '../../../oracle/history.js';
import { type CoroutineInput, Execution, type Need } from '../virtual/execution.js';
import { follow } from '../virtual/follow.js';
import { openRealm } from '../virtual/realm.js';

const real = runInThisContext('process') as NodeJS.Process;
const EVENT = 'unhandledRejection';

export class RealCoroutineRunner {
  readonly #execution: Execution;
  readonly #loop: typeof globalThis;

  constructor(input: CoroutineInput) {
    const context = createContext(Object.create(null) as object, { codeGeneration: { strings: true, wasm: false } });
    const evaluate = (source: string, name: string): unknown => runInContext(source, context, { filename: name });
    this.#execution = new Execution(openRealm({ evaluate }, input), input);
    this.#loop = runInThisContext('globalThis') as typeof globalThis;
  }

  /** One at a time: an unhandled rejection anywhere in the process while it runs counts as the submission's. */
  async run(strategy: Strategy): Promise<ExecutionSummary> {
    const others = real.listeners(EVENT) as NodeJS.UnhandledRejectionListener[];
    const listener = (reason: unknown): void => {
      this.#execution.rejected(reason);
    };
    for (const other of others) real.off(EVENT, other);
    real.on(EVENT, listener);
    try {
      return await this.#drive(this.#execution.run(strategy));
    } finally {
      real.off(EVENT, listener);
      for (const other of others) real.on(EVENT, other);
    }
  }

  schedule(): Schedule {
    return this.#execution.schedule();
  }

  history(): History {
    return this.#execution.history();
  }

  /** Every part of the execution runs in a callback of the event loop, never in a microtask of ours. */
  #drive(run: Generator<Need, ExecutionSummary, void>): Promise<ExecutionSummary> {
    return new Promise((resolve, reject) => {
      const step = (): void => {
        try {
          const next = run.next();
          if (next.done === true) resolve(next.value);
          else if (next.value === 'timer') this.#loop.setTimeout(step, 1);
          else this.#loop.setImmediate(step);
        } catch (error) {
          reject(error as Error);
        }
      };
      this.#loop.setImmediate(step);
    });
  }
}

/** Repeats a schedule on the event loop. `divergedAt`: the first step whose choice was no option there, or -1. */
export async function replayReal(
  input: CoroutineInput,
  schedule: Schedule,
): Promise<{ history: History; divergedAt: number }> {
  const runner = new RealCoroutineRunner(input);
  const follower = follow(schedule);
  await runner.run(follower);
  return { history: runner.history(), divergedAt: follower.divergedAt };
}
