import { coroutines } from 'interleave/scenario';
import { withTimeout } from './starter/timeout.js';

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : String(error));

/** The work ends before the timeout, or after it, well or badly. */
export const either = coroutines({
  tasks: {
    main: async (c) => {
      let signal: AbortSignal | undefined;
      let inTime = false;
      let problem: unknown;
      let value: number | undefined;
      const error = await c.refused(
        c
          .call('withTimeout', [100], () =>
            withTimeout(100, async (given) => {
              signal = given;
              c.check(!given.aborted, 'the signal must not be aborted at the beginning');
              try {
                const result = await c.outside('work', { value: 7, mayReject: true });
                inTime = !given.aborted;
                return result;
              } catch (failure) {
                inTime = !given.aborted;
                problem = failure;
                throw failure;
              }
            }),
          )
          .then((result) => {
            value = result;
          }),
      );
      if (inTime && problem === undefined) c.check(value === 7, 'when the work ends in time, its value must come out');
      else if (inTime) c.check(error === problem, 'when the work fails in time, its error must come out');
      else {
        c.check(
          nameOf(error) === 'TimeoutError',
          `after the timeout the error must be a TimeoutError, not ${nameOf(error)}`,
        );
        c.check(signal?.aborted === true, 'after the timeout the signal must be aborted');
      }
    },
  },
});

/** The work never ends by itself. */
export const endless = coroutines({
  tasks: {
    main: async (c) => {
      const start = performance.now();
      const error = await c.refused(c.call('withTimeout', [50], () => withTimeout(50, () => new Promise(() => {}))));
      c.check(nameOf(error) === 'TimeoutError', `the error must be a TimeoutError, not ${nameOf(error)}`);
      const passed = performance.now() - start;
      c.check(passed >= 50, `it timed out after ${String(passed)} ms instead of 50`);
      c.check(passed < 100, `it timed out only after ${String(passed)} ms instead of 50`);
    },
    ticks: async () => {
      for (let i = 0; i < 4; i += 1) await new Promise((resolve) => setTimeout(resolve, 30));
    },
  },
});

/** The work ends in time, at once or later; nothing may be left. */
export const clean = coroutines({
  tasks: {
    main: async (c) => {
      c.check((await withTimeout(1000, async () => 1)) === 1, 'work that ends at once must do');
      const problem = new Error('work');
      const error = await c.refused(withTimeout(1000, () => Promise.reject(problem)));
      c.check(error === problem, 'the error of the work must come out');
      const value = await withTimeout(1000, () => new Promise((resolve) => setTimeout(() => resolve(2), 10)));
      c.check(value === 2, 'work that ends in time must do');
    },
  },
});

export const throwing = coroutines({
  tasks: {
    main: async (c) => {
      const problem = new Error('work');
      let result: Promise<unknown> | undefined;
      const thrown = c.thrown(() => {
        result = withTimeout(1000, () => {
          throw problem;
        });
      });
      c.check(thrown === undefined && result !== undefined, 'a synchronous throw of work must be a rejection');
      if (result !== undefined) c.check((await c.refused(result)) === problem, 'it must reject with what work threw');
    },
  },
});

/** The work goes on after the timeout and fails only then. */
export const late = coroutines({
  tasks: {
    main: async (c) => {
      const error = await c.refused(
        withTimeout(10, async (signal) => {
          await new Promise((resolve) => setTimeout(resolve, 20));
          c.check(signal.aborted, 'after the timeout the signal must be aborted');
          await c.outside('late', { value: 0, mayReject: true });
          throw new Error('too late');
        }),
      );
      c.check(nameOf(error) === 'TimeoutError', `the error must be a TimeoutError, not ${nameOf(error)}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    },
  },
});

/** The work obeys the signal and rejects the moment that it aborts. */
export const obedient = coroutines({
  tasks: {
    main: async (c) => {
      const error = await c.refused(
        c.call('withTimeout', [10], () =>
          withTimeout(
            10,
            (signal) =>
              new Promise((_, reject) => {
                signal.addEventListener('abort', () => reject(new Error('obeyed')));
              }),
          ),
        ),
      );
      c.check(nameOf(error) === 'TimeoutError', `the error must be a TimeoutError, not ${nameOf(error)}`);
    },
  },
});

/** Two at the same time know nothing of each other. */
export const two = coroutines({
  setup: () => ({ signals: [] as AbortSignal[] }),
  tasks: {
    short: async (c, { signals }) => {
      const error = await c.refused(
        withTimeout(10, (signal) => {
          signals.push(signal);
          return new Promise(() => {});
        }),
      );
      c.check(nameOf(error) === 'TimeoutError', 'the short one must time out');
    },
    long: async (c, { signals }) => {
      const value = await withTimeout(30, async (signal) => {
        signals.push(signal);
        await new Promise((resolve) => setTimeout(resolve, 20));
        return signal.aborted;
      });
      c.check(value === false, 'the long one must not be aborted with the short one');
    },
  },
});
