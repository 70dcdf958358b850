export interface Lock {
  acquire(): void;
  release(): void;
}

/** The only cell: how many notifies there have been. It says nothing but whether one has come since one looked. */
const NOTIFIES = 0;

/**
 * A condition variable in one cell.
 *
 * `wait` notes the count while it still holds the lock, and sleeps only if the count has not moved. So a notify that
 * comes in the gap between releasing the lock and falling asleep is not missed. It may wake one more than it should: a
 * thread that is about to sleep as well as one that sleeps. That is why callers check what they wait for in a loop.
 */
export class Condition {
  static cells(): number {
    return 1;
  }

  readonly #memory: Int32Array;
  readonly #lock: Lock;

  constructor(memory: Int32Array, lock: Lock) {
    this.#memory = memory;
    this.#lock = lock;
  }

  wait(timeoutMs = Infinity): boolean {
    const seen = Atomics.load(this.#memory, NOTIFIES);
    this.#lock.release();
    const outcome = Atomics.wait(this.#memory, NOTIFIES, seen, timeoutMs);
    this.#lock.acquire();
    return outcome !== 'timed-out';
  }

  notify(n = 1): void {
    Atomics.add(this.#memory, NOTIFIES, 1);
    Atomics.notify(this.#memory, NOTIFIES, n);
  }

  notifyAll(): void {
    this.notify(Infinity);
  }
}
