/** What the checks of `thread/reentrant-lock` do with a submission. */
import { check, enter, leave, open, pass, thrown, threads, type Thread } from 'interleave/scenario';
import { ReentrantLock } from './starter/reentrant-lock.js';

const SECTION = 'critical section';

const cells = (): number => ReentrantLock.cells();

/** The object of this thread; their numbers begin with 1. */
const lockOf = ({ memory, me }: Thread): ReentrantLock => new ReentrantLock(memory, me + 1);

function visit(lock: ReentrantLock): void {
  lock.acquire();
  enter(SECTION);
  leave(SECTION);
  lock.release();
}

/** Takes the lock twice, and is inside until it has given back one of the two, and a little longer. */
function visitTwofold(lock: ReentrantLock): void {
  lock.acquire();
  enter(SECTION);
  lock.acquire();
  lock.release();
  leave(SECTION);
  lock.release();
}

function refuses(lock: ReentrantLock): boolean {
  return (
    thrown(() => {
      lock.release();
    }) !== undefined
  );
}

const visitor = (thread: Thread): void => {
  visit(lockOf(thread));
};

/** Two threads; one of them comes twice. */
export const pair = threads({
  cells,
  tasks: {
    twice(thread: Thread) {
      const lock = lockOf(thread);
      visit(lock);
      visit(lock);
    },
    once: visitor,
  },
});

/** Two threads that come once. */
export const duet = threads({ cells, tasks: [visitor, visitor] });

export const trio = threads({ cells, tasks: [visitor, visitor, visitor] });

/** A thread takes the lock again while it owns it. */
export const alone = threads({
  cells,
  tasks: [
    (thread: Thread) => {
      const lock = lockOf(thread);
      lock.acquire();
      lock.acquire();
      lock.acquire();
      lock.release();
      lock.release();
      lock.release();
      lock.acquire();
      lock.release();
    },
  ],
});

/** One owns the lock twofold; the other one must stay outside until the last release, and get in then. */
export const nested = threads({
  cells,
  tasks: {
    twofold(thread: Thread) {
      visitTwofold(lockOf(thread));
    },
    once: visitor,
  },
});

/** A release by a thread that does not own the lock, while another one does. */
export const stranger = threads({
  cells,
  tasks: {
    owner(thread: Thread) {
      const lock = lockOf(thread);
      lock.acquire();
      lock.acquire();
      enter(SECTION);
      open('owned');
      pass('refused');
      lock.release();
      leave(SECTION);
      lock.release();
    },
    stranger(thread: Thread) {
      const lock = lockOf(thread);
      pass('owned');
      check(refuses(lock), 'release by a thread that does not own the lock did not throw');
      open('refused');
      visit(lock);
    },
  },
});

/** A release of a lock that nobody owns, and one release more than acquires. */
export const tooMany = threads({
  cells,
  tasks: [
    (thread: Thread) => {
      const lock = lockOf(thread);
      check(refuses(lock), 'release of a lock that was never owned did not throw');
      open('refused');
      visitTwofold(lock);
      check(refuses(lock), 'one more release than acquires did not throw');
    },
    (thread: Thread) => {
      pass('refused');
      visit(lockOf(thread));
    },
  ],
});

function add(thread: Thread): void {
  const { data } = thread;
  const lock = lockOf(thread);
  lock.acquire();
  lock.acquire();
  data[0] = (data[0] ?? 0) + 1;
  lock.release();
  lock.release();
}

/** Plain data inside. */
export const counter = threads({
  cells,
  data: 1,
  tasks: [add, add],
  after(_memory, data) {
    check(data[0] === 2, `two threads added 1 each, and the sum is ${String(data[0])}`);
  },
});
