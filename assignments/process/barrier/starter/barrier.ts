/** A place where processes wait for each other, round after round. The contract is in the handout. */
export class Barrier {
  /** How many bytes of shared memory it takes. */
  static size(): number {
    throw new Error('not written yet');
  }

  /** Once, by one process, before any other uses the memory. */
  static init(memory: ArrayBuffer, parties: number): void {
    throw new Error('not written yet');
  }

  /** In each process, over its own mapping of the same memory. */
  constructor(memory: ArrayBuffer) {
    throw new Error('not written yet');
  }

  /** Waits until all have come, and returns in which place this process came, from 0. */
  wait(): number {
    throw new Error('not written yet');
  }
}
