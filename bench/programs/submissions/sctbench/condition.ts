import { lock, unlock } from './mutex.js';

/** Gives the lock up, sleeps until the next signal, and takes the lock again. The signals are counted in `cell`. */
export function wait(memory: Int32Array, cell: number, mutex: number): void {
  const signals = Atomics.load(memory, cell);
  unlock(memory, mutex);
  Atomics.wait(memory, cell, signals);
  lock(memory, mutex);
}

export function signal(memory: Int32Array, cell: number): void {
  Atomics.add(memory, cell, 1);
  Atomics.notify(memory, cell, 1);
}
