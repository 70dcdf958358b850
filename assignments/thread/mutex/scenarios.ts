/** What the checks of `thread/mutex` do with a submission. Sections and plain data are watched by the oracles. */
import { call, check, enter, leave, open, pass, thrown, threads, type Thread } from 'interleave/scenario';
import { Mutex } from './starter/mutex.js';

const SECTION = 'critical section';

const cells = (): number => Mutex.cells();

/** Takes the lock and is in the section for two steps. */
function visit(lock: Mutex): void {
  lock.acquire();
  enter(SECTION);
  leave(SECTION);
  lock.release();
}

/** Two threads; one of them comes twice, and so may meet the other one just as it wakes up. */
export const pair = threads({
  cells,
  tasks: {
    twice({ memory }: Thread) {
      const lock = new Mutex(memory);
      visit(lock);
      visit(lock);
    },
    once({ memory }: Thread) {
      visit(new Mutex(memory));
    },
  },
});

/** Plain data inside the section: the lock must order memory as well as threads. */
function add({ memory, data }: Thread): void {
  const lock = new Mutex(memory);
  lock.acquire();
  data[0] = (data[0] ?? 0) + 1;
  lock.release();
}

export const counter = threads({
  cells,
  data: 1,
  tasks: [add, add],
  after(_memory, data) {
    check(data[0] === 2, `two threads added 1 each, and the sum is ${String(data[0])}`);
  },
});

/** Two threads that come once: one of them may have to wait. */
export const duet = threads({
  cells,
  tasks: [
    ({ memory }: Thread) => {
      visit(new Mutex(memory));
    },
    ({ memory }: Thread) => {
      visit(new Mutex(memory));
    },
  ],
});

/** `tryAcquire` while another thread holds the lock, and again when it has been released. */
export const tryHeld = threads({
  cells,
  tasks: {
    holder({ memory }: Thread) {
      const lock = new Mutex(memory);
      check(lock.tryAcquire(), 'tryAcquire of a lock that was never held returned false');
      open('held');
      pass('tried');
      lock.release();
      open('free');
    },
    trier({ memory }: Thread) {
      const lock = new Mutex(memory);
      pass('held');
      check(!lock.tryAcquire(), 'tryAcquire returned true while another thread held the lock');
      open('tried');
      pass('free');
      check(lock.tryAcquire(), 'tryAcquire returned false although nobody held the lock');
      lock.release();
    },
  },
});

/** Takes part in the lock only if it is free, recorded operation by operation. */
function dropIn({ memory }: Thread): void {
  const lock = new Mutex(memory);
  if (!call('tryAcquire', [], () => lock.tryAcquire())) return;
  enter(SECTION);
  leave(SECTION);
  call('release', [], () => {
    lock.release();
  });
}

function recordedVisit({ memory }: Thread): void {
  const lock = new Mutex(memory);
  call('acquire', [], () => {
    lock.acquire();
  });
  enter(SECTION);
  leave(SECTION);
  call('release', [], () => {
    lock.release();
  });
}

/** A `tryAcquire` that meets a holder and a waiter: it must neither get in nor make the waiter forgotten. */
export const tryAmongWaiters = threads({ cells, tasks: [recordedVisit, recordedVisit, dropIn] });

/** Three threads: enough that one can sleep on while another one is woken. */
export const trio = threads({
  cells,
  tasks: [
    ({ memory }: Thread) => {
      visit(new Mutex(memory));
    },
    ({ memory }: Thread) => {
      visit(new Mutex(memory));
    },
    ({ memory }: Thread) => {
      visit(new Mutex(memory));
    },
  ],
});

function refuses(lock: Mutex): boolean {
  return (
    thrown(() => {
      lock.release();
    }) !== undefined
  );
}

/** What must throw throws, and the lock works as before: free, and for one at a time. */
export const misuse = threads({
  cells,
  tasks: [
    ({ memory }: Thread) => {
      const lock = new Mutex(memory);
      check(refuses(lock), 'release of a lock that was never held did not throw');
      open('refused');
      visit(lock);
    },
    ({ memory }: Thread) => {
      pass('refused');
      visit(new Mutex(memory));
    },
  ],
  after(memory) {
    const lock = new Mutex(memory);
    check(refuses(lock), 'release of a lock that had been released did not throw');
    check(lock.tryAcquire(), 'after a release that threw, the free lock could not be taken');
  },
});
