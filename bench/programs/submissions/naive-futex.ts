/** Sleeps whatever has come since it looked: a wake-up can be lost. */
export class Lock {
  static cells(): number {
    return 2;
  }
  readonly #memory: Int32Array;
  constructor(memory: Int32Array) {
    this.#memory = memory;
  }
  acquire(): void {
    while (Atomics.compareExchange(this.#memory, 0, 0, 1) !== 0) Atomics.wait(this.#memory, 1, 0);
  }
  release(): void {
    Atomics.store(this.#memory, 0, 0);
    Atomics.notify(this.#memory, 1, 1);
  }
}
