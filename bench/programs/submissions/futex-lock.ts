/** The mutex of three states: 0 free, 1 held, 2 held and somebody may sleep. */
export class Lock {
  static cells(): number {
    return 1;
  }
  readonly #memory: Int32Array;
  constructor(memory: Int32Array) {
    this.#memory = memory;
  }
  acquire(): void {
    if (Atomics.compareExchange(this.#memory, 0, 0, 1) === 0) return;
    while (Atomics.exchange(this.#memory, 0, 2) !== 0) Atomics.wait(this.#memory, 0, 2);
  }
  release(): void {
    if (Atomics.sub(this.#memory, 0, 1) === 1) return;
    Atomics.store(this.#memory, 0, 0);
    Atomics.notify(this.#memory, 0, 1);
  }
}
