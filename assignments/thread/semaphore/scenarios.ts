/** What the checks of `thread/semaphore` do with a submission. */
import { check, enter, leave, open, pass, threads, type Thread } from 'interleave/scenario';
import { Semaphore } from './starter/semaphore.js';

const INSIDE = 'inside';

const cells = (): number => Semaphore.cells();

/** The set-up of a semaphore that begins with this many permits. */
const permits = (n: number) => (memory: Int32Array) => {
  Semaphore.init(memory, n);
};

/** Takes a permit, is inside for two steps, and gives the permit back. */
function visit(semaphore: Semaphore): void {
  check(semaphore.acquire(), 'acquire without a timeout returned false');
  enter(INSIDE);
  leave(INSIDE);
  semaphore.release();
}

/** One permit, two threads, one of which comes twice and so may overtake the other one just as it wakes up. */
export const pair = threads({
  cells,
  init: permits(1),
  tasks: {
    twice({ memory }: Thread) {
      const semaphore = new Semaphore(memory);
      visit(semaphore);
      visit(semaphore);
    },
    once({ memory }: Thread) {
      visit(new Semaphore(memory));
    },
  },
});

const visitor = ({ memory }: Thread): void => {
  visit(new Semaphore(memory));
};

/** Two permits for three threads, and all of them there again in the end. */
export const trio = threads({
  cells,
  init: permits(2),
  tasks: [visitor, visitor, visitor],
  after(memory) {
    const semaphore = new Semaphore(memory);
    check(semaphore.tryAcquire() && semaphore.tryAcquire(), 'a permit that was released is lost');
    check(!semaphore.tryAcquire(), 'there are more permits than at the beginning');
  },
});

const taker = ({ memory }: Thread): void => {
  check(new Semaphore(memory).acquire(), 'acquire without a timeout returned false');
};

/** Two threads want a permit each, and one release brings both. */
export const releaseTwo = threads({
  cells,
  init: permits(0),
  tasks: {
    first: taker,
    second: taker,
    giver({ memory }: Thread) {
      new Semaphore(memory).release(2);
    },
  },
  after(memory) {
    check(!new Semaphore(memory).tryAcquire(), 'release(2) brought more than two permits');
  },
});

/** Two threads want a permit each, and they come one by one. */
export const releaseTwice = threads({
  cells,
  init: permits(0),
  tasks: {
    first: taker,
    second: taker,
    giver({ memory }: Thread) {
      const semaphore = new Semaphore(memory);
      semaphore.release();
      semaphore.release();
    },
  },
});

/** Nobody releases: a thread with a timeout gives up, and has taken nothing. */
export const giveUp = threads({
  cells,
  init: permits(1),
  tasks: [
    ({ memory }: Thread) => {
      const semaphore = new Semaphore(memory);
      check(semaphore.acquire(1000), 'acquire returned false although there was a permit');
      check(!semaphore.acquire(5), 'acquire returned true although there was no permit');
      semaphore.release();
      check(semaphore.tryAcquire(), 'the permit was lost: the acquire that had given up before took it');
      check(!semaphore.acquire(100), 'one release brought two permits');
      const before = performance.now();
      check(!semaphore.acquire(5), 'acquire returned true although there was no permit');
      const waited = performance.now() - before;
      check(waited >= 5, 'acquire(5) gave up before 5 milliseconds had passed');
      check(waited < 100, `acquire(5) waited for ${String(waited)} milliseconds`);
    },
  ],
});

/** One permit comes while a thread is about to give up. It must be taken, or be there afterwards: never both, never neither. */
export const lateRelease = threads({
  cells,
  init: permits(0),
  tasks: {
    impatient({ memory }: Thread) {
      const semaphore = new Semaphore(memory);
      const taken = semaphore.acquire(5);
      pass('released');
      if (!taken) check(semaphore.tryAcquire(), 'acquire gave up, and the permit was lost');
      check(!semaphore.acquire(5), 'one release brought two permits');
    },
    giver({ memory }: Thread) {
      new Semaphore(memory).release();
      open('released');
    },
  },
});

/** One permit comes to a thread that gives up and to one that does not: the patient one must not be left asleep. */
export const patience = threads({
  cells,
  init: permits(0),
  tasks: {
    impatient({ memory }: Thread) {
      const semaphore = new Semaphore(memory);
      if (semaphore.acquire(5)) semaphore.release();
    },
    patient: taker,
    giver({ memory }: Thread) {
      new Semaphore(memory).release();
    },
  },
});

/** `tryAcquire` answers at once. */
export const tryIt = threads({
  cells,
  init: permits(1),
  tasks: [
    ({ memory }: Thread) => {
      const semaphore = new Semaphore(memory);
      check(semaphore.tryAcquire(), 'tryAcquire returned false although there was a permit');
      check(!semaphore.tryAcquire(), 'tryAcquire returned true although there was no permit');
      semaphore.release(2);
      check(semaphore.tryAcquire(), 'after a tryAcquire that failed, release(2) did not bring the first permit');
      check(semaphore.tryAcquire(), 'after a tryAcquire that failed, release(2) did not bring the second permit');
      check(!semaphore.tryAcquire(), 'release(2) brought three permits');
    },
  ],
});

function add({ memory, data }: Thread): void {
  const semaphore = new Semaphore(memory);
  semaphore.acquire();
  data[0] = (data[0] ?? 0) + 1;
  semaphore.release();
}

/** One permit guards plain data. */
export const counter = threads({
  cells,
  data: 1,
  init: permits(1),
  tasks: [add, add],
  after(_memory, data) {
    check(data[0] === 2, `two threads added 1 each, and the sum is ${String(data[0])}`);
  },
});
