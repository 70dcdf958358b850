import { lock, unlock } from './mutex.js';

/** A pair of values with a lock for each: between the two, a reader sees one of them new and the other old. */
const FIRST_LOCK = 0;
const SECOND_LOCK = 1;
const FIRST = 2;
const SECOND = 3;
export const cells = 4;

export function write(memory: Int32Array): void {
  lock(memory, FIRST_LOCK);
  Atomics.store(memory, FIRST, 1);
  unlock(memory, FIRST_LOCK);
  lock(memory, SECOND_LOCK);
  memory[SECOND] = Atomics.load(memory, FIRST) + 1;
  unlock(memory, SECOND_LOCK);
}

export function read(memory: Int32Array): void {
  lock(memory, FIRST_LOCK);
  if (Atomics.load(memory, FIRST) === 0) {
    unlock(memory, FIRST_LOCK);
    return;
  }
  const first = Atomics.load(memory, FIRST);
  unlock(memory, FIRST_LOCK);
  lock(memory, SECOND_LOCK);
  const second = memory[SECOND];
  unlock(memory, SECOND_LOCK);
  if (second !== first + 1) throw new Error('the pair does not fit');
}
