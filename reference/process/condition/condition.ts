import { sem_at, sem_init, sem_post, sem_wait, type Semaphore } from 'posix';

export interface Lock {
  acquire(): void;
  release(): void;
}

/** The number at the beginning of the memory: how many wait and have not been notified. The callers' lock guards it. */
const WAITING = 0;

/** Semaphores behind it, 32 bytes each: what a notify puts down, and what the one who took it puts down in return. */
const PERMITS = 8;
const RECEIPTS = 40;

/**
 * A condition variable, after A. Birrell, "Implementing Condition Variables with Semaphores" (2003).
 *
 * A permit that lay about could be taken by somebody who began to wait after the notify. So a notify lasts until its
 * permits have been taken, and the notifier holds the lock meanwhile: nobody can begin to wait.
 */
export class Condition {
  static size(): number {
    return 72;
  }

  static init(memory: ArrayBuffer): void {
    sem_init(memory, PERMITS, 0);
    sem_init(memory, RECEIPTS, 0);
  }

  readonly #cells: Int32Array;
  readonly #permits: Semaphore;
  readonly #receipts: Semaphore;
  readonly #lock: Lock;

  constructor(memory: ArrayBuffer, lock: Lock) {
    this.#cells = new Int32Array(memory, 0, 1);
    this.#permits = sem_at(memory, PERMITS);
    this.#receipts = sem_at(memory, RECEIPTS);
    this.#lock = lock;
  }

  wait(): void {
    // Counted while we hold the lock: a notify from here on is for us, whether we sleep already or not.
    Atomics.add(this.#cells, WAITING, 1);
    this.#lock.release();
    sem_wait(this.#permits);
    sem_post(this.#receipts);
    this.#lock.acquire();
  }

  notify(n = 1): void {
    const count = Math.min(n, Atomics.load(this.#cells, WAITING));
    Atomics.sub(this.#cells, WAITING, count);
    for (let i = 0; i < count; i += 1) sem_post(this.#permits);
    for (let i = 0; i < count; i += 1) sem_wait(this.#receipts);
  }

  notifyAll(): void {
    this.notify(Infinity);
  }
}
