import { sem_at, sem_init, sem_post, sem_wait, type Semaphore } from 'posix';

/** Numbers at the beginning of the memory: whether the event is set, and how many wait. Both change under the mutex only. */
const FLAG = 0;
const WAITING = 1;

/** Semaphores behind them, 32 bytes each. */
const MUTEX = 64;
const GATE = 96;

/**
 * An event.
 *
 * A permit at the gate must not be taken by a late comer. So `set` does not put down one for each who waits: it puts down
 * one and keeps the mutex closed. Whoever takes it passes it on as long as others wait, and the last one opens the mutex.
 * Until then nobody new can come to wait, and nobody can clear.
 */
export class Event {
  static size(): number {
    return 128;
  }

  static init(memory: ArrayBuffer): void {
    sem_init(memory, MUTEX, 1);
    sem_init(memory, GATE, 0);
  }

  readonly #cells: Int32Array;
  readonly #mutex: Semaphore;
  readonly #gate: Semaphore;

  constructor(memory: ArrayBuffer) {
    this.#cells = new Int32Array(memory, 0, 2);
    this.#mutex = sem_at(memory, MUTEX);
    this.#gate = sem_at(memory, GATE);
  }

  set(): void {
    sem_wait(this.#mutex);
    Atomics.store(this.#cells, FLAG, 1);
    this.#passOn();
  }

  clear(): void {
    sem_wait(this.#mutex);
    Atomics.store(this.#cells, FLAG, 0);
    sem_post(this.#mutex);
  }

  isSet(): boolean {
    return Atomics.load(this.#cells, FLAG) === 1;
  }

  wait(): void {
    sem_wait(this.#mutex);
    if (this.isSet()) {
      sem_post(this.#mutex);
      return;
    }
    Atomics.add(this.#cells, WAITING, 1);
    sem_post(this.#mutex);
    sem_wait(this.#gate);
    Atomics.sub(this.#cells, WAITING, 1);
    this.#passOn();
  }

  /** The mutex is ours: lets in one of those who wait, or anybody if there are none. */
  #passOn(): void {
    sem_post(Atomics.load(this.#cells, WAITING) > 0 ? this.#gate : this.#mutex);
  }
}
