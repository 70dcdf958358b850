/** A queue between coroutines. The contract is in the handout. */
export class Queue<T> {
  /** At most `maxSize` items wait in the queue; without it, any number. */
  constructor(maxSize?: number) {
    throw new Error('not written yet');
  }

  /** How many items are in the queue. */
  get size(): number {
    throw new Error('not written yet');
  }

  /** Adds an item; waits while the queue is full. */
  put(item: T, signal?: AbortSignal): Promise<void> {
    throw new Error('not written yet');
  }

  /** Takes the first item; waits while the queue is empty. */
  get(signal?: AbortSignal): Promise<T> {
    throw new Error('not written yet');
  }

  /** Says that one item that was taken has been dealt with. */
  taskDone(): void {
    throw new Error('not written yet');
  }

  /** Resolves when every item that was put has been dealt with. */
  join(): Promise<void> {
    throw new Error('not written yet');
  }
}
