interface Waiter {
  grant: () => void;
}

/** A lock for coroutines. It is never free while somebody waits: a release hands it over. */
export class Lock {
  #held = false;
  readonly #queue: Waiter[] = [];

  acquire(signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) return Promise.reject(signal.reason);
    if (!this.#held) {
      this.#held = true;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const giveUp = (): void => {
        this.#queue.splice(this.#queue.indexOf(waiter), 1);
        reject(signal?.reason);
      };
      const waiter: Waiter = {
        grant: () => {
          signal?.removeEventListener('abort', giveUp);
          resolve();
        },
      };
      this.#queue.push(waiter);
      signal?.addEventListener('abort', giveUp, { once: true });
    });
  }

  release(): void {
    if (!this.#held) throw new Error('release of a lock that nobody holds');
    const first = this.#queue.shift();
    if (first) first.grant();
    else this.#held = false;
  }

  async runExclusive<T>(body: () => T | Promise<T>): Promise<T> {
    await this.acquire();
    try {
      return await body();
    } finally {
      this.release();
    }
  }
}
