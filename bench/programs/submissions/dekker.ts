/** Dekker's lock for two: cells 0 and 1 are the flags, cell 2 says whose turn it is. */
export class Lock {
  static cells(): number {
    return 3;
  }
  readonly #memory: Int32Array;
  readonly #me: number;
  constructor(memory: Int32Array, me: number) {
    this.#memory = memory;
    this.#me = me;
  }
  acquire(): void {
    const other = 1 - this.#me;
    Atomics.store(this.#memory, this.#me, 1);
    while (Atomics.load(this.#memory, other) === 1) {
      if (Atomics.load(this.#memory, 2) === this.#me) continue;
      Atomics.store(this.#memory, this.#me, 0);
      while (Atomics.load(this.#memory, 2) !== this.#me);
      Atomics.store(this.#memory, this.#me, 1);
    }
  }
  release(): void {
    Atomics.store(this.#memory, 2, 1 - this.#me);
    Atomics.store(this.#memory, this.#me, 0);
  }
}
