/** Nobody holds the lock. */
const FREE = 0;
/** Somebody holds it, and nobody has had to wait since. */
const HELD = 1;
/** Somebody holds it, and others may be asleep: whoever releases must wake one. */
const CONTENDED = 2;

/** The only cell. */
const STATE = 0;

/**
 * A lock in one cell (U. Drepper, "Futexes Are Tricky", section 5: mutex 2).
 *
 * Taking a free lock and releasing it costs one atomic operation each; sleepers are looked after only when there
 * may be some.
 */
export class Mutex {
  static cells(): number {
    return 1;
  }

  readonly #memory: Int32Array;

  constructor(memory: Int32Array) {
    this.#memory = memory;
  }

  acquire(): void {
    if (this.tryAcquire()) return;
    // A thread that has waited takes the lock as CONTENDED, never as HELD: it cannot know whether it was the only one
    // asleep. At worst its release wakes nobody, which is harmless; the other mistake would leave a sleeper for ever.
    while (Atomics.exchange(this.#memory, STATE, CONTENDED) !== FREE) {
      // Sleeps only if the state is still CONTENDED. A release since the exchange has changed it, and its notify,
      // which found nobody asleep, is not missed.
      Atomics.wait(this.#memory, STATE, CONTENDED);
    }
  }

  tryAcquire(): boolean {
    return Atomics.compareExchange(this.#memory, STATE, FREE, HELD) === FREE;
  }

  release(): void {
    const before = Atomics.exchange(this.#memory, STATE, FREE);
    if (before === FREE) throw new Error('release of a lock that nobody holds');
    // One is enough: the woken thread takes the lock as CONTENDED and so wakes the next in its turn.
    if (before === CONTENDED) Atomics.notify(this.#memory, STATE, 1);
  }
}
