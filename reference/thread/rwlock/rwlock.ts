/** The only cell: how many readers are inside, whether a writer is, and how many writers wait, side by side. */
const STATE = 0;

const READER = 1;
const WRITER = 1 << 15;
const WAITING_WRITER = 1 << 16;

/** The part of the state that says who is inside. */
const INSIDE = WAITING_WRITER - 1;

/**
 * A lock for many readers or one writer, in one cell.
 *
 * All that decides who may go in stands in one word, so that looking and going in are one step, and so are looking and
 * falling asleep: whoever sleeps, sleeps on the very state that kept it out. Whoever changes the state so that others may
 * get in wakes everybody; those who still may not just sleep again.
 */
export class RwLock {
  static cells(): number {
    return 1;
  }

  readonly #memory: Int32Array;

  constructor(memory: Int32Array) {
    this.#memory = memory;
  }

  acquireRead(): void {
    // Below WRITER there are only readers: neither a writer inside nor one that waits.
    this.#enter((state) => (state < WRITER ? state + READER : undefined));
  }

  releaseRead(): void {
    const before = Atomics.sub(this.#memory, STATE, READER);
    const isLast = (before & INSIDE) === READER;
    // Without a waiting writer nobody sleeps: readers get in beside us.
    if (isLast && before >= WAITING_WRITER) Atomics.notify(this.#memory, STATE);
  }

  acquireWrite(): void {
    // From here on readers that come stay outside, until this writer has been inside and left.
    Atomics.add(this.#memory, STATE, WAITING_WRITER);
    this.#enter((state) => ((state & INSIDE) === 0 ? state - WAITING_WRITER + WRITER : undefined));
  }

  releaseWrite(): void {
    Atomics.sub(this.#memory, STATE, WRITER);
    Atomics.notify(this.#memory, STATE);
  }

  /** Moves on to the state that follows; sleeps as long as there is none. */
  #enter(following: (state: number) => number | undefined): void {
    let state = Atomics.load(this.#memory, STATE);
    for (;;) {
      const next = following(state);
      if (next === undefined) {
        Atomics.wait(this.#memory, STATE, state);
        state = Atomics.load(this.#memory, STATE);
      } else {
        const found = Atomics.compareExchange(this.#memory, STATE, state, next);
        if (found === state) return;
        state = found;
      }
    }
  }
}
