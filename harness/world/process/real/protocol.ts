import type { Program } from '../../../submission/program.js';
import type { Value } from '../../../oracle/history.js';
import type { Fault } from '../virtual/kernel/faults.js';

/** What the judge asks of the process that lets real processes run free, many times. */
export interface StressRequest extends Omit<LockstepRequest, 'schedule'> {
  stress: { runs: number; seed: number; timeoutMs: number };
}

/** What the judge asks of the process that forces a schedule on real processes. The same form as in the thread world. */
export interface LockstepRequest {
  program: Program;
  prelude: string;
  scenario: string;
  schedule: number[];
  maxSteps: number;
  plan?: { seed: number };
}

/** What a role's process needs to know, in a file that it is told of by its environment. */
export interface RoleInput {
  program: Program;
  prelude: string;
  scenario: string;
  /** Of `Math.random`, and of the delays of one that runs free. */
  seed: number;
  /** Runs free: it asks for its turn only where the scenario says that it waits for somebody. */
  free?: true;
  /** Path of the controller's socket. */
  control: string;
  /** The folder that stands for `/tmp`, and what stands before the names of shared memory and semaphores. */
  folder: string;
  prefix: string;
}

/** When it was said, in nanoseconds of the clock that all processes share: their lines do not keep the order between them. */
export interface Stamp {
  at: number;
}

/** From a role's process to the controller, one JSON text a line, with its stamp. */
export type FromRole =
  | { type: 'hello'; pid: number }
  /** It stands before its next step and waits for `go`. */
  | { type: 'announce'; step: string; site: number; operand?: string }
  /** The step was tried and would have to wait; it waits for `go`. */
  | { type: 'waits' }
  | { type: 'spawned'; pid: number }
  /** It has made or found a queue. */
  | { type: 'queue'; id: number }
  | { type: 'invoke'; op: string; args: Value[]; call: number }
  | { type: 'return'; call: number; value: Value }
  | { type: 'throw'; call: number; error: string }
  | { type: 'mark'; name: string; value: Value }
  | { type: 'fail'; message: string; site: number }
  | { type: 'uncaught'; error: string; site: number }
  | { type: 'performed'; word: string; operand: string }
  /** The harness itself cannot go on here. */
  | { type: 'cannot'; reason: string };

/** From the controller to a role's process: make the step, with this fault. */
export interface Go {
  fault: Fault | null;
}

export const REQUEST_VARIABLE = 'INTERLEAVE_ROLE';
