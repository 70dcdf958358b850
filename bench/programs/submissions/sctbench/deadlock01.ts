import { lock, unlock } from './mutex.js';

/** Two locks, taken in one order here and in the other there. */
const A = 0;
const B = 1;
const COUNTER = 2;
export const cells = 3;

function count(memory: Int32Array, first: number, second: number, by: number): void {
  lock(memory, first);
  lock(memory, second);
  memory[COUNTER] = (memory[COUNTER] as number) + by;
  unlock(memory, second);
  unlock(memory, first);
}

export function up(memory: Int32Array): void {
  count(memory, A, B, 1);
}

export function down(memory: Int32Array): void {
  count(memory, B, A, -1);
}
