/** Cell 0 hands out tickets, cell 1 says who is served. */
export class Lock {
  static cells(): number {
    return 2;
  }
  readonly #memory: Int32Array;
  constructor(memory: Int32Array) {
    this.#memory = memory;
  }
  acquire(): void {
    const ticket = Atomics.add(this.#memory, 0, 1);
    while (Atomics.load(this.#memory, 1) !== ticket);
  }
  release(): void {
    Atomics.store(this.#memory, 1, Atomics.load(this.#memory, 1) + 1);
  }
}
