import type { PortfolioPlan } from '../../explore/portfolio.js';
import type { GeneratedTasks } from '../generated-tasks.js';
import type { CoroutineProgram } from './compile/program.js';

/** What the explorer needs to explore a check of the coroutine world. Plain data. */
export interface CoroutineConfig {
  world: 'coroutine';
  program: CoroutineProgram;
  scenario: string;
  /** The tasks, where the scenario leaves them to a generator. */
  generated?: GeneratedTasks;
  maxSteps: number;
  plan: PortfolioPlan;
  /** Run every schedule twice; default no. */
  selfCheck?: boolean;
}

/** Function calls and loop iterations between two outside events; more is a microtask loop that never ends. */
export const TICKS = 20_000;
