/** The next ticket to be drawn. */
const NEXT = 0;
/** The ticket that is being served: whoever holds it holds the lock. */
const SERVING = 1;

/** A lock that serves in the order of arrival (D. P. Reed and R. K. Kanodia, "Synchronization with Eventcounts and Sequencers", 1979). */
export class TicketLock {
  static cells(): number {
    return 2;
  }

  readonly #memory: Int32Array;

  constructor(memory: Int32Array) {
    this.#memory = memory;
  }

  acquire(): void {
    // One indivisible operation draws the ticket and fixes the place in the queue; everything after it only waits.
    const mine = Atomics.add(this.#memory, NEXT, 1);
    for (;;) {
      const served = Atomics.load(this.#memory, SERVING);
      if (served === mine) return;
      // Expects the very value that was not ours: if a release has come since, there is nothing to sleep for.
      Atomics.wait(this.#memory, SERVING, served);
    }
  }

  release(): void {
    // Both counters wrap around after 2^32 tickets, together; only equality matters.
    Atomics.add(this.#memory, SERVING, 1);
    // Everyone, since all sleep on the same cell and only one of them has the right ticket.
    Atomics.notify(this.#memory, SERVING);
  }
}
