/** A lock-free stack for threads that share nothing but `memory`. The contract is in the handout. */
export class Stack {
  /** How many cells of memory a stack of that capacity needs. */
  static cells(capacity: number): number {
    throw new Error('not written yet');
  }

  /** Runs once, before any thread starts; all cells are zero. */
  static init(memory: Int32Array, capacity: number): void {
    throw new Error('not written yet');
  }

  /** Every thread constructs its own object over the same memory. */
  constructor(private readonly memory: Int32Array) {}

  /** Puts the value on top and returns true; false when there is no room. */
  push(value: number): boolean {
    throw new Error('not written yet');
  }

  /** Takes the value on top; undefined when there is none. */
  pop(): number | undefined {
    throw new Error('not written yet');
  }
}
