/** Something that happens once for all who wait for it. The contract is in the handout. */
export class Event {
  /** How many bytes of shared memory it takes. */
  static size(): number {
    throw new Error('not written yet');
  }

  /** Once, by one process, before any other uses the memory. */
  static init(memory: ArrayBuffer): void {
    throw new Error('not written yet');
  }

  /** In each process, over its own mapping of the same memory. */
  constructor(memory: ArrayBuffer) {
    throw new Error('not written yet');
  }

  set(): void {
    throw new Error('not written yet');
  }

  clear(): void {
    throw new Error('not written yet');
  }

  isSet(): boolean {
    throw new Error('not written yet');
  }

  /** Returns at once if the event is set; otherwise sleeps until it is. */
  wait(): void {
    throw new Error('not written yet');
  }
}
