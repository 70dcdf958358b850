/**
 * The explorer's engine of the worlds whose code is instrumented, as the host sees it. It is bundled into one script and
 * evaluated in a bare context, where nothing of Node is, so that student code that got hold of one of its objects would
 * still have got hold of nothing. What crosses the border is text and numbers.
 */
import type { PortfolioPlan } from '../explore/portfolio.js';
import type { Program } from '../submission/program.js';
import type { GeneratedTasks } from './generated-tasks.js';
import { ProcessRunner } from './process/virtual/runner.js';
import { Session } from './session.js';
import type { Evaluate } from './thread/core.js';
import { LoadError } from './thread/realm.js';
import { VirtualRunner } from './thread/virtual/runner.js';

export interface EngineConfig {
  world: 'thread' | 'process';
  program: Program;
  prelude: string;
  scenario: string;
  /** The tasks, where the scenario leaves them to a generator (thread world only). */
  generated?: GeneratedTasks;
  maxSteps: number;
  recordAccesses: boolean;
  /** No oracle looks at the order in which operations begin and end (process world only); default no. */
  ignoresOperations?: boolean;
  plan: PortfolioPlan;
  /** Run every schedule twice; default no. */
  selfCheck?: boolean;
}

export interface Engine {
  /** JSON of `{ error }` or `{ ok: true }`. */
  readonly opening: string;
  /** Runs up to `count` executions more; JSON of a Batch. `given`: see `Session`. */
  explore(count: number, given?: string): string;
  /** Runs this schedule (JSON) and then the fallback; JSON of a Run. `lenient` skips choices that are not offered. */
  run(schedule: string, lenient: boolean): string;
}

/** @param context makes a fresh context for one task */
export function open(config: string, context: () => Evaluate): Engine {
  const options = JSON.parse(config) as EngineConfig;
  try {
    const input = { ...options, seed: options.plan.seed, context };
    const session = new Session(
      options.world === 'thread' ? new VirtualRunner(input) : new ProcessRunner(input),
      options.plan,
      options.selfCheck,
    );
    return {
      opening: JSON.stringify({ ok: true }),
      explore: (count, given) => JSON.stringify(session.explore(count, given)),
      run: (schedule, lenient) => JSON.stringify(session.run(JSON.parse(schedule) as number[], lenient)),
    };
  } catch (error) {
    const phase = error instanceof LoadError ? error.phase : 'load';
    const message = error instanceof Error ? error.message : String(error);
    const refused = JSON.stringify({ error: { phase, message } });
    return { opening: refused, explore: () => refused, run: () => refused };
  }
}
