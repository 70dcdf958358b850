/** What the checks of `process/condition` do with a submission. The lock and what it guards are in the scenario's own page. */
import { asleep, check, enter, leave, processes } from 'interleave/scenario';
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
  sem_at,
  sem_init,
  sem_post,
  sem_wait,
  shm_open,
  shm_unlink,
  spawn,
  waitpid,
} from 'posix';
import { Condition } from './starter/condition.js';

const PAGE = 4096;

interface Shared {
  /** The submission's memory, at least `size()` bytes. */
  memory: ArrayBuffer;
  /** The scenario's own page, behind it in the same mapping. */
  data: Int32Array;
}

function room(): number {
  return Math.ceil(Condition.size() / PAGE) * PAGE;
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

/** In the scenario's page: what the processes wait for, and in bytes from its beginning the semaphore of the lock. */
const FIRST = 0;
const SECOND = 1;
const LOCK = 64;

const INSIDE = 'inside';

/** A lock that knows whether this process holds it. */
class Lock {
  holds = false;
  readonly #semaphore: number;

  constructor(semaphore: number) {
    this.#semaphore = semaphore;
  }

  acquire(): void {
    sem_wait(this.#semaphore);
    this.holds = true;
  }

  release(): void {
    this.holds = false;
    sem_post(this.#semaphore);
  }
}

interface Partner {
  condition: Condition;
  lock: Lock;
  data: Int32Array;
}
type Part = (partner: Partner) => void;

function partner({ memory, data }: Shared): Partner {
  const lock = new Lock(sem_at(memory, room() + LOCK));
  return { condition: new Condition(memory, lock), lock, data };
}

/** `main` and the others, each with its own objects over the same memory. */
function together(main: Part, others: Readonly<Record<string, Part>>) {
  const roles = Object.entries(others).map(([role, part]): [string, (fd: number) => void] => [
    role,
    (fd) => {
      part(partner(map(fd)));
    },
  ]);
  return {
    roles: {
      ...Object.fromEntries(roles),
      main: () => {
        const fd = share();
        const shared = map(fd);
        sem_init(shared.memory, room() + LOCK, 1);
        Condition.init(shared.memory);
        const pids = roles.map(([role]) => spawn(role, [fd]));
        main(partner(shared));
        for (const pid of pids) waitpid(pid);
      },
    },
  };
}

/** Waits until the cell is not zero any more; the ordinary way to use a condition variable. */
const until =
  (cell: number): Part =>
  ({ condition, lock, data }) => {
    lock.acquire();
    while (data[cell] === 0) condition.wait();
    lock.release();
  };

/** Takes one of the items that are counted in `FIRST`. */
const takeOne: Part = ({ condition, lock, data }) => {
  lock.acquire();
  while (data[FIRST] === 0) condition.wait();
  data[FIRST] = (data[FIRST] ?? 0) - 1;
  lock.release();
};

/** Puts so much into `FIRST` and says so. */
const gives =
  (items: number, say: (condition: Condition) => void): Part =>
  ({ condition, lock, data }) => {
    lock.acquire();
    data[FIRST] = items;
    say(condition);
    lock.release();
  };
const one = (condition: Condition): void => {
  condition.notify();
};
const all = (condition: Condition): void => {
  condition.notifyAll();
};

export const pair = processes({ ...together(gives(1, one), { waiter: until(FIRST) }), ...left });
export const clean = processes(together(gives(1, one), { waiter: until(FIRST) }));
export const everybody = processes({
  ...together(gives(1, all), { first: until(FIRST), second: until(FIRST) }),
  ...left,
});
export const notifyTwo = processes({
  ...together(
    gives(2, (condition) => {
      condition.notify(2);
    }),
    { first: takeOne, second: takeOne },
  ),
  ...left,
});
export const notifyTwice = processes({
  ...together(
    gives(2, (condition) => {
      condition.notify();
      condition.notify();
    }),
    { first: takeOne, second: takeOne },
  ),
  ...left,
});

/** Nobody waits. */
export const nobody = processes({
  ...together(({ condition, lock }) => {
    lock.acquire();
    condition.notify();
    condition.notify(3);
    condition.notifyAll();
    check(lock.holds, 'notify gave the lock away');
    lock.release();
  }, {}),
  ...left,
});

/** The waiter has the lock to itself when `wait` returns. */
export const holding = processes({
  ...together(
    ({ condition, lock, data }) => {
      lock.acquire();
      enter(INSIDE);
      data[FIRST] = 1;
      condition.notify();
      check(lock.holds, 'notify gave the lock away');
      leave(INSIDE);
      lock.release();
    },
    {
      waiter: ({ condition, lock, data }) => {
        lock.acquire();
        while (data[FIRST] === 0) {
          condition.wait();
          check(lock.holds, 'wait returned without the lock');
          enter(INSIDE);
          leave(INSIDE);
        }
        lock.release();
      },
    },
  ),
  ...left,
});

/** Each waits for the other: the one who answers begins to wait right after its own notify, and must not take it. */
export const handshake = processes({
  ...together(
    ({ condition, lock, data }) => {
      lock.acquire();
      data[FIRST] = 1;
      condition.notify();
      while (data[SECOND] === 0) condition.wait();
      lock.release();
    },
    {
      asks: ({ condition, lock, data }) => {
        lock.acquire();
        while (data[FIRST] === 0) condition.wait();
        data[SECOND] = 1;
        condition.notify();
        lock.release();
      },
    },
  ),
  ...left,
});

/** Nobody notifies before the waiter sleeps. */
export const sleeps = processes({
  ...together(
    (partner) => {
      asleep(1);
      gives(1, one)(partner);
    },
    { waiter: until(FIRST) },
  ),
  ...left,
});
