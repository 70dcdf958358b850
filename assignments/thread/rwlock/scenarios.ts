/** What the checks of `thread/rwlock` do with a submission. */
import { asleep, check, enter, leave, open, pass, threads, type Thread } from 'interleave/scenario';
import { RwLock } from './starter/rwlock.js';

const READING = 'reading';
const WRITING = 'writing';

const cells = (): number => RwLock.cells();

function read(lock: RwLock): void {
  lock.acquireRead();
  enter(READING);
  leave(READING);
  lock.releaseRead();
}

function write(lock: RwLock): void {
  lock.acquireWrite();
  enter(WRITING);
  leave(WRITING);
  lock.releaseWrite();
}

const reader = ({ memory }: Thread): void => {
  read(new RwLock(memory));
};

const writer = ({ memory }: Thread): void => {
  write(new RwLock(memory));
};

/** A writer against a thread that writes and reads. */
export const pair = threads({
  cells,
  tasks: {
    writer,
    'writer-reader'({ memory }: Thread) {
      const lock = new RwLock(memory);
      write(lock);
      read(lock);
    },
  },
});

/** A reader against a thread that reads and writes. */
export const readAndWrite = threads({
  cells,
  tasks: {
    reader,
    'reader-writer'({ memory }: Thread) {
      const lock = new RwLock(memory);
      read(lock);
      write(lock);
    },
  },
});

/** Two readers and a writer: readers come, go and sleep together. */
export const trio = threads({ cells, tasks: { reader, other: reader, writer } });

/** Reads, and stays inside until the other one is inside too. */
function shareWith(other: string, lock: RwLock, me: string): void {
  lock.acquireRead();
  open(`${me} is inside`);
  pass(`${other} is inside`);
  lock.releaseRead();
}

/** Each of two readers stays inside until the other one is inside too. */
export const sharing = threads({
  cells,
  tasks: {
    one({ memory }: Thread) {
      shareWith('other', new RwLock(memory), 'one');
    },
    other({ memory }: Thread) {
      shareWith('one', new RwLock(memory), 'other');
    },
  },
});

/** Two readers sleep behind a writer, and when it leaves each stays inside until the other one is inside too. */
export const wokenTogether = threads({
  cells,
  tasks: {
    writer({ memory }: Thread) {
      const lock = new RwLock(memory);
      lock.acquireWrite();
      open('the writer is inside');
      asleep([1, 2]);
      lock.releaseWrite();
    },
    one({ memory }: Thread) {
      const lock = new RwLock(memory);
      pass('the writer is inside');
      shareWith('other', lock, 'one');
    },
    other({ memory }: Thread) {
      const lock = new RwLock(memory);
      pass('the writer is inside');
      shareWith('one', lock, 'other');
    },
  },
});

/** A reader is inside, a writer sleeps, and then another reader comes. */
export const queue = threads({
  cells,
  data: 1,
  tasks: {
    inside({ memory }: Thread) {
      const lock = new RwLock(memory);
      lock.acquireRead();
      open('inside');
      asleep(1);
      lock.releaseRead();
    },
    writer({ memory, data }: Thread) {
      const lock = new RwLock(memory);
      pass('inside');
      lock.acquireWrite();
      data[0] = 1;
      lock.releaseWrite();
    },
    late({ memory, data }: Thread) {
      const lock = new RwLock(memory);
      pass('inside');
      asleep(1);
      lock.acquireRead();
      check(data[0] === 1, 'a reader that came when a writer slept got in before it');
      lock.releaseRead();
    },
  },
});

/** A reader is inside, two writers sleep, and the reader leaves and comes again: now it is the one that came late. */
export const twoWriters = threads({
  cells,
  data: 2,
  tasks: {
    reader({ memory, data }: Thread) {
      const lock = new RwLock(memory);
      lock.acquireRead();
      open('inside');
      asleep([1, 2]);
      lock.releaseRead();
      lock.acquireRead();
      check(data[0] === 1 && data[1] === 1, 'a reader that came when two writers slept got in before one of them');
      lock.releaseRead();
    },
    first({ memory, data }: Thread) {
      const lock = new RwLock(memory);
      pass('inside');
      lock.acquireWrite();
      data[0] = 1;
      lock.releaseWrite();
    },
    second({ memory, data }: Thread) {
      const lock = new RwLock(memory);
      pass('inside');
      // So that nobody but the second is on its way when it sleeps.
      asleep(1);
      lock.acquireWrite();
      data[1] = 1;
      lock.releaseWrite();
    },
  },
});

/** What a writer writes, readers read, without Atomics. */
export const message = threads({
  cells,
  data: 2,
  tasks: {
    writer({ memory, data }: Thread) {
      const lock = new RwLock(memory);
      lock.acquireWrite();
      data[0] = 5;
      data[1] = 5;
      lock.releaseWrite();
    },
    reader({ memory, data }: Thread) {
      const lock = new RwLock(memory);
      lock.acquireRead();
      check(data[0] === data[1], 'a reader saw half of what a writer wrote');
      lock.releaseRead();
    },
  },
});
