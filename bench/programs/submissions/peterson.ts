/** Peterson's lock for two: cells 0 and 1 are the flags, cell 2 says who gives way. */
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
    Atomics.store(this.#memory, this.#me, 1);
    Atomics.store(this.#memory, 2, this.#me);
    while (Atomics.load(this.#memory, 1 - this.#me) === 1 && Atomics.load(this.#memory, 2) === this.#me);
  }
  release(): void {
    Atomics.store(this.#memory, this.#me, 0);
  }
}
