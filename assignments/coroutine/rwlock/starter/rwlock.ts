/** Many readers or one writer, first come, first served. The contract is in the handout. */
export class RwLock {
  /** Resolves when the caller may read: no writer holds the lock, and nobody who came before waits. */
  acquireRead(): Promise<void> {
    throw new Error('not written yet');
  }

  releaseRead(): void {
    throw new Error('not written yet');
  }

  /** Resolves when the caller may write: nobody else holds the lock, and nobody who came before waits. */
  acquireWrite(): Promise<void> {
    throw new Error('not written yet');
  }

  releaseWrite(): void {
    throw new Error('not written yet');
  }
}
