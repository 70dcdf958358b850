/** What a condition needs of a lock. */
export interface Lockable {
  acquire(): Promise<void>;
  release(): void;
}

/** A place to wait for a change of what a lock protects. The contract is in the handout. */
export class Condition {
  constructor(lock: Lockable) {
    throw new Error('not written yet');
  }

  /** Releases the lock, waits for a notify, and holds the lock again when it resolves. The caller holds the lock. */
  wait(): Promise<void> {
    throw new Error('not written yet');
  }

  /** Wakes the `n` that have waited longest, or as many as there are. */
  notify(n = 1): void {
    throw new Error('not written yet');
  }

  /** Wakes all who wait. */
  notifyAll(): void {
    throw new Error('not written yet');
  }
}
