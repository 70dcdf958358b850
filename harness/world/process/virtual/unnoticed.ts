import type { CallName } from '../kernel.js';
import type { ProcessTask } from './process-task.js';

/** Calls that only concern their own process. */
const PRIVATE: ReadonlySet<CallName> = new Set<CallName>(['getpid', 'sem_at', 'sem_close']);

/**
 * Whether nobody could tell when the announced step is made, so that no order is lost where no switch is possible before it
 * (a constructor that looks for its semaphores). A handler of the process's own could: it runs before calls, and after them.
 */
export function isUnnoticed({ pending, process }: ProcessTask): boolean {
  if (pending.type !== 'call' || !PRIVATE.has(pending.name)) return false;
  for (const { kind } of process.actions.values()) if (kind === 'handler') return false;
  return true;
}
