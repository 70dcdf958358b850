/** The only cell: how often the event has changed. Odd means set, even means clear. */
const CHANGES = 0;

const isOdd = (changes: number): boolean => (changes & 1) === 1;

/**
 * An event in one cell.
 *
 * A flag would not do: a waiter that was woken by `set` and looks at the flag only after the `clear` that follows would
 * go to sleep again. The number of changes never comes back to what a waiter has seen. If it has moved on from an even
 * number, then the next change was a `set`.
 */
export class Event {
  static cells(): number {
    return 1;
  }

  readonly #memory: Int32Array;

  constructor(memory: Int32Array) {
    this.#memory = memory;
  }

  set(): void {
    if (this.#become(true)) Atomics.notify(this.#memory, CHANGES);
  }

  clear(): void {
    this.#become(false);
  }

  isSet(): boolean {
    return isOdd(Atomics.load(this.#memory, CHANGES));
  }

  wait(timeoutMs = Infinity): boolean {
    const seen = Atomics.load(this.#memory, CHANGES);
    // Only `set` notifies, and `not-equal` means that it has changed the cell since we looked.
    return isOdd(seen) || Atomics.wait(this.#memory, CHANGES, seen, timeoutMs) !== 'timed-out';
  }

  /** Whether it was this call that changed the event. Two `set`s at the same time are one change. */
  #become(set: boolean): boolean {
    const seen = Atomics.load(this.#memory, CHANGES);
    if (isOdd(seen) === set) return false;
    // If somebody else is faster, then the event has just become what we want.
    return Atomics.compareExchange(this.#memory, CHANGES, seen, seen + 1) === seen;
  }
}
