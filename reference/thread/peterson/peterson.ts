/** Cell `me`: 1 while that thread wants to be inside, or is. */
const INTERESTED = 1;
const NOT_INTERESTED = 0;

/** The cell that says whose turn it is to go first when both are interested. */
const TURN = 2;

/** A lock for two threads from loads and stores alone (G. L. Peterson, "Myths About the Mutual Exclusion Problem", 1981). */
export class PetersonLock {
  static cells(): number {
    return 3;
  }

  readonly #memory: Int32Array;
  readonly #me: number;
  readonly #other: number;

  constructor(memory: Int32Array, me: 0 | 1) {
    this.#memory = memory;
    this.#me = me;
    this.#other = 1 - me;
  }

  acquire(): void {
    // The order of the two stores is the whole algorithm. Were the turn given away first, the other thread could
    // overwrite it and walk in before our interest shows, and then we would find the turn ours and follow.
    Atomics.store(this.#memory, this.#me, INTERESTED);
    Atomics.store(this.#memory, TURN, this.#other);
    while (this.#otherGoesFirst()) {
      // Spins: with loads and stores alone there is nobody to wake us.
    }
  }

  release(): void {
    Atomics.store(this.#memory, this.#me, NOT_INTERESTED);
  }

  /** The last one to give the turn away waits, and only as long as the other one is interested. */
  #otherGoesFirst(): boolean {
    return Atomics.load(this.#memory, this.#other) === INTERESTED && Atomics.load(this.#memory, TURN) === this.#other;
  }
}
