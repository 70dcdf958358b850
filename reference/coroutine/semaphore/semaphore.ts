/** Permits for coroutines. The count is above zero only when nobody waits. */
export class Semaphore {
  #permits: number;
  readonly #queue: (() => void)[] = [];

  constructor(permits: number) {
    this.#permits = permits;
  }

  acquire(signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) return Promise.reject(signal.reason);
    if (this.tryAcquire()) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const giveUp = (): void => {
        this.#queue.splice(this.#queue.indexOf(grant), 1);
        reject(signal?.reason);
      };
      const grant = (): void => {
        signal?.removeEventListener('abort', giveUp);
        resolve();
      };
      this.#queue.push(grant);
      signal?.addEventListener('abort', giveUp, { once: true });
    });
  }

  tryAcquire(): boolean {
    if (this.#permits === 0) return false;
    this.#permits -= 1;
    return true;
  }

  release(): void {
    const first = this.#queue.shift();
    if (first) first();
    else this.#permits += 1;
  }
}
