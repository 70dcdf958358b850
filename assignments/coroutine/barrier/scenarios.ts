import { type Coroutine, coroutines } from 'interleave/scenario';
import { Barrier } from './starter/barrier.js';

const PARTIES = 3;
const setup = () => ({ barrier: new Barrier(PARTIES), come: [0, 0, 0, 0], numbers: [[], [], [], []] as number[][] });
type Shared = ReturnType<typeof setup>;

/** Arrives in a round, and checks that nobody is missing when it leaves. */
async function meet(c: Coroutine, { barrier, come, numbers }: Shared, round: number): Promise<void> {
  const order = come[round] ?? 0;
  come[round] = order + 1;
  const number = await c.call('wait', [], () => barrier.wait());
  c.check(
    come[round] === PARTIES,
    `left round ${String(round)} when only ${String(come[round])} of ${String(PARTIES)} had come`,
  );
  numbers[round]?.push(number);
  c.mark('order', [order, number]);
}

const once = async (c: Coroutine, shared: Shared): Promise<void> => {
  await c.pause('arrival');
  await meet(c, shared, 0);
};

export const meeting = coroutines({ setup, tasks: { a: once, b: once, c: once } });

const numbered = async (c: Coroutine, shared: Shared): Promise<void> => {
  await c.pause('arrival');
  const order = shared.come[0] ?? 0;
  shared.come[0] = order + 1;
  const number = await c.call('wait', [], () => shared.barrier.wait());
  c.check(number === order, `who came as number ${String(order)} was told ${String(number)}`);
};

export const order = coroutines({ setup, tasks: { a: numbered, b: numbered, c: numbered } });

const complete = (c: Coroutine, { numbers }: Shared): void => {
  for (const round of numbers) {
    if (round.length > 0) c.check([...round].sort().join() === '0,1,2', `the numbers of a round were ${round.join()}`);
  }
};

/** Round after round; the slow one pauses between, the fast ones do not. */
export const rounds = coroutines({
  setup,
  tasks: {
    fast: async (c, shared) => {
      for (const round of [0, 1, 2, 3]) await meet(c, shared, round);
    },
    quick: async (c, shared) => {
      for (const round of [0, 1, 2, 3]) await meet(c, shared, round);
    },
    slow: async (c, shared) => {
      for (const round of [0, 1, 2, 3]) {
        await meet(c, shared, round);
        await c.pause('work');
      }
    },
  },
  after: complete,
});

/** All pause between the rounds, so that any of them may be the last to come. */
export const changing = coroutines({
  setup,
  tasks: Object.fromEntries(
    ['a', 'b', 'c'].map((name) => [
      name,
      async (c: Coroutine, shared: Shared) => {
        await meet(c, shared, 0);
        await c.pause('work');
        for (const round of [1, 2]) {
          // Nothing between leaving and coming back: the fastest that anybody can be.
          shared.come[round] = (shared.come[round] ?? 0) + 1;
          const number = await shared.barrier.wait();
          c.check(
            shared.come[round] === PARTIES,
            `left round ${String(round)} when only ${String(shared.come[round])} of ${String(PARTIES)} had come`,
          );
          shared.numbers[round]?.push(number);
        }
      },
    ]),
  ),
  after: complete,
});

export const alone = coroutines({
  setup: () => ({ barrier: new Barrier(1) }),
  tasks: {
    main: async (c, { barrier }) => {
      for (let round = 0; round < 3; round += 1) {
        c.check((await c.call('wait', [], () => barrier.wait())) === 0, 'the only party is always number 0');
      }
    },
  },
});

/** Two barriers know nothing of each other. */
export const separate = coroutines({
  setup: () => ({ one: new Barrier(2), other: new Barrier(2), come: 0 }),
  tasks: {
    a: async (c, shared) => {
      shared.come += 1;
      await c.call('wait', [], () => shared.one.wait());
      c.check(shared.come === 2, 'left when only one had come');
    },
    b: async (c, { other }) => {
      await c.call('wait', [], () => other.wait());
    },
    c: async (c, { other }) => {
      await c.pause('arrival');
      await c.call('wait', [], () => other.wait());
    },
    d: async (c, shared) => {
      await c.pause('arrival');
      shared.come += 1;
      await c.call('wait', [], () => shared.one.wait());
    },
  },
});
