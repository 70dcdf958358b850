export interface Lock {
  acquire(): void;
  release(): void;
}

/** A place to sleep until something has changed that a lock guards. The contract is in the handout. */
export class Condition {
  /** How many bytes of shared memory it takes. */
  static size(): number {
    throw new Error('not written yet');
  }

  /** Once, by one process, before any other uses the memory. */
  static init(memory: ArrayBuffer): void {
    throw new Error('not written yet');
  }

  /** In each process, over its own mapping of the same memory, with its own object of the same lock. */
  constructor(memory: ArrayBuffer, lock: Lock) {
    throw new Error('not written yet');
  }

  /** Releases the lock, sleeps until a notify, and takes the lock again. */
  wait(): void {
    throw new Error('not written yet');
  }

  /** Wakes `n` of those who wait. */
  notify(n = 1): void {
    throw new Error('not written yet');
  }

  notifyAll(): void {
    throw new Error('not written yet');
  }
}
