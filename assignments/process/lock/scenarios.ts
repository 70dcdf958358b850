/** What the checks of `process/lock` do with a submission. `main` sets it up, starts the others and reaps who dies. */
import { asleep, check, enter, leave, open, pass, processes, thrown } from 'interleave/scenario';
import {
  F_SETFD,
  fcntl,
  ftruncate,
  MAP_SHARED,
  mmap,
  O_CREAT,
  O_EXCL,
  O_RDWR,
  poll,
  PROT_READ,
  PROT_WRITE,
  shm_open,
  shm_unlink,
  spawn,
  waitpid,
} from 'posix';
import { Lock } from './starter/lock.js';

const PAGE = 4096;

interface Shared {
  /** The submission's memory, at least `size()` bytes. */
  memory: ArrayBuffer;
  /** The scenario's own page, behind it in the same mapping. */
  data: Int32Array;
}

function room(): number {
  return Math.ceil(Lock.size() / PAGE) * PAGE;
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

const INSIDE = 'inside';

/** In the scenario's page: whether somebody is half way through what the lock guards, and how often that was found. */
const HALF_WAY = 0;
const FOUND = 1;

type Part = (lock: Lock, data: Int32Array) => void;

/** Waits until so many children have ended, and reaps each at once. */
function reap(children: number): void {
  for (let left = children; left > 0; left -= 1) waitpid(-1);
}

/** Parts over the same memory. `main` has it set up, and then runs this. */
function over(parts: Readonly<Record<string, Part>>, main: (start: (role: string) => void, data: Int32Array) => void) {
  const roles = Object.entries(parts).map(([role, part]): [string, (fd: number) => void] => [
    role,
    (fd) => {
      const { memory, data } = map(fd);
      part(new Lock(memory), data);
    },
  ]);
  return {
    roles: {
      ...Object.fromEntries(roles),
      main: () => {
        const fd = share();
        const { memory, data } = map(fd);
        Lock.init(memory);
        main((role) => {
          spawn(role, [fd]);
        }, data);
      },
    },
    ...left,
  };
}

/** All at the same time. */
function together(parts: Readonly<Record<string, Part>>) {
  return over(parts, (start) => {
    const roles = Object.keys(parts);
    for (const role of roles) start(role);
    reap(roles.length);
  });
}

/** Does its work in two halves. Whoever finds half of it done must have been told. */
const works: Part = (lock, data) => {
  const tookOver = lock.acquire();
  enter(INSIDE);
  if (Atomics.exchange(data, HALF_WAY, 1) === 1) check(tookOver, 'took over from a dead owner, and acquire was false');
  Atomics.store(data, HALF_WAY, 0);
  leave(INSIDE);
  lock.release();
};

/** Ends with the lock held. */
const dies: Part = (lock) => {
  lock.acquire();
};

export const pair = processes(together({ first: works, second: works }));

export const ownerDies = processes(
  over(
    {
      dies,
      heir: (lock) => {
        check(lock.acquire(), 'the owner died with the lock, and acquire was false');
        lock.release();
        check(!lock.acquire(), 'the lock was released, and acquire was true');
        lock.release();
      },
    },
    (start) => {
      start('dies');
      reap(1);
      start('heir');
      reap(1);
    },
  ),
);

const inherits: Part = (lock, data) => {
  if (lock.acquire()) Atomics.add(data, FOUND, 1);
  enter(INSIDE);
  leave(INSIDE);
  lock.release();
};
export const heirs = processes(
  over({ dies, first: inherits, second: inherits }, (start, data) => {
    start('dies');
    reap(1);
    start('first');
    start('second');
    reap(2);
    const found = Atomics.load(data, FOUND);
    check(found === 1, `one owner died, and acquire was true ${String(found)} times`);
  }),
);

/** The waiter has to sleep, if only for a moment at a time, while the owner is inside. */
export const sleeps = processes(
  over(
    {
      owner: (lock) => {
        lock.acquire();
        open('inside');
        asleep(2);
        lock.release();
      },
      waiter: (lock) => {
        pass('inside');
        lock.acquire();
        lock.release();
      },
    },
    (start) => {
      start('owner');
      start('waiter');
      reap(2);
    },
  ),
);

/** The owner stays inside for long, and lives. */
export const ownerLives = processes(
  over(
    {
      owner: (lock) => {
        lock.acquire();
        enter(INSIDE);
        open('inside');
        pass('enough');
        leave(INSIDE);
        lock.release();
      },
      waiter: (lock) => {
        pass('inside');
        const tookOver = lock.acquire();
        enter(INSIDE);
        check(!tookOver, 'nobody died, and acquire was true');
        leave(INSIDE);
        lock.release();
      },
    },
    (start) => {
      start('owner');
      start('waiter');
      for (let naps = 0; naps < 12; naps += 1) {
        asleep(2);
        poll([], 20);
      }
      open('enough');
      reap(2);
    },
  ),
);

/** One of them may be killed at any step. */
export const anyStep = processes({
  ...together({ first: works, second: works }),
  kills: { atMost: 1, roles: ['first', 'second'] },
});

/** The heir of a dead owner may be killed at any step, too. */
export const heirDies = processes({
  ...over({ dies, first: works, second: works }, (start) => {
    start('dies');
    reap(1);
    start('first');
    start('second');
    reap(2);
  }),
  kills: { atMost: 1, roles: ['first', 'second'] },
});

/** Nobody releases what is another's, or nobody's. */
export const notMine = processes(
  together({
    owner: (lock) => {
      lock.acquire();
      open('inside');
      pass('tried');
      lock.release();
      const error = thrown(() => {
        lock.release();
      });
      check(error !== undefined, 'release of a lock that nobody holds did not throw');
    },
    other: (lock) => {
      pass('inside');
      const error = thrown(() => {
        lock.release();
      });
      check(error !== undefined, 'release of a lock that another process holds did not throw');
      open('tried');
    },
  }),
);
