import { lock, unlock } from './mutex.js';

/** The reader does not expect that both have already added. */
const M = 0;
const DATA = 1;
export const cells = 2;

function add(memory: Int32Array, amount: number): void {
  lock(memory, M);
  memory[DATA] = (memory[DATA] as number) + amount;
  unlock(memory, M);
}

export function addOne(memory: Int32Array): void {
  add(memory, 1);
}

export function addTwo(memory: Int32Array): void {
  add(memory, 2);
}

export function read(memory: Int32Array): void {
  lock(memory, M);
  if ((memory[DATA] as number) >= 3) throw new Error('both have added');
  unlock(memory, M);
}
