/** A lock for many readers or one writer. The contract is in the handout. */
export class RwLock {
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

  acquireRead(): void {
    throw new Error('not written yet');
  }

  releaseRead(): void {
    throw new Error('not written yet');
  }

  acquireWrite(): void {
    throw new Error('not written yet');
  }

  releaseWrite(): void {
    throw new Error('not written yet');
  }
}
