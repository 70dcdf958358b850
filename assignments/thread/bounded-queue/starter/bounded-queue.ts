/** A bounded queue for threads that share nothing but `memory`. The contract is in the handout. */
export class BoundedQueue {
  /** How many cells of memory a queue of that capacity needs. */
  static cells(capacity: number): number {
    throw new Error('not written yet');
  }

  /** Runs once, before any thread starts; all cells are zero. */
  static init(memory: Int32Array, capacity: number): void {
    throw new Error('not written yet');
  }

  /** Every thread constructs its own object over the same memory. */
  constructor(private readonly memory: Int32Array) {}

  /** Adds at the end; sleeps while the queue is full; throws when it is closed. */
  put(value: number): void {
    throw new Error('not written yet');
  }

  /** Takes from the front; sleeps while the queue is empty; undefined when it is closed and nothing is left. */
  get(): number | undefined {
    throw new Error('not written yet');
  }

  /** Adds at the end if there is room, and says whether there was. */
  tryPut(value: number): boolean {
    throw new Error('not written yet');
  }

  /** Takes from the front; undefined when there is nothing. */
  tryGet(): number | undefined {
    throw new Error('not written yet');
  }

  /** No element comes in any more; wakes everyone who waits. */
  close(): void {
    throw new Error('not written yet');
  }
}
