/** What the checks of `process/lifecycle` do with a submission: `main` calls it, its children are roles of the scenario. */
import { check, open, pass, processes } from 'interleave/scenario';
import {
  close,
  exit,
  ftruncate,
  getpid,
  isErrno,
  kill,
  MAP_SHARED,
  mmap,
  O_CREAT,
  O_RDWR,
  PROT_READ,
  PROT_WRITE,
  shm_open,
  shm_unlink,
  SIGKILL,
  waitpid,
  WNOHANG,
} from 'posix';
import { race, runAll, supervise } from './starter/lifecycle.js';

interface Told {
  exit?: number;
  signal?: number;
}

function same(told: Told | undefined, expected: Told, who: string): void {
  const right = told !== undefined && told.exit === expected.exit && told.signal === expected.signal;
  check(right, `the end of ${who} is told as ${JSON.stringify(told)} and was ${JSON.stringify(expected)}`);
}

/** No child is left, neither running nor as a zombie. */
function nobodyLeft(who: string): void {
  try {
    const { pid } = waitpid(-1, WNOHANG);
    check(pid === 0, `${who} returned and left a zombie`);
    check(false, `${who} returned while a child was still running`);
  } catch (error) {
    if (!isErrno(error, 'ECHILD')) throw error;
  }
}

/** What `runAll` tells, by index; each child once. */
function toldBy(roles: readonly string[]): Told[] {
  const told: Told[] = [];
  runAll(roles, (index, ending) => {
    check(told[index] === undefined && roles[index] !== undefined, `ended was called with ${String(index)} once more`);
    told[index] = ending;
  });
  return told;
}

const nine = (): void => exit(9);
const fine = (): void => undefined;
const killed = (): void => {
  kill(getpid(), SIGKILL);
};

/** Exit status 9 and signal 9. */
export const endings = processes({
  roles: {
    main: () => {
      const told = toldBy(['nine', 'killed']);
      same(told[0], { exit: 9 }, 'a child that called exit(9)');
      same(told[1], { signal: 9 }, 'a child that was killed by SIGKILL');
    },
    nine,
    killed,
  },
});

/** The first child ends only when the end of the second has been told. */
export const asTheyEnd = processes({
  roles: {
    main: () => {
      runAll(['late', 'fine'], (index) => {
        if (index === 1) open('the second has ended');
      });
    },
    late: () => {
      pass('the second has ended');
    },
    fine,
  },
});

export const nobody = processes({
  roles: {
    main: () => {
      check(toldBy(['nine', 'fine']).length === 2, 'runAll returned before it had told of every end');
      nobodyLeft('runAll');
    },
    nine,
    fine,
  },
});

/** How often roles were started, in memory that all of them can find. */
const STARTS = '/starts';
function starts(): Int32Array {
  const fd = shm_open(STARTS, O_CREAT | O_RDWR, 0o600);
  ftruncate(fd, 4096);
  const counts = new Int32Array(mmap(4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd));
  close(fd);
  return counts;
}

function times(count: number): string {
  return count === 1 ? 'once' : `${String(count)} times`;
}

function supervised(role: string, restarts: number, expected: Told, count: number): void {
  const counts = starts();
  same(supervise(role, restarts), expected, 'the last child');
  const was = Atomics.load(counts, 0);
  check(was === count, `the child should be started ${times(count)} and was started ${times(was)}`);
  nobodyLeft('supervise');
  shm_unlink(STARTS);
}

const recovers = (): void => exit(Atomics.add(starts(), 0, 1) === 0 ? 1 : 0);
const crashes = (): void => {
  if (Atomics.add(starts(), 0, 1) === 0) kill(getpid(), SIGKILL);
};
const fails = (): void => {
  Atomics.add(starts(), 0, 1);
  exit(7);
};

const left = { leaves: ['sharedMemory'] } as const;
const one = (role: string, restarts: number, expected: Told, count: number) => ({
  roles: {
    main: () => {
      supervised(role, restarts, expected, count);
    },
    recovers,
    crashes,
    fails,
  },
  ...left,
});
export const restarts = processes(one('recovers', 5, { exit: 0 }, 2));
export const crash = processes(one('crashes', 5, { exit: 0 }, 2));
export const givesUp = processes(one('fails', 1, { exit: 7 }, 2));

function raced(roles: readonly string[], expected: number): void {
  const got = race(roles);
  check(got === expected, `race returned ${String(got)} instead of ${String(expected)}`);
}

const never = (): void => {
  pass('never');
};

/** Where all fail nobody wins. */
export const firstSuccess = processes({
  roles: {
    main: () => {
      raced(['killed'], -1);
      raced(['fine'], 0);
    },
    killed,
    fine,
  },
});

export const losers = processes({
  roles: {
    main: () => {
      raced(['never', 'fine'], 1);
      nobodyLeft('race');
    },
    never,
    fine,
  },
});

/** One may have failed and been reaped when another one wins. */
export const reaped = processes({
  roles: {
    main: () => {
      raced(['nine', 'fine', 'never'], 1);
      nobodyLeft('race');
    },
    nine,
    fine,
    never,
  },
});
