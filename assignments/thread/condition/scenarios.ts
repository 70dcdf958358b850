/** What the checks of `thread/condition` do with a submission. The lock and what it guards are cells of the scenario. */
import { check, enter, leave, open, pass, threads, type Thread } from 'interleave/scenario';
import { Condition } from './starter/condition.js';

/** In the scenario's data: the lock, and what the threads wait for. */
const LOCK = 0;
const FIRST = 1;
const SECOND = 2;

const INSIDE = 'with the lock held';

const cells = (): number => Condition.cells();

/** A lock that knows whether this thread holds it. */
class Lock {
  holds = false;
  readonly #data: Int32Array;

  constructor(data: Int32Array) {
    this.#data = data;
  }

  acquire(): void {
    while (Atomics.compareExchange(this.#data, LOCK, 0, 1) !== 0) Atomics.wait(this.#data, LOCK, 1);
    this.holds = true;
  }

  release(): void {
    this.holds = false;
    Atomics.store(this.#data, LOCK, 0);
    Atomics.notify(this.#data, LOCK, 1);
  }
}

/** What a thread has: the lock, the condition variable, and what the lock guards. */
function partner({ memory, data }: Thread): { lock: Lock; condition: Condition } {
  const lock = new Lock(data);
  return { lock, condition: new Condition(memory, lock) };
}

/** Waits until the cell is not zero any more; the ordinary way to use a condition variable. */
const until = (cell: number) => (thread: Thread) => {
  const { lock, condition } = partner(thread);
  lock.acquire();
  while (thread.data[cell] === 0) condition.wait();
  lock.release();
};

/** Brings about what is waited for, and tells one of those who wait. */
function tell(thread: Thread): void {
  const { lock, condition } = partner(thread);
  lock.acquire();
  thread.data[FIRST] = 1;
  condition.notify();
  lock.release();
}

/** Takes one of the items that are counted in `FIRST`. */
function takeOne(thread: Thread): void {
  const { lock, condition } = partner(thread);
  lock.acquire();
  while (thread.data[FIRST] === 0) condition.wait();
  thread.data[FIRST] = (thread.data[FIRST] ?? 0) - 1;
  lock.release();
}

/** One waits, one notifies. */
export const pair = threads({
  cells,
  data: 2,
  tasks: {
    waiter: until(FIRST),
    notifier: tell,
  },
});

/** The waiter has the lock to itself when `wait` returns. */
export const holding = threads({
  cells,
  data: 2,
  tasks: {
    waiter(thread: Thread) {
      const { lock, condition } = partner(thread);
      lock.acquire();
      while (thread.data[FIRST] === 0) {
        condition.wait();
        check(lock.holds, 'wait returned without the lock');
        enter(INSIDE);
        leave(INSIDE);
      }
      lock.release();
    },
    notifier(thread: Thread) {
      const { lock, condition } = partner(thread);
      lock.acquire();
      enter(INSIDE);
      thread.data[FIRST] = 1;
      condition.notify();
      check(lock.holds, 'notify gave the lock away');
      leave(INSIDE);
      lock.release();
    },
  },
});

/** Each waits for the other: the one who answers begins to wait right after its own notify, and must not take it. */
export const handshake = threads({
  cells,
  data: 3,
  tasks: {
    asks(thread: Thread) {
      const { lock, condition } = partner(thread);
      lock.acquire();
      while (thread.data[FIRST] === 0) condition.wait();
      thread.data[SECOND] = 1;
      condition.notify();
      lock.release();
    },
    answers(thread: Thread) {
      const { lock, condition } = partner(thread);
      lock.acquire();
      thread.data[FIRST] = 1;
      condition.notify();
      while (thread.data[SECOND] === 0) condition.wait();
      lock.release();
    },
  },
});

/** Two wait, and one notify is for both. */
export const notifyTwo = threads({
  cells,
  data: 2,
  tasks: {
    first: takeOne,
    second: takeOne,
    giver(thread: Thread) {
      const { lock, condition } = partner(thread);
      lock.acquire();
      thread.data[FIRST] = 2;
      condition.notify(2);
      lock.release();
    },
  },
});

/** Two wait, and each gets a notify of its own. */
export const notifyTwice = threads({
  cells,
  data: 2,
  tasks: {
    first: takeOne,
    second: takeOne,
    giver(thread: Thread) {
      const { lock, condition } = partner(thread);
      lock.acquire();
      thread.data[FIRST] = 2;
      condition.notify();
      condition.notify();
      lock.release();
    },
  },
});

/** Two wait for the same thing. */
export const everybody = threads({
  cells,
  data: 2,
  tasks: {
    first: until(FIRST),
    second: until(FIRST),
    notifier(thread: Thread) {
      const { lock, condition } = partner(thread);
      lock.acquire();
      thread.data[FIRST] = 1;
      condition.notifyAll();
      lock.release();
    },
  },
});

/** Nobody notifies. Waking without a notify is allowed, so that a few more tries are granted. */
export const giveUp = threads({
  cells,
  data: 2,
  tasks: [
    (thread: Thread) => {
      const { lock, condition } = partner(thread);
      lock.acquire();
      const woken = condition.wait(5) && condition.wait(5) && condition.wait(5);
      check(!woken, 'wait returned true three times although nobody had notified');
      check(lock.holds, 'wait returned without the lock after its timeout');
      lock.release();
    },
  ],
});

/** A thread gives up twice and then waits in earnest: what it was before must not stand in its own way. */
export const afterTimeouts = threads({
  cells,
  data: 2,
  tasks: {
    waiter(thread: Thread) {
      const { lock, condition } = partner(thread);
      lock.acquire();
      condition.wait(5);
      condition.wait(5);
      lock.release();
      open('gave up');
      until(FIRST)(thread);
    },
    notifier(thread: Thread) {
      pass('gave up');
      tell(thread);
    },
  },
});

/**
 * One notify, and two wait. The impatient one passes on what it was told; if it says that it gave up, then the notify
 * must have reached the patient one.
 */
export const lateNotify = threads({
  cells,
  data: 2,
  tasks: {
    impatient(thread: Thread) {
      const { lock, condition } = partner(thread);
      lock.acquire();
      if (thread.data[FIRST] === 0 && condition.wait(5)) condition.notify();
      lock.release();
    },
    patient: until(FIRST),
    notifier: tell,
  },
});
