/** How many threads meet; written by `init` only. */
const PARTIES = 0;
/** How many have come in this round. */
const ARRIVED = 1;
/** Which round it is. The only cell that threads sleep on. */
const ROUND = 2;

/**
 * A barrier for round after round.
 *
 * Those who wait do not wait for a number of arrivals, which a fast thread that comes back would change under a slow one,
 * but for the next round. That cannot pass them by: it takes all parties to end it.
 */
export class Barrier {
  static cells(): number {
    return 3;
  }

  static init(memory: Int32Array, parties: number): void {
    memory[PARTIES] = parties;
  }

  readonly #memory: Int32Array;

  constructor(memory: Int32Array) {
    this.#memory = memory;
  }

  wait(): number {
    // Before we arrive: once we have, the others can end the round at any moment.
    const round = Atomics.load(this.#memory, ROUND);
    const place = Atomics.add(this.#memory, ARRIVED, 1);
    if (place + 1 === this.#memory[PARTIES]) {
      // Before the round ends: once it has, the others can be back at any moment.
      Atomics.store(this.#memory, ARRIVED, 0);
      Atomics.store(this.#memory, ROUND, round + 1);
      Atomics.notify(this.#memory, ROUND);
    } else {
      // A loop, for the wake-up may be a late one of the round before, whose last thread was slow to notify.
      while (Atomics.load(this.#memory, ROUND) === round) Atomics.wait(this.#memory, ROUND, round);
    }
    return place;
  }
}
