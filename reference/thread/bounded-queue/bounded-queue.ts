/** The lock that guards everything below: 0 free, 1 held. */
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
 * A bounded FIFO queue: a ring, a lock around everything, and an event count for those who have to wait.
 *
 * Whoever finds no room or no element notes the count while it still holds the lock, and sleeps only if it has not moved.
 * So nothing that happens between giving back the lock and falling asleep is missed. Producers and consumers sleep on the
 * same cell, and only they know who can go on: every change wakes all of them, and each looks again under the lock.
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
    this.#lock();
    while (!this.#isClosed() && !this.#hasRoom()) this.#awaitChange();
    const isOpen = !this.#isClosed();
    if (isOpen) this.#add(value);
    this.#unlock();
    if (!isOpen) throw new Error('put into a closed queue');
  }

  get(): number | undefined {
    this.#lock();
    while (!this.#isClosed() && this.#isEmpty()) this.#awaitChange();
    const value = this.#isEmpty() ? undefined : this.#take();
    this.#unlock();
    return value;
  }

  tryPut(value: number): boolean {
    this.#lock();
    const fits = !this.#isClosed() && this.#hasRoom();
    if (fits) this.#add(value);
    this.#unlock();
    return fits;
  }

  tryGet(): number | undefined {
    this.#lock();
    const value = this.#isEmpty() ? undefined : this.#take();
    this.#unlock();
    return value;
  }

  close(): void {
    this.#lock();
    this.#memory[CLOSED] = 1;
    this.#announce();
    this.#unlock();
  }

  // From here on everything is done with the lock held, which orders the plain accesses.

  #isClosed(): boolean {
    return this.#memory[CLOSED] === 1;
  }

  #isEmpty(): boolean {
    return this.#read(SIZE) === 0;
  }

  #hasRoom(): boolean {
    return this.#read(SIZE) < this.#read(CAPACITY);
  }

  #add(value: number): void {
    const size = this.#read(SIZE);
    this.#memory[RING + ((this.#read(HEAD) + size) % this.#read(CAPACITY))] = value;
    this.#memory[SIZE] = size + 1;
    this.#announce();
  }

  #take(): number {
    const head = this.#read(HEAD);
    this.#memory[HEAD] = (head + 1) % this.#read(CAPACITY);
    this.#memory[SIZE] = this.#read(SIZE) - 1;
    this.#announce();
    return this.#read(RING + head);
  }

  #read(cell: number): number {
    return this.#memory[cell] as number; // All our cells are inside of the memory.
  }

  #announce(): void {
    Atomics.add(this.#memory, CHANGES, 1);
    Atomics.notify(this.#memory, CHANGES);
  }

  /** Gives back the lock, sleeps until something has changed since then, and takes the lock again. */
  #awaitChange(): void {
    const seen = Atomics.load(this.#memory, CHANGES);
    this.#unlock();
    Atomics.wait(this.#memory, CHANGES, seen);
    this.#lock();
  }

  #lock(): void {
    while (Atomics.compareExchange(this.#memory, LOCK, 0, 1) !== 0) Atomics.wait(this.#memory, LOCK, 1);
  }

  #unlock(): void {
    Atomics.store(this.#memory, LOCK, 0);
    Atomics.notify(this.#memory, LOCK, 1);
  }
}
