/** A flag to wait for. Whoever waits is released by the next `set`, whatever follows it. */
export class Event {
  #isSet = false;
  readonly #waiting = new Set<() => void>();

  set(): void {
    this.#isSet = true;
    for (const release of this.#waiting) release();
    this.#waiting.clear();
  }

  clear(): void {
    this.#isSet = false;
  }

  isSet(): boolean {
    return this.#isSet;
  }

  wait(signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) return Promise.reject(signal.reason);
    if (this.#isSet) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const giveUp = (): void => {
        this.#waiting.delete(release);
        reject(signal?.reason);
      };
      const release = (): void => {
        signal?.removeEventListener('abort', giveUp);
        resolve();
      };
      this.#waiting.add(release);
      signal?.addEventListener('abort', giveUp, { once: true });
    });
  }
}
