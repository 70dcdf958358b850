/**
 * Two lists of nodes: the stack itself and the nodes that are free. The cell of a list holds the index of its first
 * node in the lower 16 bits, 0 for none, and in the upper 16 a tag that counts the changes to the list.
 */
const STACK = 0;
const FREE = 1;
const NONE = 0;
const INDEX = 0xffff;
const ONE_CHANGE = 0x10000;

/** Node n, from 1, lies in two cells: its value, and the index of the node after it. */
const valueOf = (node: number): number => 2 * node;
const nextOf = (node: number): number => 2 * node + 1;

/** A lock-free stack (R. K. Treiber, "Systems Programming: Coping with Parallelism", 1986) with nodes that are reused. */
export class Stack {
  static cells(capacity: number): number {
    return 2 + 2 * capacity;
  }

  static init(memory: Int32Array, capacity: number): void {
    for (let node = 1; node < capacity; node++) memory[nextOf(node)] = node + 1;
    memory[FREE] = 1;
  }

  readonly #memory: Int32Array;

  constructor(memory: Int32Array) {
    this.#memory = memory;
  }

  push(value: number): boolean {
    const node = this.#take(FREE);
    if (node === NONE) return false;
    // Nobody else knows the node until it is in the list.
    Atomics.store(this.#memory, valueOf(node), value);
    this.#add(STACK, node);
    return true;
  }

  pop(): number | undefined {
    const node = this.#take(STACK);
    if (node === NONE) return undefined;
    // Read before the node is free: from then on it is somebody else's.
    const value = Atomics.load(this.#memory, valueOf(node));
    this.#add(FREE, node);
    return value;
  }

  /** Removes the first node of a list. A failed exchange means that another thread has succeeded: that is lock-freedom. */
  #take(list: number): number {
    for (;;) {
      const head = Atomics.load(this.#memory, list);
      const node = head & INDEX;
      if (node === NONE) return NONE;
      // May be out of date already, if the node has been taken and reused. Then the list has changed, and its tag with
      // it, so that the exchange fails even if the same node is first again.
      const next = Atomics.load(this.#memory, nextOf(node));
      if (Atomics.compareExchange(this.#memory, list, head, changed(head, next)) === head) return node;
    }
  }

  #add(list: number, node: number): void {
    for (;;) {
      const head = Atomics.load(this.#memory, list);
      Atomics.store(this.#memory, nextOf(node), head & INDEX);
      if (Atomics.compareExchange(this.#memory, list, head, changed(head, node)) === head) return;
    }
  }
}

/** A list after `head` whose first node is `node`. The tag wraps around; a thread would have to sleep through exactly 65536 changes. */
function changed(head: number, node: number): number {
  return ((head & ~INDEX) + ONE_CHANGE) | node;
}
