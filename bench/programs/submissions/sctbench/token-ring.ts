import { lock, unlock } from './mutex.js';

/** Three pass a value on, each once; only in some orders do all hold the same in the end. */
const M = 0;
const FIRST = 1;
const SECOND = 2;
const THIRD = 3;
const PASSED = 4;
export const cells = 7;

export function init(memory: Int32Array): void {
  memory[FIRST] = 1;
  memory[SECOND] = 2;
  memory[THIRD] = 1;
}

export function first(memory: Int32Array): void {
  lock(memory, M);
  memory[FIRST] = ((memory[THIRD] as number) + 1) % 4;
  memory[PASSED] = 1;
  unlock(memory, M);
}

export function second(memory: Int32Array): void {
  lock(memory, M);
  memory[SECOND] = memory[FIRST] as number;
  memory[PASSED + 1] = 1;
  unlock(memory, M);
}

export function third(memory: Int32Array): void {
  lock(memory, M);
  memory[THIRD] = memory[SECOND] as number;
  memory[PASSED + 2] = 1;
  unlock(memory, M);
}

export function compare(memory: Int32Array): void {
  lock(memory, M);
  if (memory[PASSED] === 1 && memory[PASSED + 1] === 1 && memory[PASSED + 2] === 1) {
    const value = memory[FIRST];
    if (memory[SECOND] !== value || memory[THIRD] !== value) throw new Error('the ring does not agree');
  }
  unlock(memory, M);
}
