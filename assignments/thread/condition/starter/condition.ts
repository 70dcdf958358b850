/** What a condition variable needs to know of the lock that it belongs to. */
export interface Lock {
  acquire(): void;
  release(): void;
}

/** A condition variable for threads that share nothing but `memory` and what `lock` is made of. */
export class Condition {
  /** How many cells of memory a condition variable needs. */
  static cells(): number {
    throw new Error('not written yet');
  }

  constructor(
    private readonly memory: Int32Array,
    private readonly lock: Lock,
  ) {}

  /** Called with the lock held. Releases it, sleeps until notified, and takes it again. False after `timeoutMs`. */
  wait(timeoutMs?: number): boolean {
    throw new Error(`not written yet: ${String(timeoutMs)}`);
  }

  /** Called with the lock held. Wakes `n` of those who wait, or all if there are fewer. */
  notify(n = 1): void {
    throw new Error(`not written yet: ${String(n)}`);
  }

  /** Called with the lock held. Wakes all who wait. */
  notifyAll(): void {
    throw new Error('not written yet');
  }
}
