import { type Coroutine, coroutineOperations, coroutines } from 'interleave/scenario';
import { Queue } from './starter/queue.js';

const unbounded = () => ({ queue: new Queue<number>(), calls: 0, started: 0, resolved: 0 });
const bounded = () => ({ queue: new Queue<number>(1), calls: 0, started: 0, resolved: 0 });
type Shared = ReturnType<typeof unbounded>;

/** One producer, one consumer. */
export const stream = coroutines({
  setup: unbounded,
  tasks: {
    producer: async (c, { queue }) => {
      for (let item = 0; item < 3; item += 1) {
        await c.pause('make');
        await queue.put(item);
      }
    },
    consumer: async (c, { queue }) => {
      for (let item = 0; item < 3; item += 1) {
        const got = await c.call('get', [], () => queue.get());
        c.check(got === item, `item ${String(item)} was expected, ${String(got)} came`);
        await c.pause('use');
      }
      c.check(queue.size === 0, 'the queue must be empty at the end');
    },
  },
});

const getter = async (c: Coroutine, shared: Shared): Promise<void> => {
  await c.pause('arrival');
  const mine = shared.calls;
  shared.calls += 1;
  const got = await c.call('get', [], () => shared.queue.get());
  c.check(got === mine, `call ${String(mine)} of get must receive item ${String(mine)}, not ${String(got)}`);
};

/** Getters are served in the order of their calls. */
export const getters = coroutines({
  setup: unbounded,
  tasks: {
    a: getter,
    b: getter,
    producer: async (c, { queue }) => {
      await queue.put(0);
      await c.pause('make');
      await queue.put(1);
      await queue.put(2);
    },
    c: getter,
  },
});

const putter = async (c: Coroutine, shared: Shared): Promise<void> => {
  await c.pause('arrival');
  const mine = shared.calls;
  shared.calls += 1;
  await c.call('put', [mine], () => shared.queue.put(mine));
  shared.resolved += 1;
  c.check(shared.resolved <= shared.started + 1, 'put must wait while the queue is full');
};

/** A queue of one: putters wait, in the order of their calls. */
export const full = coroutines({
  setup: bounded,
  tasks: {
    a: putter,
    b: putter,
    c: putter,
    consumer: async (c, shared) => {
      for (let item = 0; item < 3; item += 1) {
        await c.pause('use');
        c.check(shared.queue.size <= 1, 'the queue holds more than its size');
        shared.started += 1;
        const got = await c.call('get', [], () => shared.queue.get());
        c.check(got === item, `item ${String(item)} was expected, ${String(got)} came`);
      }
    },
  },
});

/** With room, put takes effect at the call; what waits outside is not counted. */
export const room = coroutines({
  setup: () => ({ queue: new Queue<number>(2) }),
  tasks: {
    main: async (c, { queue }) => {
      c.check(queue.size === 0, 'a new queue must be empty');
      const first = queue.put(1);
      c.check(queue.size === 1, 'with room, put must take effect at the call');
      const second = queue.put(2);
      c.check(queue.size === 2, 'with room, put must take effect at the call');
      const third = queue.put(3);
      await c.quiet();
      c.check(queue.size === 2, 'an item that waits outside must not be counted');
      await first;
      await second;
      c.check((await queue.get()) === 1, 'the first item must come first');
      await third;
      await c.quiet();
      c.check(queue.size === 2, 'when an item is taken, the one that waits must move in');
      c.check((await queue.get()) === 2 && (await queue.get()) === 3, 'the items must come in their order');
      const unlimited = new Queue<number>();
      for (let item = 0; item < 20; item += 1) void unlimited.put(item);
      c.check(unlimited.size === 20, 'without maxSize there must always be room');
    },
  },
});

/** Somebody asks in the very turn in which a waiter is served. */
export const overtaking = coroutines({
  setup: () => ({ items: new Queue<number>(), slots: new Queue<number>(1) }),
  tasks: {
    early: async (c, { items }) => {
      c.check((await c.call('get', [], () => items.get())) === 1, 'the getter that waits must receive the item');
    },
    late: async (c, { items }) => {
      await c.pause('arrival');
      const put = items.put(1);
      const got = items.get();
      await put;
      await c.quiet();
      await items.put(2);
      c.check((await got) === 2, 'who asks later must not take the item of a waiter');
    },
    putter: async (c, { slots }) => {
      await slots.put(1);
      const second = slots.put(2);
      await c.quiet();
      const first = slots.get();
      const third = slots.put(3);
      c.check((await first) === 1, 'the first item must come first');
      await second;
      c.check((await slots.get()) === 2, 'the putter that waits must get its place before one that comes later');
      await third;
      c.check((await slots.get()) === 3, 'the last item must come last');
    },
  },
});

export const joined = coroutines({
  setup: () => ({ queue: new Queue<number>(), done: 0, put: 0, idle: false }),
  tasks: {
    worker: async (c, shared) => {
      for (let i = 0; i < 3; i += 1) {
        await shared.queue.get();
        await c.pause('work');
        shared.done += 1;
        if (shared.done === shared.put) shared.idle = true;
        shared.queue.taskDone();
      }
    },
    producer: async (c, shared) => {
      await c.call('join', [], () => shared.queue.join());
      shared.put = 2;
      await Promise.all([shared.queue.put(1), shared.queue.put(2)]);
      c.open('put');
      await c.call('join', [], () => shared.queue.join());
      c.check(shared.idle, 'join must wait for the last taskDone');
    },
    adder: async (c, shared) => {
      await c.pass('put');
      await c.pause('make');
      shared.put = 3;
      await shared.queue.put(3);
      await c.call('join', [], () => shared.queue.join());
      c.check(shared.done === 3, 'join must wait for items that came later');
      await c.call('join', [], () => shared.queue.join());
    },
  },
});

/** A getter and a putter that may be aborted at any moment. */
export const aborted = coroutines({
  setup: () => ({ items: new Queue<number>(), slots: new Queue<number>(1), stayed: true }),
  tasks: {
    getter: async (c, { items }) => {
      const { signal } = c.abortable('abort get');
      const error = await c.refused(
        items.get(signal).then((item) => {
          c.check(item === 1, 'the first getter must receive the first item');
          // It hands on what it got, so that the next one always receives the same.
          return items.put(item);
        }),
      );
      if (error !== undefined)
        c.check(signal.aborted && error === signal.reason, "an aborted get must reject with the signal's reason");
    },
    next: async (c, { items }) => {
      const got = [await c.call('get', [], () => items.get()), await c.call('get', [], () => items.get())];
      c.check(got.includes(1) && got.includes(2), 'an item was lost or doubled');
    },
    producer: async (c, { items }) => {
      await c.pause('make');
      await items.put(1);
      await items.put(2);
    },
    putter: async (c, shared) => {
      await shared.slots.put(1);
      const { signal } = c.abortable('abort put');
      const error = await c.refused(shared.slots.put(2, signal));
      if (error === undefined) return;
      c.check(signal.aborted && error === signal.reason, "an aborted put must reject with the signal's reason");
      shared.stayed = false;
    },
    consumer: async (c, { slots }) => {
      await c.pause('use');
      c.check((await slots.get()) === 1, 'the first item must come first');
    },
  },
  after: (c, { slots, items, stayed }) => {
    c.check(
      slots.size === (stayed ? 1 : 0),
      'the item of an aborted put must not be in the queue, that of another must',
    );
    c.check(items.size === 0, 'an item is left that somebody waited for');
  },
});

/** Aborts are seen while nobody else moves, and before anything is done. */
export const prompt = coroutines({
  setup: () => ({ queue: new Queue<number>(1) }),
  tasks: {
    main: async (c, { queue }) => {
      const reason = new Error('no more time');
      const getting = new AbortController();
      const got = c.refused(c.call('get', [], () => queue.get(getting.signal)));
      await c.quiet();
      getting.abort(reason);
      c.check((await got) === reason, "an aborted get must reject with the signal's reason");
      c.check(
        (await c.refused(queue.put(1, AbortSignal.abort(reason)))) === reason,
        'put with an aborted signal must reject, even with room',
      );
      c.check(
        (await c.refused(c.call('get', [], () => queue.get(AbortSignal.abort(reason))))) === reason,
        'get with an aborted signal must reject instead of waiting',
      );
      c.check(queue.size === 0, 'a put that is refused must add nothing');
      await c.call('put', [2], () => queue.put(2));
      c.check(
        (await c.refused(c.call('put', [1], () => queue.put(1, AbortSignal.abort(reason))))) === reason,
        'put with an aborted signal must reject instead of waiting',
      );
      const putting = new AbortController();
      const put = c.refused(c.call('put', [3], () => queue.put(3, putting.signal)));
      await c.quiet();
      putting.abort(reason);
      c.check((await put) === reason, "an aborted put must reject with the signal's reason");
      c.check(
        (await c.refused(queue.get(AbortSignal.abort(reason)))) === reason,
        'get with an aborted signal must reject, even with an item there',
      );
      c.check((await c.call('get', [], () => queue.get())) === 2, 'a get that is refused must take nothing');
      const late = new AbortController();
      const served = queue.get(late.signal);
      await c.quiet();
      await queue.put(4);
      c.check((await served) === 4, 'a get that waits must receive the item');
      const next = queue.get();
      await c.quiet();
      late.abort(reason);
      await queue.put(5);
      c.check((await next) === 5, 'an abort after the promise has resolved must have no effect');
    },
  },
});

/** The item and the abort come in the same turn: either may win, and no item may be lost. */
export const crossing = coroutines({
  setup: () => ({ queue: new Queue<number>(), controller: new AbortController(), got: [] as number[] }),
  tasks: {
    either: async (c, { queue, controller, got }) => {
      await c.refused(
        queue.get(controller.signal).then((item) => {
          got.push(item);
        }),
      );
    },
    producer: async (c, { queue, controller }) => {
      await c.pause('make');
      const put = queue.put(1);
      controller.abort();
      await put;
    },
  },
  after: async (c, { queue, got }) => {
    if (got.length === 0) c.check((await queue.get()) === 1, 'the item is lost');
    else c.check(got[0] === 1 && queue.size === 0, 'the item came twice');
  },
});

/** Any operations in any number of tasks, of a queue that holds two. */
export const anything = coroutineOperations({
  setup: () => ({ queue: new Queue<number>(2) }),
  operations: {
    put: ({ queue }, item: number) => queue.put(item),
    get: ({ queue }) => queue.get(),
  },
});
