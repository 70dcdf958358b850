import { getpid, isErrno, kill, sem_at, sem_init, sem_post, sem_timedwait, type Semaphore } from 'posix';

/** The pid of the owner, 0 where there is none. Who holds the lock and who that is are one number, so they never disagree. */
const OWNER = 0;

/** A semaphore behind it: only to wake those who wait a little earlier. */
const CHANGED = 8;

/** How long a process that waits sleeps before it looks whether the owner lives. The dead wake nobody. */
const NAP_MS = 20;

function lives(pid: number): boolean {
  try {
    kill(pid, 0);
    return true;
  } catch (error) {
    if (isErrno(error, 'ESRCH')) return false;
    throw error;
  }
}

/** A lock that survives the death of its owner. */
export class Lock {
  static size(): number {
    return 40;
  }

  static init(memory: ArrayBuffer): void {
    sem_init(memory, CHANGED, 0);
  }

  readonly #cells: Int32Array;
  readonly #changed: Semaphore;

  constructor(memory: ArrayBuffer) {
    this.#cells = new Int32Array(memory, 0, 1);
    this.#changed = sem_at(memory, CHANGED);
  }

  acquire(): boolean {
    const me = getpid();
    for (;;) {
      const owner = Atomics.compareExchange(this.#cells, OWNER, 0, me);
      if (owner === 0) return false;
      if (lives(owner)) this.#nap();
      // From this very dead owner to us: of several who try, one succeeds.
      else if (Atomics.compareExchange(this.#cells, OWNER, owner, me) === owner) return true;
    }
  }

  release(): void {
    const me = getpid();
    if (Atomics.compareExchange(this.#cells, OWNER, me, 0) !== me) throw new Error('the lock is not mine');
    // If we die here, those who wait find out by themselves.
    sem_post(this.#changed);
  }

  #nap(): void {
    try {
      sem_timedwait(this.#changed, NAP_MS);
    } catch (error) {
      if (!isErrno(error, 'ETIMEDOUT')) throw error;
    }
  }
}
