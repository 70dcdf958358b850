/** The only cell: how many permits there are. Never negative, for nobody takes one that is not there. */
const PERMITS = 0;

/**
 * A counting semaphore in one cell.
 *
 * Who finds no permit sleeps on the cell for as long as it is 0. A release adds first and wakes afterwards, and wakes as
 * many as it has added: each of them tries again like a newcomer, so whoever is overtaken on the way just sleeps again.
 */
export class Semaphore {
  static cells(): number {
    return 1;
  }

  static init(memory: Int32Array, permits: number): void {
    memory[PERMITS] = permits;
  }

  readonly #memory: Int32Array;

  constructor(memory: Int32Array) {
    this.#memory = memory;
  }

  acquire(timeoutMs = Infinity): boolean {
    const deadline = performance.now() + timeoutMs;
    while (!this.tryAcquire()) {
      const left = deadline - performance.now();
      // `timed-out` says that no notify was meant for us. After any other answer we look again before we give up,
      // however late it is: a notify that we have used up must not be lost together with its permit.
      if (Atomics.wait(this.#memory, PERMITS, 0, left) === 'timed-out') return false;
    }
    return true;
  }

  tryAcquire(): boolean {
    let permits = Atomics.load(this.#memory, PERMITS);
    while (permits > 0) {
      const found = Atomics.compareExchange(this.#memory, PERMITS, permits, permits - 1);
      if (found === permits) return true;
      permits = found;
    }
    return false;
  }

  release(n = 1): void {
    Atomics.add(this.#memory, PERMITS, n);
    Atomics.notify(this.#memory, PERMITS, n);
  }
}
