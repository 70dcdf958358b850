import {
  close,
  fstat,
  ftruncate,
  isErrno,
  MAP_SHARED,
  mmap,
  O_CREAT,
  O_EXCL,
  O_RDWR,
  PROT_READ,
  PROT_WRITE,
  sem_open,
  sem_post,
  sem_unlink,
  sem_wait,
  type Semaphore,
  shm_open,
  shm_unlink,
} from 'posix';

/** From, to, amount. */
type Transfer = readonly [number, number, number];

/** Waits however many signals come. */
function acquire(semaphore: Semaphore): void {
  for (;;) {
    try {
      sem_wait(semaphore);
      return;
    } catch (error) {
      if (!isErrno(error, 'EINTR')) throw error;
    }
  }
}

/**
 * 0 until the ledger is complete, and then 1 but for the moments in which somebody uses it: what the roles wait for and
 * what keeps them apart is one semaphore. Whoever comes first makes it, the one who creates the ledger or one who uses it.
 */
function lockOf(name: string): Semaphore {
  return sem_open(`${name}-lock`, O_CREAT, 0o600, 0);
}

function map(fd: number): Int32Array {
  const memory = mmap(fstat(fd).size, PROT_READ | PROT_WRITE, MAP_SHARED, fd);
  close(fd);
  return new Int32Array(memory);
}

/** The ledger of this process, and the lock, which it holds while `act` runs. */
function exclusively<T>(lock: Semaphore, act: () => T): T {
  acquire(lock);
  try {
    return act();
  } finally {
    sem_post(lock);
  }
}

export function create(name: string, balances: readonly number[]): void {
  const lock = lockOf(name);
  const fd = shm_open(name, O_CREAT | O_EXCL | O_RDWR, 0o600);
  ftruncate(fd, balances.length * 4);
  map(fd).set(balances);
  sem_post(lock);
}

export function remove(name: string): void {
  shm_unlink(name);
  sem_unlink(`${name}-lock`);
}

function transfer(ledger: Int32Array, [from, to, amount]: Transfer): boolean {
  const balance = ledger[from] ?? 0;
  if (balance < amount) return false;
  ledger[from] = balance - amount;
  // Read only now: both may be the same account.
  ledger[to] = (ledger[to] ?? 0) + amount;
  return true;
}

export function teller(name: string, transfers: readonly Transfer[]): number {
  const lock = lockOf(name);
  const ledger = exclusively(lock, () => map(shm_open(name, O_RDWR)));
  let done = 0;
  for (const one of transfers) if (exclusively(lock, () => transfer(ledger, one))) done += 1;
  return done;
}

export function auditor(name: string): number[] {
  return exclusively(lockOf(name), () => [...map(shm_open(name, O_RDWR))]);
}
