/** A lock for coroutines, first come, first served. The contract is in the handout. */
export class Lock {
  /** Resolves when the caller holds the lock. Rejects with the signal's reason if that aborts first. */
  acquire(signal?: AbortSignal): Promise<void> {
    throw new Error('not written yet');
  }

  /** Hands the lock to the first who waits. Throws when nobody holds it. */
  release(): void {
    throw new Error('not written yet');
  }

  /** Runs `body` while holding the lock, and gives back what it gives or fails with. */
  runExclusive<T>(body: () => T | Promise<T>): Promise<T> {
    throw new Error('not written yet');
  }
}
