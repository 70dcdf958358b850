import { lock, unlock } from './mutex.js';

/** One variable, two locks. */
const MINE = 0;
const THEIRS = 1;
const DATA = 2;
export const cells = 3;

function increment(memory: Int32Array): void {
  Atomics.store(memory, DATA, Atomics.load(memory, DATA) + 1);
}

export function checked(memory: Int32Array): void {
  lock(memory, MINE);
  const before = Atomics.load(memory, DATA);
  increment(memory);
  if (Atomics.load(memory, DATA) !== before + 1) throw new Error('somebody else was inside');
  unlock(memory, MINE);
}

export function unchecked(memory: Int32Array): void {
  lock(memory, THEIRS);
  increment(memory);
  unlock(memory, THEIRS);
}
