import { type Coroutine, coroutines } from 'interleave/scenario';
import { Scheduler } from './starter/scheduler.js';

type Body = (log: (entry: string) => void) => Generator;

/** Spawns the bodies, runs them, and compares the order of their effects. */
function expectOrder(c: Coroutine, expected: string, ...bodies: Body[]): PromiseSettledResult<unknown>[] {
  const entries: string[] = [];
  const scheduler = new Scheduler();
  for (const body of bodies) {
    scheduler.spawn(
      body((entry) => {
        entries.push(entry);
        c.mark(entry);
      }),
    );
  }
  c.check(entries.length === 0, 'nothing may run before run is called');
  const results = c.call('run', [], () => scheduler.run());
  c.check(entries.join(' ') === expected, `the order was [${entries.join(' ')}] and should be [${expected}]`);
  return results;
}

/** Logs at the beginning and after each of its yields. */
const steps = (name: string, ...yields: unknown[]): Body =>
  function* (log) {
    log(`${name}0`);
    for (const [index, value] of yields.entries()) {
      yield value;
      log(`${name}${String(index + 1)}`);
    }
    return name;
  };

const alone = (body: (c: Coroutine) => void) => coroutines({ tasks: { main: (c: Coroutine) => body(c) } });

export const turns = alone((c) => {
  expectOrder(c, 'a0 b0 c0 a1 b1 a2', steps('a', undefined, undefined), steps('b', undefined), steps('c'));
  expectOrder(c, '');
  expectOrder(c, 'a0 a1', steps('a', undefined));
});

export const results = alone((c) => {
  const ended = expectOrder(c, 'a0 b0 a1 a2', steps('a', undefined, undefined), steps('b'));
  c.check(Array.isArray(ended), 'run must return an array');
  c.check(
    JSON.stringify(ended) === '[{"status":"fulfilled","value":"a"},{"status":"fulfilled","value":"b"}]',
    `the results were ${JSON.stringify(ended)}`,
  );
});

export const failing = alone((c) => {
  const problem = new Error('b');
  const ended = expectOrder(
    c,
    'a0 b0 c0 a1 c1 a2',
    steps('a', undefined, undefined),
    function* (log) {
      log('b0');
      if (log !== undefined) throw problem;
      yield;
    },
    steps('c', undefined),
  );
  c.check(
    ended.map(({ status }) => status).join() === 'fulfilled,rejected,fulfilled',
    'one that throws must be rejected, and the others not',
  );
  const second = ended[1];
  c.check(second?.status === 'rejected' && second.reason === problem, 'the reason must be what was thrown');
  const later = expectOrder(c, 'a0 b0 a1 b1', steps('a', undefined), function* (log) {
    log('b0');
    yield;
    log('b1');
    throw problem;
  });
  c.check(later[0]?.status === 'fulfilled' && later[1]?.status === 'rejected', 'one may throw after a turn, too');
});

export const sleep = alone((c) => {
  expectOrder(c, 'a0 b0 b1 a1', steps('a', 5), steps('b', 3));
  expectOrder(c, 'a0 b0 b1 b2 a1', steps('a', 3), steps('b', 1, 1));
  expectOrder(c, 'a0 b0 b1 a1 b2', steps('a', 4), steps('b', 2, 3));
});

/** The clock stands while anybody is ready. */
export const patience = alone((c) => {
  expectOrder(c, 'a0 b0 b1 b2 b3 b4 a1', steps('a', 1), steps('b', undefined, undefined, undefined, undefined));
  expectOrder(c, 'a0 b0 c0 c1 b1 b2 b3 a1', steps('a', 3), steps('b', 2, undefined, undefined), steps('c', 1));
});

export const ties = alone((c) => {
  expectOrder(c, 'a0 b0 c0 a1 b1 c1', steps('a', 4), steps('b', 4), steps('c', 4));
  expectOrder(c, 'a0 b0 b1 a1 b2', steps('a', 2), steps('b', 1, 1));
});

export const tieOrder = alone((c) => {
  // `b` goes to sleep in the first turn, `a` in the second; both wake at 3.
  expectOrder(c, 'a0 b0 a1 b1 a2', steps('a', undefined, 3), steps('b', 3));
  // Those who wake at the same time stand in line together: b's second turn comes after a's first.
  expectOrder(c, 'a0 b0 a1 b1 a2 b2', steps('a', undefined, 2), steps('b', 2, undefined));
});

export const children = alone((c) => {
  const child = function* (log: (entry: string) => void): Generator<unknown, string, unknown> {
    log('child');
    yield;
    yield 2;
    return 'value';
  };
  const ended = expectOrder(c, 'parent child value', function* (log) {
    log('parent');
    const value: unknown = yield child(log);
    log(String(value));
    return value;
  });
  const first = ended[0];
  c.check(ended.length === 1, 'children are not among the results');
  c.check(first?.status === 'fulfilled' && first.value === 'value', 'the parent must receive what the child returns');
  expectOrder(
    c,
    'p q1 child p q2',
    function* (log) {
      log('p');
      yield (function* () {
        yield 5;
        log('child');
      })();
      log('p');
    },
    function* (log) {
      yield 3;
      log('q1');
      yield 4;
      log('q2');
    },
  );
});

export const childErrors = alone((c) => {
  const problem = new Error('child');
  const broken = function* (): Generator {
    yield 1;
    throw problem;
  };
  const ended = expectOrder(
    c,
    'caught on later',
    function* (log) {
      try {
        yield broken();
      } catch (error) {
        log(error === problem ? 'caught' : 'something else');
      }
      yield 5;
      log('on');
      yield;
      log('later');
      return 1;
    },
    function* () {
      yield broken();
    },
  );
  c.check(ended[0]?.status === 'fulfilled', 'a parent that catches the error of its child must go on');
  const second = ended[1];
  c.check(
    second?.status === 'rejected' && second.reason === problem,
    'an error that no parent catches must be the result',
  );
});

export const nested = alone((c) => {
  const depth = (n: number): Generator<unknown, number, unknown> =>
    (function* () {
      if (n === 0) return 0;
      const below = (yield depth(n - 1)) as number;
      yield;
      return below + 1;
    })();
  const ended = expectOrder(
    c,
    'sum other',
    function* (log) {
      const one = (yield depth(20)) as number;
      const two = (yield depth(3)) as number;
      log(one + two === 23 ? 'sum' : `wrong ${String(one)} ${String(two)}`);
      const caught: unknown = yield (function* (): Generator {
        try {
          return yield (function* (): Generator {
            yield 1;
            throw new Error('inner');
          })();
        } catch {
          return 'caught';
        }
      })();
      return caught;
    },
    function* (log) {
      yield 100;
      log('other');
    },
  );
  const first = ended[0];
  c.check(
    first?.status === 'fulfilled' && first.value === 'caught',
    'an error must go to the nearest parent that catches it',
  );
});
