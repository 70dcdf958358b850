/** A lock in shared memory that outlives whoever holds it. The contract is in the handout. */
export class Lock {
  /** How many bytes of shared memory it takes. */
  static size(): number {
    throw new Error('not written yet');
  }

  /** Once, by one process, before any other uses the memory. */
  static init(memory: ArrayBuffer): void {
    throw new Error('not written yet');
  }

  /** In each process, over its own mapping of the same memory. */
  constructor(memory: ArrayBuffer) {
    throw new Error('not written yet');
  }

  /** Takes the lock; true if its last owner died while it held it. */
  acquire(): boolean {
    throw new Error('not written yet');
  }

  release(): void {
    throw new Error('not written yet');
  }
}
