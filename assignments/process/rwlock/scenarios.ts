/** What the checks of `process/rwlock` do with a submission. `main` sets it up and starts the others. */
import { asleep, check, enter, leave, open, pass, processes } from 'interleave/scenario';
import {
  F_SETFD,
  fcntl,
  ftruncate,
  MAP_SHARED,
  mmap,
  O_CREAT,
  O_EXCL,
  O_RDWR,
  PROT_READ,
  PROT_WRITE,
  shm_open,
  shm_unlink,
  spawn,
  waitpid,
} from 'posix';
import { RwLock } from './starter/rwlock.js';

const READING = 'reading';
const WRITING = 'writing';
const PAGE = 4096;

interface Shared {
  /** The submission's memory, at least `size()` bytes. */
  memory: ArrayBuffer;
  /** The scenario's own page, behind it in the same mapping. */
  data: Int32Array;
}

function room(): number {
  return Math.ceil(RwLock.size() / PAGE) * PAGE;
}

/** Shared memory without a name: who is to have it inherits the descriptor. */
function share(): number {
  const fd = shm_open('/scenario', O_CREAT | O_EXCL | O_RDWR, 0o600);
  shm_unlink('/scenario');
  ftruncate(fd, room() + PAGE);
  fcntl(fd, F_SETFD, 0);
  return fd;
}

function map(fd: number): Shared {
  const memory = mmap(room() + PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, fd);
  return { memory, data: new Int32Array(memory, room(), PAGE / 4) };
}

const left = { leaves: ['semaphores', 'sharedMemory', 'queues', 'paths'] } as const;

type Part = (lock: RwLock, data: Int32Array) => void;

/** `main` and the others, each with its own object over the same memory. */
function together(main: Part, others: Readonly<Record<string, Part>>) {
  const roles = Object.entries(others).map(([role, part]): [string, (fd: number) => void] => [
    role,
    (fd) => {
      const { memory, data } = map(fd);
      part(new RwLock(memory), data);
    },
  ]);
  return {
    roles: {
      ...Object.fromEntries(roles),
      main: () => {
        const fd = share();
        const { memory, data } = map(fd);
        RwLock.init(memory);
        const pids = roles.map(([role]) => spawn(role, [fd]));
        main(new RwLock(memory), data);
        for (const pid of pids) waitpid(pid);
      },
    },
  };
}

const read: Part = (lock) => {
  lock.acquireRead();
  enter(READING);
  leave(READING);
  lock.releaseRead();
};
const write: Part = (lock) => {
  lock.acquireWrite();
  enter(WRITING);
  leave(WRITING);
  lock.releaseWrite();
};
const both =
  (one: Part, other: Part): Part =>
  (lock, data) => {
    one(lock, data);
    other(lock, data);
  };

/** A writer against a process that writes and reads. */
export const pair = processes({ ...together(both(write, read), { writer: write }), ...left });

/** A reader against a process that reads and writes. */
export const readAndWrite = processes({ ...together(both(read, write), { reader: read }), ...left });

/** Two readers and a writer: readers come, go and sleep together. */
export const trio = processes({ ...together(write, { first: read, second: read }), ...left });
export const clean = processes(together(write, { reader: read }));

/** Stays inside until the other one is inside too. */
const inside =
  (mine: string, others: string): Part =>
  (lock) => {
    lock.acquireRead();
    open(mine);
    pass(others);
    lock.releaseRead();
  };
export const sharing = processes({ ...together(inside('a', 'b'), { other: inside('b', 'a') }), ...left });

/** The writer has to sleep while `main` is inside. */
export const sleeps = processes({
  ...together(
    (lock) => {
      lock.acquireWrite();
      open('inside');
      asleep(1);
      lock.releaseWrite();
    },
    {
      writer: (lock) => {
        pass('inside');
        lock.acquireWrite();
        lock.releaseWrite();
      },
    },
  ),
  ...left,
});

/** A reader is inside, a writer sleeps, and then another reader comes. In the scenario's page: whether it has written. */
const WRITTEN = 0;
export const queue = processes({
  ...together(
    (lock) => {
      lock.acquireRead();
      open('inside');
      asleep(1);
      open('late');
      lock.releaseRead();
    },
    {
      writer: (lock, data) => {
        pass('inside');
        lock.acquireWrite();
        Atomics.store(data, WRITTEN, 1);
        lock.releaseWrite();
      },
      late: (lock, data) => {
        pass('late');
        lock.acquireRead();
        check(Atomics.load(data, WRITTEN) === 1, 'a reader that came when a writer slept got in before it');
        lock.releaseRead();
      },
    },
  ),
  ...left,
});
