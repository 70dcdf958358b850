import { coroutines } from 'interleave/scenario';
import { mapLimit } from './starter/map-limit.js';

export const results = coroutines({
  tasks: {
    mapper: async (c) => {
      const got = await mapLimit(['a', 'b', 'c'], 2, async (item, index) => {
        await c.pause(item);
        return `${item}${String(index)}`;
      });
      c.check(JSON.stringify(got) === '["a0","b1","c2"]', `the results were ${JSON.stringify(got)}`);
    },
  },
});

/** Counts who runs after everything that can move has moved, whatever ends in whatever order. */
export const limit = coroutines({
  setup: () => ({ running: 0, started: 0, ended: 0 }),
  tasks: {
    mapper: async (c, shared) => {
      await mapLimit([1, 2, 3, 4], 2, async () => {
        shared.running += 1;
        shared.started += 1;
        c.check(shared.running <= 2, `${String(shared.running)} run at once`);
        await c.pause('work');
        shared.running -= 1;
        shared.ended += 1;
        return 0;
      });
      c.check(shared.ended === 4, `it resolved when ${String(shared.ended)} of 4 had ended`);
    },
  },
});

export const busy = coroutines({
  setup: () => ({ running: 0, started: 0 }),
  tasks: {
    mapper: async (c, shared) => {
      await mapLimit([1, 2, 3, 4], 2, async () => {
        shared.running += 1;
        shared.started += 1;
        await c.pause('work');
        shared.running -= 1;
        return 0;
      });
    },
    counter: async (c, shared) => {
      for (let look = 0; look < 2; look += 1) {
        await c.quiet();
        const expected = Math.min(2, 4 - shared.started + shared.running);
        c.check(shared.running === expected, `${String(shared.running)} run where ${String(expected)} could`);
        await c.pause('look');
      }
    },
  },
});

/** One of three may fail. Nothing is started afterwards, and it rejects when the rest has settled. */
export const failing = coroutines({
  setup: () => ({ running: 0, failed: false }),
  tasks: {
    mapper: async (c, shared) => {
      let first: unknown;
      const error = await c.refused(
        mapLimit([0, 1, 2, 3], 2, async (item) => {
          c.check(!shared.failed, 'something was started after a failure had been seen');
          shared.running += 1;
          try {
            await c.outside(`work ${String(item)}`, { value: 0, mayReject: item < 2 });
          } catch (problem) {
            first ??= problem;
            // Seen by the mapper a few microtasks later; by the next outside event at the latest.
            void c.quiet().then(() => {
              shared.failed = true;
            });
            throw problem;
          } finally {
            shared.running -= 1;
          }
          return item;
        }),
      );
      c.check(error === first, 'it must reject with the first error, and only if there is one');
      c.check(shared.running === 0, 'it must not settle while work is still running');
    },
  },
});

/** What fails later than the first is nobody's unhandled rejection. */
export const failures = coroutines({
  setup: () => ({ started: 0 }),
  tasks: {
    mapper: async (c, shared) => {
      const errors: unknown[] = [];
      const error = await c.refused(
        mapLimit([0, 1, 2, 3, 4], 3, async (item) => {
          shared.started += 1;
          await c.pause(`work ${String(item)}`);
          const problem = new Error(`item ${String(item)}`);
          errors.push(problem);
          throw problem;
        }),
      );
      c.check(error === errors[0], 'it must reject with the error that came first');
      c.check(shared.started <= 3, `${String(shared.started)} were started, and all three of the first fail`);
      c.check(errors.length === shared.started, 'it must not settle while work is still running');
    },
  },
});

export const throwing = coroutines({
  tasks: {
    mapper: async (c) => {
      const problem = new Error('thrown');
      let started = 0;
      let ended = 0;
      let result: Promise<unknown> | undefined;
      const thrown = c.thrown(() => {
        result = mapLimit([0, 1, 2, 3], 2, (item) => {
          started += 1;
          if (item === 1) throw problem;
          return c.pause('work').then(() => {
            ended += 1;
            return item;
          });
        });
      });
      c.check(thrown === undefined && result !== undefined, 'a synchronous throw of work must be a rejection');
      if (result === undefined) return;
      c.check((await c.refused(result)) === problem, 'it must reject with what work threw');
      c.check(started === 2 && ended === 1, `${String(started)} were started, ${String(ended)} had ended`);
    },
  },
});

function* letters(): Generator<string> {
  yield 'a';
  yield 'b';
  yield 'c';
}

export const edges = coroutines({
  tasks: {
    mapper: async (c) => {
      const none = await c.call('mapLimit', [], () => mapLimit([], 2, async () => 1));
      c.check(Array.isArray(none) && none.length === 0, 'of no items the result must be []');
      const few = await c.call('mapLimit', [], () => mapLimit([1, 2], 10, async (item) => item * 2));
      c.check(few.join() === '2,4', 'a limit above the number of items must do');
      const many = await c.call('mapLimit', [], () =>
        mapLimit(letters(), 1, async (item, index) => item + String(index)),
      );
      c.check(many.join() === 'a0,b1,c2', 'any iterable must do');
      const set = await c.call('mapLimit', [], () => mapLimit(new Set([undefined, null, 0]), 2, async (item) => item));
      c.check(
        set.length === 3 && set[0] === undefined && set[1] === null && set[2] === 0,
        'items may be undefined, null or 0',
      );
      const order: number[] = [];
      await c.call('mapLimit', [], () =>
        mapLimit([3, 4, 5], 1, async (item) => {
          order.push(item);
        }),
      );
      c.check(order.join() === '3,4,5', 'with a limit of 1 the items must come one after the other, in order');
    },
  },
});
