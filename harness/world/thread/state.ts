import type { StateHash } from '../../explore/state-hash.js';
import type { Task, TaskState } from './task.js';

/** Of a larger memory no state is told: it is read as a whole at every step. */
export const MOST_CELLS = 1024;

const STATES: readonly TaskState[] = ['ready', 'sleeping', 'done', 'stopped', 'hung'];

/**
 * Adds the values of the shared memory and where each task stands: its next step with its operands, and whether it can take
 * it. What it keeps in local variables and how it came there is left out, and so is the order of sleepers.
 */
export function addState(
  hash: StateHash,
  memories: readonly Int32Array[],
  tasks: readonly Task[],
  enabled: (task: Task) => number,
): void {
  for (const memory of memories) {
    for (let cell = 0; cell < memory.length; cell++) hash.add(memory[cell] as number); // Below the length.
  }
  for (const task of tasks) {
    hash.add(STATES.indexOf(task.state));
    if (task.state === 'done' || task.state === 'stopped') continue;
    hash.add(enabled(task));
    hash.add(task.site);
    hash.add(task.cell);
    hash.add(operand(task.a));
    hash.add(operand(task.b));
  }
}

/** Names say no more than the cell does. */
function operand(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}
