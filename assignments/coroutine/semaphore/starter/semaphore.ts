/** Permits for coroutines, first come, first served. The contract is in the handout. */
export class Semaphore {
  constructor(permits: number) {
    throw new Error('not written yet');
  }

  /** Resolves when the caller has a permit. Rejects with the signal's reason if that aborts first. */
  acquire(signal?: AbortSignal): Promise<void> {
    throw new Error('not written yet');
  }

  /** Takes a permit if one is left that nobody waits for, and says whether it did. */
  tryAcquire(): boolean {
    throw new Error('not written yet');
  }

  /** Gives a permit back: to the first who waits, if anybody does. */
  release(): void {
    throw new Error('not written yet');
  }
}
