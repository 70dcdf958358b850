/** A lock for two threads, made from atomic loads and stores alone. The contract is in the handout. */
export class PetersonLock {
  /** How many cells of memory the lock needs. */
  static cells(): number {
    throw new Error('not written yet');
  }

  /** Each of the two threads constructs its own object over the same memory, one with 0 and one with 1. */
  constructor(
    private readonly memory: Int32Array,
    private readonly me: 0 | 1,
  ) {}

  /** Takes the lock; may spin while the other thread holds it. */
  acquire(): void {
    throw new Error('not written yet');
  }

  /** Gives the lock back. */
  release(): void {
    throw new Error('not written yet');
  }
}
