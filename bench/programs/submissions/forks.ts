/** One cell a fork: a spin lock each. */
export function take(memory: Int32Array, fork: number): void {
  while (Atomics.compareExchange(memory, fork, 0, 1) !== 0);
}
export function lay(memory: Int32Array, fork: number): void {
  Atomics.store(memory, fork, 0);
}
