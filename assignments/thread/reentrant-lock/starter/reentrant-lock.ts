/** A lock that its owner may take again, for threads that share nothing but `memory`. The contract is in the handout. */
export class ReentrantLock {
  /** How many cells of memory a lock needs. */
  static cells(): number {
    throw new Error('not written yet');
  }

  /** Every thread constructs its own object over the same memory, with a number of its own: 1, 2, … */
  constructor(
    private readonly memory: Int32Array,
    private readonly me: number,
  ) {}

  /** Takes the lock, once more if this thread owns it already; sleeps for as long as another thread owns it. */
  acquire(): void {
    throw new Error('not written yet');
  }

  /** Gives back what one `acquire` took. Throws, and changes nothing, when this thread does not own the lock. */
  release(): void {
    throw new Error('not written yet');
  }
}
