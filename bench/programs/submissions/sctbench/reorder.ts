/** The checker has to come when somebody has written the first value and nobody the second. */
const FIRST = 0;
const SECOND = 1;
export const cells = 2;

export function write(memory: Int32Array): void {
  Atomics.store(memory, FIRST, 1);
  Atomics.store(memory, SECOND, -1);
}

export function compare(memory: Int32Array): void {
  if (Atomics.load(memory, FIRST) === 0 && Atomics.load(memory, SECOND) === 0) return;
  if (Atomics.load(memory, FIRST) === 1 && Atomics.load(memory, SECOND) === -1) return;
  throw new Error('one is written and the other is not');
}
