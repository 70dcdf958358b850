import { sem_at, sem_init, sem_post, sem_wait, type Semaphore } from 'posix';

/** Numbers at the beginning of the memory: who is inside and who waits. The mutex guards them. */
const READERS = 0;
const WRITERS = 1;
const WAITING_READERS = 2;
const WAITING_WRITERS = 3;

/** Semaphores behind them, 32 bytes each: the mutex, and where readers and writers sleep. */
const MUTEX = 64;
const READ = 96;
const WRITE = 128;

/**
 * A lock for readers and writers, by passing on the mutex (G. R. Andrews, "Concurrent Programming", 1991, section 4.4).
 *
 * Whoever leaves or gets in looks who may go in next and hands the mutex over to that process, which never gives up its
 * place to anybody who comes meanwhile; where nobody may, the mutex opens.
 */
export class RwLock {
  static size(): number {
    return 160;
  }

  static init(memory: ArrayBuffer): void {
    sem_init(memory, MUTEX, 1);
    sem_init(memory, READ, 0);
    sem_init(memory, WRITE, 0);
  }

  readonly #cells: Int32Array;
  readonly #mutex: Semaphore;
  readonly #read: Semaphore;
  readonly #write: Semaphore;

  constructor(memory: ArrayBuffer) {
    this.#cells = new Int32Array(memory, 0, 4);
    this.#mutex = sem_at(memory, MUTEX);
    this.#read = sem_at(memory, READ);
    this.#write = sem_at(memory, WRITE);
  }

  acquireRead(): void {
    sem_wait(this.#mutex);
    // Behind a writer that waits, too.
    if (this.#get(WRITERS) + this.#get(WAITING_WRITERS) > 0) this.#sleep(WAITING_READERS, this.#read);
    this.#add(READERS, 1);
    this.#passOn();
  }

  releaseRead(): void {
    sem_wait(this.#mutex);
    this.#add(READERS, -1);
    this.#passOn();
  }

  acquireWrite(): void {
    sem_wait(this.#mutex);
    if (this.#get(WRITERS) + this.#get(READERS) > 0) this.#sleep(WAITING_WRITERS, this.#write);
    this.#add(WRITERS, 1);
    this.#passOn();
  }

  releaseWrite(): void {
    sem_wait(this.#mutex);
    this.#add(WRITERS, -1);
    this.#passOn();
  }

  /** Gives the mutex away and sleeps until it is handed over. */
  #sleep(waiting: number, semaphore: Semaphore): void {
    this.#add(waiting, 1);
    sem_post(this.#mutex);
    sem_wait(semaphore);
    this.#add(waiting, -1);
  }

  /** The mutex is ours: hands it to a writer or a reader that may go in, or opens it. */
  #passOn(): void {
    const writing = this.#get(WRITERS) > 0;
    const writersWait = this.#get(WAITING_WRITERS) > 0;
    if (writersWait && !writing && this.#get(READERS) === 0) sem_post(this.#write);
    else if (!writersWait && !writing && this.#get(WAITING_READERS) > 0) sem_post(this.#read);
    else sem_post(this.#mutex);
  }

  #get(cell: number): number {
    return this.#cells[cell] ?? 0;
  }

  #add(cell: number, change: number): void {
    this.#cells[cell] = this.#get(cell) + change;
  }
}
