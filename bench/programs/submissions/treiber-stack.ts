/** A stack as a list of nodes in memory: cell 0 is its head; node n (from 1) has its successor in cell n. */
export class Stack {
  static cells(): number {
    return 4;
  }
  readonly #memory: Int32Array;
  constructor(memory: Int32Array) {
    this.#memory = memory;
  }
  push(node: number): void {
    let head: number;
    do {
      head = Atomics.load(this.#memory, 0);
      Atomics.store(this.#memory, node, head);
    } while (Atomics.compareExchange(this.#memory, 0, head, node) !== head);
  }
  pop(): number {
    for (;;) {
      const head = Atomics.load(this.#memory, 0);
      if (head === 0) return 0;
      const next = Atomics.load(this.#memory, head);
      if (Atomics.compareExchange(this.#memory, 0, head, next) === head) return head;
    }
  }
}
