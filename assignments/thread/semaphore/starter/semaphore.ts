/** A store of permits for threads that share nothing but `memory`. The contract is in the handout. */
export class Semaphore {
  /** How many cells of memory a semaphore needs. */
  static cells(): number {
    throw new Error('not written yet');
  }

  /** Runs once, before any thread starts: the semaphore begins with this many permits. */
  static init(memory: Int32Array, permits: number): void {
    throw new Error(`not written yet: ${String(memory.length)} cells, ${String(permits)} permits`);
  }

  constructor(private readonly memory: Int32Array) {}

  /** Takes a permit, and sleeps until there is one. False after `timeoutMs` without one; absent means for ever. */
  acquire(timeoutMs?: number): boolean {
    throw new Error(`not written yet: ${String(timeoutMs)}`);
  }

  /** Takes a permit if there is one, and says whether it did. Never waits. */
  tryAcquire(): boolean {
    throw new Error('not written yet');
  }

  /** Adds `n` permits and lets as many waiters in. */
  release(n = 1): void {
    throw new Error(`not written yet: ${String(n)}`);
  }
}
