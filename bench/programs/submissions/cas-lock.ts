/** A spin lock by compare-and-exchange. */
export class Lock {
  static cells(): number {
    return 1;
  }
  readonly #memory: Int32Array;
  constructor(memory: Int32Array) {
    this.#memory = memory;
  }
  acquire(): void {
    while (Atomics.compareExchange(this.#memory, 0, 0, 1) !== 0);
  }
  release(): void {
    Atomics.store(this.#memory, 0, 0);
  }
}
