/** What the checks of `process/barrier` do with a submission. `main` sets it up, starts the others and is one of them. */
import { asleep, check, processes } from 'interleave/scenario';
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
import { Barrier } from './starter/barrier.js';

const PAGE = 4096;

/** In the scenario's page: how many have come so far, in all rounds; and from `PLACES` on, who got which place. */
const COME = 0;
const PLACES = 1;

interface Shared {
  /** The submission's memory, at least `size()` bytes. */
  memory: ArrayBuffer;
  /** The scenario's own page, behind it in the same mapping. */
  data: Int32Array;
}

function room(): number {
  return Math.ceil(Barrier.size() / PAGE) * PAGE;
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

type Part = (barrier: Barrier, data: Int32Array) => void;

/** All take part; then `after` looks at what they have left in the data. */
function meeting(
  main: Part,
  others: Readonly<Record<string, Part>>,
  after: (data: Int32Array) => void = () => undefined,
) {
  const roles = Object.entries(others).map(([role, part]): [string, (fd: number) => void] => [
    role,
    (fd) => {
      const { memory, data } = map(fd);
      part(new Barrier(memory), data);
    },
  ]);
  return {
    roles: {
      ...Object.fromEntries(roles),
      main: () => {
        const fd = share();
        const { memory, data } = map(fd);
        Barrier.init(memory, roles.length + 1);
        const pids = roles.map(([role]) => spawn(role, [fd]));
        main(new Barrier(memory), data);
        for (const pid of pids) waitpid(pid);
        after(data);
      },
    },
  };
}

const left = { leaves: ['semaphores', 'sharedMemory', 'queues', 'paths'] } as const;

/** Comes to the barrier so many times and sees to it that nobody is missing afterwards. */
const meet =
  (parties: number, rounds: number): Part =>
  (barrier, data) => {
    for (let round = 1; round <= rounds; round += 1) {
      Atomics.add(data, COME, 1);
      barrier.wait();
      check(Atomics.load(data, COME) >= parties * round, `left the barrier before all ${String(parties)} had come`);
    }
  };

export const trio = processes({ ...meeting(meet(3, 1), { second: meet(3, 1), third: meet(3, 1) }), ...left });
export const clean = processes(meeting(meet(2, 1), { other: meet(2, 1) }));

/** Two meet three times: the fast one may be back before the slow one has left. */
export const rounds = processes({ ...meeting(meet(2, 3), { other: meet(2, 3) }), ...left });
export const roundsOfThree = processes({
  ...meeting(meet(3, 3), { second: meet(3, 3), third: meet(3, 3) }),
  ...left,
});

/** Notes the place that it got in each of two rounds. */
const takePlace: Part = (barrier, data) => {
  for (let round = 0; round < 2; round += 1) {
    const place = barrier.wait();
    check(place === 0 || place === 1, `wait returned ${String(place)}, which is no place of two`);
    Atomics.add(data, PLACES + round * 2 + place, 1);
  }
};

export const places = processes({
  ...meeting(takePlace, { other: takePlace }, (data) => {
    for (let round = 0; round < 2; round += 1) {
      const given = [data[PLACES + round * 2], data[PLACES + round * 2 + 1]];
      const message = `in round ${String(round)} the places were given ${given.join(' and ')} times`;
      check(given[0] === 1 && given[1] === 1, message);
    }
  }),
  ...left,
});

/** The first one has to sleep: only then does the second one come. */
export const sleeps = processes({
  ...meeting(
    (barrier) => {
      asleep(1);
      barrier.wait();
    },
    { first: (barrier) => void barrier.wait() },
  ),
  ...left,
});

export const arrival = processes({
  ...meeting(
    (barrier) => {
      asleep(1);
      check(barrier.wait() === 1, 'the second to come did not get place 1');
    },
    { first: (barrier) => check(barrier.wait() === 0, 'the first to come did not get place 0') },
  ),
  ...left,
});
