/** A lock for threads that share nothing but `memory`. The contract is in the handout. */
export class Mutex {
  /** How many cells of memory a mutex needs. */
  static cells(): number {
    throw new Error('not written yet');
  }

  /** Every thread constructs its own object over the same memory; all cells are zero before the first one. */
  constructor(private readonly memory: Int32Array) {}

  /** Takes the lock; sleeps for as long as another thread holds it. */
  acquire(): void {
    throw new Error('not written yet');
  }

  /** Takes the lock if that needs no waiting, and says whether it did. */
  tryAcquire(): boolean {
    throw new Error('not written yet');
  }

  /** Gives the lock back. Throws, and changes nothing, when nobody holds it. */
  release(): void {
    throw new Error('not written yet');
  }
}
