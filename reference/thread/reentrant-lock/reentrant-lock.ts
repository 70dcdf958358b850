/** The cell to sleep on: whether the lock is free, held, or held while others may be asleep. */
const STATE = 0;
const FREE = 0;
const HELD = 1;
const CONTENDED = 2;

/** Who owns the lock; 0 is nobody. */
const OWNER = 1;

/** How many releases the owner still owes. */
const DEPTH = 2;

/**
 * A lock that its owner may take again: an ordinary lock in one cell, and beside it who owns it and how often.
 *
 * `OWNER` may be read at any time, although it may change at any time: only this thread ever writes its own number there,
 * so the answer to "is it me?" cannot change under it. `DEPTH` is touched by the owner alone, and needs no atomics.
 */
export class ReentrantLock {
  static cells(): number {
    return 3;
  }

  readonly #memory: Int32Array;
  readonly #me: number;

  constructor(memory: Int32Array, me: number) {
    this.#memory = memory;
    this.#me = me;
  }

  acquire(): void {
    if (!this.#isMine()) {
      this.#lock();
      Atomics.store(this.#memory, OWNER, this.#me);
      this.#memory[DEPTH] = 0;
    }
    this.#deepen(1);
  }

  release(): void {
    if (!this.#isMine()) throw new Error('release of a lock that this thread does not own');
    if (this.#deepen(-1) > 0) return;
    // In this order: once the lock is free, the next owner may have put its number there.
    Atomics.store(this.#memory, OWNER, 0);
    this.#unlock();
  }

  #isMine(): boolean {
    return Atomics.load(this.#memory, OWNER) === this.#me;
  }

  #deepen(by: number): number {
    return (this.#memory[DEPTH] = (this.#memory[DEPTH] ?? 0) + by);
  }

  #lock(): void {
    if (Atomics.compareExchange(this.#memory, STATE, FREE, HELD) === FREE) return;
    while (Atomics.exchange(this.#memory, STATE, CONTENDED) !== FREE) Atomics.wait(this.#memory, STATE, CONTENDED);
  }

  #unlock(): void {
    if (Atomics.exchange(this.#memory, STATE, FREE) === CONTENDED) Atomics.notify(this.#memory, STATE, 1);
  }
}
