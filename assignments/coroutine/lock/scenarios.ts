import { type Coroutine, coroutines } from 'interleave/scenario';
import { Lock } from './starter/lock.js';

const setup = () => ({ lock: new Lock() });
type Shared = ReturnType<typeof setup>;

async function visit(c: Coroutine, lock: Lock): Promise<void> {
  await c.call('acquire', [], () => lock.acquire());
  c.enter('inside');
  await c.pause('work');
  c.leave('inside');
  lock.release();
}

const comes = async (c: Coroutine, { lock }: Shared): Promise<void> => {
  await c.pause('arrival');
  await visit(c, lock);
};

export const trio = coroutines({ setup, tasks: { a: comes, b: comes, c: comes } });

/** The holder comes back at once, or some microtasks later, while somebody waits. */
export const comeback = coroutines({
  setup,
  tasks: {
    regular: async (c, { lock }) => {
      for (const hops of [0, 1, 2, 3]) {
        const held = c.call('acquire', [], () => lock.acquire());
        await held;
        c.enter('inside');
        await c.pause('work');
        c.leave('inside');
        lock.release();
        for (let hop = 0; hop < hops; hop += 1) await null;
      }
    },
    waiter: async (c, { lock }) => {
      await c.pause('arrival');
      await visit(c, lock);
    },
  },
});

export const freeRelease = coroutines({
  setup,
  tasks: {
    main: async (c, { lock }) => {
      c.check(c.thrown(() => lock.release()) !== undefined, 'release of a lock that was never taken must throw');
      await lock.acquire();
      lock.release();
      c.check(c.thrown(() => lock.release()) !== undefined, 'a second release must throw');
      await lock.acquire();
      c.check(c.thrown(() => lock.release()) === undefined, 'after a release that threw, the lock must work as before');
    },
  },
});

export const bodies = coroutines({
  setup,
  tasks: {
    succeeds: async (c, { lock }) => {
      const result = await lock.runExclusive(async () => {
        c.enter('inside');
        await c.pause('work');
        c.leave('inside');
        return 7;
      });
      c.check(result === 7, 'runExclusive must resolve with what the body gives');
    },
    rejects: async (c, { lock }) => {
      const wrong = new Error('body');
      const seen = await c.refused(
        (async () => {
          await lock.runExclusive(async () => {
            c.enter('inside');
            await c.pause('work');
            c.leave('inside');
            throw wrong;
          });
        })(),
      );
      c.check(seen === wrong, 'runExclusive must reject with the error of the body');
    },
    throws: async (c, { lock }) => {
      await c.pause('arrival');
      const wrong = new Error('body');
      const seen = await c.refused(
        (async () => {
          await lock.runExclusive(() => {
            c.enter('inside');
            c.leave('inside');
            throw wrong;
          });
        })(),
      );
      c.check(seen === wrong, 'runExclusive must reject with the error that the body throws');
      c.check((await lock.runExclusive(() => 8)) === 8, 'the body need not be async');
    },
  },
});

/** One in the middle of the queue may be aborted at any moment, also when it holds the lock already. */
export const aborted = coroutines({
  setup,
  tasks: {
    holder: async (c, { lock }) => visit(c, lock),
    first: async (c, { lock }) => visit(c, lock),
    aborted: async (c, { lock }) => {
      const { signal } = c.abortable();
      const error = await c.refused(lock.acquire(signal));
      if (error !== undefined) {
        c.check(signal.aborted && error === signal.reason, "an aborted acquire must reject with the signal's reason");
        return;
      }
      c.enter('inside');
      await c.pause('work');
      c.leave('inside');
      lock.release();
    },
    last: async (c, { lock }) => visit(c, lock),
  },
  after: async (c, { lock }) => {
    c.check(c.thrown(() => lock.release()) !== undefined, 'when everybody has left, the lock must be free');
    await lock.acquire();
  },
});

/** The holder lets go only when the aborted one has been told. */
export const prompt = coroutines({
  setup,
  tasks: {
    holder: async (c, { lock }) => {
      await lock.acquire();
      await c.pass('told');
      lock.release();
    },
    aborted: async (c, { lock }) => {
      const reason = new Error('no more time');
      const controller = new AbortController();
      const waiting = c.refused(c.call('acquire', [], () => lock.acquire(controller.signal)));
      await c.quiet();
      controller.abort(reason);
      c.check((await waiting) === reason, "an aborted acquire must reject with the signal's reason");
      const late = await c.refused(c.call('acquire', [], () => lock.acquire(AbortSignal.abort(reason))));
      c.check(late === reason, 'acquire with an aborted signal must reject while the lock is held');
      c.open('told');
      await lock.acquire();
      lock.release();
      const free = await c.refused(lock.acquire(AbortSignal.abort(reason)));
      c.check(free === reason, 'acquire with an aborted signal must reject even when the lock is free');
      await c.call('acquire', [], () => lock.acquire());
      lock.release();
    },
  },
});

/** The grant and the abort come in the same turn: either may win, and nothing may be lost. */
export const crossing = coroutines({
  setup: () => ({ lock: new Lock(), controller: new AbortController() }),
  tasks: {
    holder: async (c, { lock, controller }) => {
      await lock.acquire();
      await c.pause('work');
      lock.release();
      controller.abort();
    },
    either: async (c, { lock, controller }) => {
      await c.pause('arrival');
      if ((await c.refused(lock.acquire(controller.signal))) !== undefined) return;
      c.enter('inside');
      await c.pause('work');
      c.leave('inside');
      lock.release();
    },
    next: async (c, { lock }) => {
      await c.pause('arrival');
      await visit(c, lock);
    },
  },
  after: (c, { lock }) => {
    c.check(c.thrown(() => lock.release()) !== undefined, 'when everybody has left, the lock must be free');
  },
});
