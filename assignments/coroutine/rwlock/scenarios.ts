import { type Coroutine, coroutines } from 'interleave/scenario';
import { RwLock } from './starter/rwlock.js';

const setup = () => ({ lock: new RwLock(), readers: 0, log: [] as string[] });
type Shared = ReturnType<typeof setup>;

async function read(c: Coroutine, shared: Shared): Promise<void> {
  await c.call('acquireRead', [], () => shared.lock.acquireRead());
  c.enter('reading');
  shared.readers += 1;
  await c.pause('read');
  shared.readers -= 1;
  c.leave('reading');
  shared.lock.releaseRead();
}

async function write(c: Coroutine, { lock }: Shared): Promise<void> {
  await c.call('acquireWrite', [], () => lock.acquireWrite());
  c.enter('writing');
  await c.pause('write');
  c.leave('writing');
  lock.releaseWrite();
}

const reader = async (c: Coroutine, shared: Shared): Promise<void> => {
  await c.pause('arrival');
  await read(c, shared);
};
const writer = async (c: Coroutine, shared: Shared): Promise<void> => {
  await c.pause('arrival');
  await write(c, shared);
};

export const mixed = coroutines({ setup, tasks: { r1: reader, w1: writer, r2: reader } });

export const writers = coroutines({ setup, tasks: { w1: writer, r: reader, w2: writer } });

/** Readers who find the lock free are inside together. */
export const share = coroutines({
  setup,
  tasks: {
    r1: read,
    r2: read,
    r3: read,
    counter: async (c, shared) => {
      await c.quiet();
      c.check(shared.readers === 3, `${String(shared.readers)} of 3 readers are inside together`);
    },
  },
});

/**
 * A queue of known order behind a writer: two readers, a writer, a reader, a writer. When the first of these writers has
 * gone, a last reader comes.
 */
export const batches = coroutines({
  setup,
  tasks: {
    holder: write,
    r1: read,
    r2: read,
    w: async (c, shared) => {
      await write(c, shared);
      c.open('w has gone');
    },
    r3: async (c, shared) => {
      await read(c, shared);
      c.open('last');
    },
    counter: async (c, shared) => {
      const { lock } = shared;
      await c.call('acquireWrite', [], () => lock.acquireWrite());
      c.enter('writing');
      c.check(shared.readers === 0, 'a writer is inside with readers');
      c.leave('writing');
      lock.releaseWrite();
      await c.pass('last');
    },
    late: async (c, shared) => {
      await c.pass('w has gone');
      await read(c, shared);
    },
  },
});

/** When the writer lets go, the readers who stand next to each other get in together. */
export const together = coroutines({
  setup,
  tasks: {
    holder: async (c, { lock }) => {
      await lock.acquireWrite();
      await c.pass('queued');
      lock.releaseWrite();
    },
    r1: async (c, shared) => {
      await c.call('acquireRead', [], () => shared.lock.acquireRead());
      shared.readers += 1;
      await c.pass('counted');
      shared.lock.releaseRead();
    },
    r2: async (c, shared) => {
      await c.call('acquireRead', [], () => shared.lock.acquireRead());
      shared.readers += 1;
      await c.pass('counted');
      shared.lock.releaseRead();
    },
    w: write,
    counter: async (c, shared) => {
      await c.quiet();
      c.open('queued');
      await c.quiet();
      c.check(shared.readers === 2, `${String(shared.readers)} of 2 readers who stood next to each other are inside`);
      c.open('counted');
    },
  },
});

/** Somebody lets go and comes back at once, or some microtasks later, while others wait. */
export const comeback = coroutines({
  setup,
  tasks: {
    writer: async (c, { lock }) => {
      for (const hops of [0, 1, 2]) {
        await c.call('acquireWrite', [], () => lock.acquireWrite());
        c.enter('writing');
        await c.pause('write');
        c.leave('writing');
        lock.releaseWrite();
        for (let hop = 0; hop < hops; hop += 1) await null;
      }
    },
    reader: async (c, shared) => {
      for (const hops of [0, 1, 2]) {
        await c.call('acquireRead', [], () => shared.lock.acquireRead());
        c.enter('reading');
        await c.pause('read');
        c.leave('reading');
        shared.lock.releaseRead();
        for (let hop = 0; hop < hops; hop += 1) await null;
      }
    },
  },
});

/** Readers come one after the other, so that somebody always reads: the writer must not starve. */
export const stream = coroutines({
  setup,
  tasks: {
    r1: read,
    r2: reader,
    w: writer,
    r3: reader,
  },
});
