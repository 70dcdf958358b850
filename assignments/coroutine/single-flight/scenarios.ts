import { type Coroutine, coroutines } from 'interleave/scenario';
import { SingleFlight } from './starter/single-flight.js';

const setup = () => ({ flight: new SingleFlight<number>(), runs: 0, running: 0 });
type Shared = ReturnType<typeof setup>;

/** Asks for the key; knows which run it must share, or that it must get a new one. */
async function ask(c: Coroutine, shared: Shared): Promise<void> {
  const expected = shared.running > 0 ? shared.runs : shared.runs + 1;
  const value = await c.call('do', ['key'], () =>
    shared.flight.do('key', async () => {
      shared.runs += 1;
      shared.running += 1;
      c.check(shared.running === 1, 'two runs for one key at once');
      const run = shared.runs;
      await c.pause('work');
      shared.running -= 1;
      return run;
    }),
  );
  c.check(value === expected, `run ${String(expected)} was expected, run ${String(value)} came`);
}

const comes = async (c: Coroutine, shared: Shared): Promise<void> => {
  await c.pause('arrival');
  await ask(c, shared);
};

export const share = coroutines({ setup, tasks: { a: comes, b: comes, c: comes } });

/** Three ask in one turn. */
export const together = coroutines({
  setup,
  tasks: {
    a: async (c, { flight }) => {
      let runs = 0;
      const work = async (): Promise<number> => {
        runs += 1;
        await c.pause('work');
        return 5;
      };
      const values = await Promise.all([flight.do('key', work), flight.do('key', work), flight.do('key', work)]);
      c.check(values.join() === '5,5,5', `the values were ${values.join()}`);
      c.check(runs === 1, `${String(runs)} runs for three calls at once`);
    },
  },
});

/** The next call comes the moment that the last has been seen to settle, or some microtasks later. */
export const anew = coroutines({
  setup,
  tasks: {
    main: async (c, { flight }) => {
      let runs = 0;
      const work = async (): Promise<number> => {
        runs += 1;
        const run = runs;
        if (run % 2 === 0) await c.pause('work');
        return run;
      };
      for (let round = 1; round <= 4; round += 1) {
        const value = await flight.do('key', work);
        c.check(value === round, `call ${String(round)} got the value of run ${String(value)}`);
      }
    },
  },
});

export const keys = coroutines({
  setup: () => ({ flight: new SingleFlight<string>(), running: 0 }),
  tasks: {
    ...Object.fromEntries(
      ['a', 'b'].map((key) => [
        key,
        async (c: Coroutine, shared: { flight: SingleFlight<string>; running: number }) => {
          const value = await shared.flight.do(key, async () => {
            shared.running += 1;
            await c.pass('counted');
            return key;
          });
          c.check(value === key, `'${key}' got what was meant for '${value}'`);
        },
      ]),
    ),
    counter: async (c, shared) => {
      await c.quiet();
      c.check(shared.running === 2, 'different keys must not wait for each other');
      c.open('counted');
    },
  },
});

export const anyKey = coroutines({
  setup: () => ({ flight: new SingleFlight<string>() }),
  tasks: {
    main: async (c, { flight }) => {
      for (const key of ['', '0', 'constructor', '__proto__', 'toString', 'hasOwnProperty']) {
        const values = await Promise.all([
          c.call('do', [key], () => flight.do(key, async () => `first of ${key}`)),
          c.call('do', [key], () => flight.do(key, async () => `second of ${key}`)),
        ]);
        c.check(values[0] === `first of ${key}` && values[1] === values[0], `the key '${key}' must be like any other`);
      }
    },
  },
});

/** A run that may fail is shared by all who came in time, and by nobody after it. */
export const errors = coroutines({
  setup: () => ({ flight: new SingleFlight<number>(), runs: 0, running: false, problems: [] as unknown[] }),
  tasks: Object.fromEntries(
    ['a', 'b'].map((name) => [
      name,
      async (
        c: Coroutine,
        shared: { flight: SingleFlight<number>; runs: number; running: boolean; problems: unknown[] },
      ) => {
        await c.pause('arrival');
        const run = shared.running ? shared.runs : shared.runs + 1;
        let value: number | undefined;
        const error = await c.refused(
          shared.flight
            .do('key', async () => {
              shared.runs += 1;
              shared.running = true;
              const mine = shared.runs;
              try {
                await c.outside('work', { value: 0, mayReject: true });
              } catch (problem) {
                shared.problems[mine] = problem;
                throw problem;
              } finally {
                shared.running = false;
              }
              return mine;
            })
            .then((result) => {
              value = result;
            }),
        );
        c.check(error === shared.problems[run], 'all who share a run must get its error, and nobody else');
        if (error === undefined) c.check(value === run, `run ${String(run)} was expected, run ${String(value)} came`);
      },
    ]),
  ),
});

/** An error is not kept, and nobody has to handle it twice. */
export const forgotten = coroutines({
  setup: () => ({ flight: new SingleFlight<number>() }),
  tasks: {
    main: async (c, { flight }) => {
      const problem = new Error('work');
      c.check(
        (await c.refused(flight.do('key', () => Promise.reject(problem)))) === problem,
        'the error of the work must come out',
      );
      c.check((await flight.do('key', async () => 2)) === 2, 'after an error the next call must run anew');
      c.check((await flight.do('key', async () => 3)) === 3, 'after a value the next call must run anew');
    },
  },
});

export const throwing = coroutines({
  setup: () => ({ flight: new SingleFlight<number>() }),
  tasks: {
    main: async (c, { flight }) => {
      const problem = new Error('work');
      let result: Promise<unknown> | undefined;
      const thrown = c.thrown(() => {
        result = flight.do('key', () => {
          throw problem;
        });
      });
      c.check(thrown === undefined && result !== undefined, 'a synchronous throw of work must be a rejection');
      if (result !== undefined) c.check((await c.refused(result)) === problem, 'it must reject with what work threw');
      c.check(
        (await c.call('do', ['key'], () => flight.do('key', async () => 2))) === 2,
        'after a throw the next call must run anew',
      );
    },
  },
});
