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

/** Cells before the places: where the next item is taken from, and where the next one is put. */
const TAKE = 0;
const PUT = 1;
const PLACES = 2;

interface Buffer {
  cells: Int32Array;
  /** 1 while nobody changes the cells. */
  lock: Semaphore;
  /** Free places, and items. */
  empty: Semaphore;
  full: Semaphore;
}

function map(fd: number, length: number): Int32Array {
  const memory = mmap(length, PROT_READ | PROT_WRITE, MAP_SHARED, fd);
  close(fd);
  return new Int32Array(memory);
}

function attach(name: string): Buffer {
  const fd = shm_open(name, O_RDWR);
  const cells = map(fd, fstat(fd).size);
  return {
    cells,
    lock: sem_open(`${name}-lock`, 0),
    empty: sem_open(`${name}-empty`, 0),
    full: sem_open(`${name}-full`, 0),
  };
}

/** Waits for a permit however many signals come: a wait that one has ended has taken nothing. */
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

/** Goes one place further, from the last to the first. */
function advance(cells: Int32Array, which: number): number {
  const place = cells[which] ?? 0;
  cells[which] = (place + 1) % (cells.length - PLACES);
  return PLACES + place;
}

function ignoringAbsence(remove: () => void): void {
  try {
    remove();
  } catch (error) {
    if (!isErrno(error, 'ENOENT')) throw error;
  }
}

export function create(name: string, capacity: number): void {
  // What a run that crashed has left has the values of that run.
  remove(name);
  const fd = shm_open(name, O_CREAT | O_EXCL | O_RDWR, 0o600);
  ftruncate(fd, (PLACES + capacity) * 4);
  close(fd);
  sem_open(`${name}-lock`, O_CREAT | O_EXCL, 0o600, 1);
  sem_open(`${name}-empty`, O_CREAT | O_EXCL, 0o600, capacity);
  sem_open(`${name}-full`, O_CREAT | O_EXCL, 0o600, 0);
}

export function remove(name: string): void {
  ignoringAbsence(() => {
    shm_unlink(name);
  });
  for (const semaphore of ['lock', 'empty', 'full'])
    ignoringAbsence(() => {
      sem_unlink(`${name}-${semaphore}`);
    });
}

export function producer(name: string, count: number, make: () => number): void {
  const { cells, lock, empty, full } = attach(name);
  for (let put = 0; put < count; put += 1) {
    // Before anything is taken: an error of `make` leaves nothing to give back.
    const item = make();
    acquire(empty);
    acquire(lock);
    cells[advance(cells, PUT)] = item;
    sem_post(lock);
    sem_post(full);
  }
}

export function consumer(name: string, count: number, use: (item: number) => void): void {
  const { cells, lock, empty, full } = attach(name);
  for (let used = 0; used < count; used += 1) {
    acquire(full);
    acquire(lock);
    const item = cells[advance(cells, TAKE)] ?? 0;
    sem_post(lock);
    sem_post(empty);
    use(item);
  }
}
