import { type Coroutine, coroutines } from 'interleave/scenario';
import { Semaphore } from './starter/semaphore.js';

const one = () => ({ semaphore: new Semaphore(1) });
const two = () => ({ semaphore: new Semaphore(2) });
type Shared = ReturnType<typeof one>;

async function visit(c: Coroutine, { semaphore }: Shared): Promise<void> {
  await c.call('acquire', [], () => semaphore.acquire());
  c.enter('inside');
  await c.pause('work');
  c.leave('inside');
  semaphore.release();
}

const comes = async (c: Coroutine, shared: Shared): Promise<void> => {
  await c.pause('arrival');
  await visit(c, shared);
};

/** Every permit is there again, and no more. */
const complete =
  (permits: number) =>
  (c: Coroutine, { semaphore }: Shared): void => {
    for (let i = 0; i < permits; i += 1)
      c.check(semaphore.tryAcquire(), 'when all have released, every permit must be back');
    c.check(!semaphore.tryAcquire(), 'there are more permits than at the beginning');
  };

export const crowd = coroutines({ setup: two, tasks: { a: visit, b: visit, c: comes, d: comes }, after: complete(2) });

export const queue = coroutines({ setup: one, tasks: { a: comes, b: comes, c: comes }, after: complete(1) });

/** As many as there are permits get in without waiting for anybody. */
export const full = coroutines({
  setup: () => ({ semaphore: new Semaphore(3), inside: 0 }),
  tasks: {
    ...Object.fromEntries(
      ['a', 'b', 'c', 'd'].map((name) => [
        name,
        async (c: Coroutine, shared: { semaphore: Semaphore; inside: number }) => {
          await shared.semaphore.acquire();
          shared.inside += 1;
          await c.pass('counted');
          shared.inside -= 1;
          shared.semaphore.release();
        },
      ]),
    ),
    counter: async (c, shared) => {
      await c.quiet();
      c.check(shared.inside === 3, `with 3 permits, ${String(shared.inside)} of 4 are inside`);
      c.open('counted');
    },
  },
});

/** The holder releases and asks again, at once or some microtasks later, while somebody waits. */
export const comeback = coroutines({
  setup: one,
  tasks: {
    regular: async (c, { semaphore }) => {
      for (const hops of [0, 1, 2, 3]) {
        await c.call('acquire', [], () => semaphore.acquire());
        c.enter('inside');
        await c.pause('work');
        c.leave('inside');
        semaphore.release();
        for (let hop = 0; hop < hops; hop += 1) await null;
      }
    },
    waiter: comes,
  },
});

export const tries = coroutines({
  setup: () => ({ semaphore: new Semaphore(2), waiting: false }),
  tasks: {
    trier: async (c, shared) => {
      const { semaphore } = shared;
      c.check(semaphore.tryAcquire() === true, 'tryAcquire must succeed while a permit is left');
      c.check(semaphore.tryAcquire() === true, 'tryAcquire must succeed for the last permit');
      c.check(semaphore.tryAcquire() === false, 'tryAcquire must fail when no permit is left');
      await c.pause('work');
      semaphore.release();
      if (shared.waiting) c.check(!semaphore.tryAcquire(), 'tryAcquire must not take what somebody waits for');
      await c.quiet();
      semaphore.release();
    },
    waiter: async (c, shared) => {
      await c.pause('arrival');
      shared.waiting = true;
      await shared.semaphore.acquire();
      shared.waiting = false;
      await c.pause('work');
      shared.semaphore.release();
    },
  },
  after: complete(2),
});

export const aborted = coroutines({
  setup: one,
  tasks: {
    holder: visit,
    first: visit,
    aborted: async (c, { semaphore }) => {
      const { signal } = c.abortable();
      const error = await c.refused(semaphore.acquire(signal));
      if (error !== undefined) {
        c.check(signal.aborted && error === signal.reason, "an aborted acquire must reject with the signal's reason");
        return;
      }
      c.enter('inside');
      await c.pause('work');
      c.leave('inside');
      semaphore.release();
    },
    last: visit,
  },
  after: complete(1),
});

/** The holder lets go only when the aborted one has been told. */
export const prompt = coroutines({
  setup: one,
  tasks: {
    holder: async (c, { semaphore }) => {
      await semaphore.acquire();
      await c.pass('told');
      semaphore.release();
    },
    aborted: async (c, { semaphore }) => {
      const reason = new Error('no more time');
      const controller = new AbortController();
      const waiting = c.refused(c.call('acquire', [], () => semaphore.acquire(controller.signal)));
      await c.quiet();
      controller.abort(reason);
      c.check((await waiting) === reason, "an aborted acquire must reject with the signal's reason");
      c.open('told');
      await c.call('acquire', [], () => semaphore.acquire());
      semaphore.release();
      const free = await c.refused(semaphore.acquire(AbortSignal.abort(reason)));
      c.check(free === reason, 'acquire with an aborted signal must reject even when a permit is left');
    },
  },
  after: complete(1),
});

/** The grant and the abort come in the same turn: either may win, and nothing may be lost. */
export const crossing = coroutines({
  setup: () => ({ semaphore: new Semaphore(1), controller: new AbortController() }),
  tasks: {
    holder: async (c, { semaphore, controller }) => {
      await semaphore.acquire();
      await c.pause('work');
      semaphore.release();
      controller.abort();
    },
    either: async (c, { semaphore, controller }) => {
      await c.pause('arrival');
      if ((await c.refused(semaphore.acquire(controller.signal))) !== undefined) return;
      c.enter('inside');
      await c.pause('work');
      c.leave('inside');
      semaphore.release();
    },
    next: comes,
  },
  after: complete(1),
});
