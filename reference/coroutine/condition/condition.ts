export interface Lockable {
  acquire(): Promise<void>;
  release(): void;
}

/** A place to wait for a change of what a lock protects. Who waits is in the line before the lock is released. */
export class Condition {
  readonly #lock: Lockable;
  readonly #waiting: (() => void)[] = [];

  constructor(lock: Lockable) {
    this.#lock = lock;
  }

  async wait(): Promise<void> {
    const notified = new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#lock.release();
    await notified;
    await this.#lock.acquire();
  }

  notify(n = 1): void {
    for (const wake of this.#waiting.splice(0, n)) wake();
  }

  notifyAll(): void {
    this.notify(this.#waiting.length);
  }
}
