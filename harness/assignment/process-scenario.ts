import type { Faults } from '../world/process/virtual/kernel/faults.js';
import type { Limits } from '../world/process/virtual/kernel/state.js';

/** What may be left when every process has ended. */
export type Remainder = 'queues' | 'sharedMemory' | 'semaphores' | 'paths' | 'processes';

/**
 * A scenario of the process world. Each role runs in a process of its own, with module state of its own; `main` is the
 * first process. It makes what the others inherit, starts them by `spawn(name, args)` and waits for them, as a parent
 * that forks would. A name that is no role here is looked up among the exports of the submission.
 *
 * The words of `interleave/scenario` (`call`, `mark`, `check`, `enter`, `leave`, `open`, `pass`, `asleep`) work in every role.
 */
export interface ProcessScenario {
  roles: Readonly<Record<string, (...args: never[]) => void>> & { readonly main: () => void };
  /** Smaller limits than Linux's, so that an edge is reached in few steps. */
  limits?: Partial<Limits>;
  /** How many faults of each kind an execution may have; default none. */
  faults?: Partial<Faults>;
  /** Processes of which role may be killed by SIGKILL at any step, and how many in all; default none. */
  kills?: { atMost: number; roles: readonly string[] };
  /** Roles in which the submission may call `exit`; in all others that is an error: what follows would not be judged. */
  mayExit?: readonly string[];
  /** What the submission need not clean up; default: nothing may be left when every process has ended. */
  leaves?: readonly Remainder[];
}

/** Declares a scenario of the process world. */
export function processes(scenario: ProcessScenario): ProcessScenario {
  return scenario;
}
