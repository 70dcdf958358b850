/** The lock: 0 free, 1 held, 2 held while others may be asleep. It guards every cell below it but CHANGES. */
const LOCK = 0;
/** Counts what a waiter may be waiting for: elements put, elements taken, the closing. */
const CHANGES = 1;
const CLOSED = 2;
const CAPACITY = 3;
/** Index of the oldest element, and how many there are from there on, round the ring. */
const HEAD = 4;
const SIZE = 5;
/** The first cell of the ring. */
const RING = 6;

/**
 * A bounded FIFO queue: a ring under a lock, and an event count for those who have to wait.
 *
 * Waiting is built upon trying. A waiter reads the event count, tries, and sleeps only if nothing has changed since
 * before it tried; so whatever comes between the try and the sleep keeps it awake.
 */
export class BoundedQueue {
  static cells(capacity: number): number {
    return RING + capacity;
  }

  static init(memory: Int32Array, capacity: number): void {
    memory[CAPACITY] = capacity;
  }

  readonly #memory: Int32Array;

  constructor(memory: Int32Array) {
    this.#memory = memory;
  }

  put(value: number): void {
    for (;;) {
      const seen = Atomics.load(this.#memory, CHANGES);
      if (this.tryPut(value)) return;
      if (this.#closed()) throw new Error('put into a closed queue');
      Atomics.wait(this.#memory, CHANGES, seen);
    }
  }

  get(): number | undefined {
    for (;;) {
      const seen = Atomics.load(this.#memory, CHANGES);
      // Before the try, not after it: an element may still come between finding nothing and the closing.
      const closed = this.#closed();
      const value = this.tryGet();
      if (value !== undefined || closed) return value;
      Atomics.wait(this.#memory, CHANGES, seen);
    }
  }

  tryPut(value: number): boolean {
    const memory = this.#memory;
    this.#lock();
    const capacity = Atomics.load(memory, CAPACITY);
    const size = Atomics.load(memory, SIZE);
    const fits = size < capacity && !this.#closed();
    if (fits) {
      Atomics.store(memory, RING + ((Atomics.load(memory, HEAD) + size) % capacity), value);
      Atomics.store(memory, SIZE, size + 1);
    }
    this.#unlock();
    if (fits) this.#announce();
    return fits;
  }

  tryGet(): number | undefined {
    const memory = this.#memory;
    let value: number | undefined;
    this.#lock();
    const size = Atomics.load(memory, SIZE);
    if (size > 0) {
      const head = Atomics.load(memory, HEAD);
      value = Atomics.load(memory, RING + head);
      Atomics.store(memory, HEAD, (head + 1) % Atomics.load(memory, CAPACITY));
      Atomics.store(memory, SIZE, size - 1);
    }
    this.#unlock();
    if (value !== undefined) this.#announce();
    return value;
  }

  close(): void {
    // Under the lock, so that no put that found the queue open is still about to add its element.
    this.#lock();
    Atomics.store(this.#memory, CLOSED, 1);
    this.#unlock();
    this.#announce();
  }

  #closed(): boolean {
    return Atomics.load(this.#memory, CLOSED) === 1;
  }

  /** Wakes everyone: producers and consumers sleep on the same cell, and only they know who can go on. */
  #announce(): void {
    Atomics.add(this.#memory, CHANGES, 1);
    Atomics.notify(this.#memory, CHANGES);
  }

  #lock(): void {
    if (Atomics.compareExchange(this.#memory, LOCK, 0, 1) === 0) return;
    while (Atomics.exchange(this.#memory, LOCK, 2) !== 0) Atomics.wait(this.#memory, LOCK, 2);
  }

  #unlock(): void {
    if (Atomics.exchange(this.#memory, LOCK, 0) === 2) Atomics.notify(this.#memory, LOCK, 1);
  }
}
