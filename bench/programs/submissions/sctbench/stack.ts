import { lock, unlock } from './mutex.js';

/** Once something was pushed, the flag stays up: the popper takes it for "not empty" for ever. */
const M = 0;
const PUSHED = 1;
const TOP = 2;
const ELEMENTS = 3;
const SIZE = 10;
export const cells = ELEMENTS + SIZE;

export function push(memory: Int32Array): void {
  for (let round = 0; round < SIZE; round++) {
    lock(memory, M);
    const top = memory[TOP] as number;
    if (top === SIZE) throw new Error('overflow');
    memory[ELEMENTS + top] = round;
    memory[TOP] = top + 1;
    memory[PUSHED] = 1;
    unlock(memory, M);
  }
}

export function pop(memory: Int32Array): void {
  for (let round = 0; round < SIZE; round++) {
    lock(memory, M);
    if (memory[PUSHED] === 1) {
      const top = memory[TOP] as number;
      if (top === 0) throw new Error('underflow');
      memory[TOP] = top - 1;
    }
    unlock(memory, M);
  }
}
