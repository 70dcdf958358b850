/** A lock of one cell: taking a free one is one step, and so is giving it back. Whoever finds it held waits until it changes. */
export function lock(memory: Int32Array, cell: number): void {
  while (Atomics.compareExchange(memory, cell, 0, 1) !== 0);
}

export function unlock(memory: Int32Array, cell: number): void {
  Atomics.store(memory, cell, 0);
}
