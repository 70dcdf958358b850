import { describe, expect, it } from '@jest/globals';
import type { ChoicePoint, Strategy } from '../../../explore/strategy.js';
import type { History } from '../../../oracle/history.js';
import { compileCoroutine } from '../compile/compile.js';
import { createCoroutineRunner } from '../create-runner.js';
import type { CoroutineRunner } from './runner.js';

/** Every execution of the tree of choices, depth first. */
function everything(): Strategy & { executions: number } {
  let path: { option: number; count: number }[] = [];
  let depth = 0;
  let started = false;
  return {
    name: 'everything',
    executions: 0,
    progress: { executions: 0, cut: 0, exhausted: false },
    begin() {
      depth = 0;
      if (!started) {
        started = true;
        return true;
      }
      while (path.length > 0) {
        const last = path[path.length - 1];
        if (last !== undefined && last.option + 1 < last.count) {
          last.option += 1;
          return true;
        }
        path.pop();
      }
      return false;
    },
    choose(point: ChoicePoint) {
      const at = path[depth] ?? { option: 0, count: point.count };
      path[depth] = at;
      depth += 1;
      expect(at.count).toBe(point.count);
      return at.option;
    },
    end() {
      this.executions += 1;
    },
  };
}

async function scenario(text: string, submission = ''): Promise<CoroutineRunner> {
  const program = await compileCoroutine(
    [
      { id: 'submission.ts', text: submission },
      { id: 'scenario:s', text: `import { coroutines } from 'interleave/scenario';\n${text}`, imports: { './submission.js': 'submission.ts' } },
    ],
    'scenario:s',
  );
  return createCoroutineRunner({ program, scenario: 's', budget: { steps: 100, ticks: 10_000 } });
}

function explore(runner: CoroutineRunner): { histories: History[]; executions: number } {
  const strategy = everything();
  const histories: History[] = [];
  while (strategy.begin()) {
    runner.run(strategy);
    histories.push(runner.history());
  }
  return { histories, executions: strategy.executions };
}

function once(runner: CoroutineRunner): History {
  runner.run({ name: 'first', begin: () => true, choose: (point) => point.fallback, end: () => undefined, progress: { executions: 0, cut: 0, exhausted: false } });
  return runner.history();
}

const marks = (history: History): unknown[] =>
  history.events.flatMap((event) => (event.type === 'mark' ? [event.value === null || typeof event.value !== 'object' ? `${event.name}${event.value === null ? '' : String(event.value)}` : event.name] : []));

describe('choices', () => {
  it('explores every order of three tasks with two pauses each: 90', async () => {
    const runner = await scenario(`
      const t = async (c) => { await c.pause(); c.mark('a', c.me); await c.pause(); c.mark('b', c.me); };
      export const s = coroutines({ tasks: [t, t, t] });`);

    const { histories, executions } = explore(runner);

    expect(executions).toBe(90);
    expect(new Set(histories.map((history) => JSON.stringify(history.events))).size).toBe(90);
  });

  it('keeps timers in the order of their deadlines and of their creation, and lets pauses fall anywhere', async () => {
    const runner = await scenario(`
      const sleep = (ms) => new Promise((r) => setTimeout(r, ms));
      export const s = coroutines({ tasks: {
        slow: async (c) => { await sleep(20); c.mark('slow', Date.now() % 1000); },
        one: async (c) => { await sleep(10); c.mark('one', performance.now()); },
        two: async (c) => { await sleep(10); c.mark('two', performance.now()); },
        pause: async (c) => { await c.pause(); c.mark('pause'); },
      } });`);

    const orders = explore(runner).histories.map((history) => marks(history).map(String).join(' '));

    expect(new Set(orders)).toEqual(
      new Set(['pause one10 two10 slow20', 'one10 pause two10 slow20', 'one10 two10 pause slow20', 'one10 two10 slow20 pause'].map((order) => expect.stringMatching(new RegExp(order.replace('pause', 'pause\\S*'))))),
    );
    expect(orders).toHaveLength(4);
  });

  it('lets an outside operation fail as variant 1, and an abort come at any moment or never', async () => {
    const runner = await scenario(`
      export const s = coroutines({ tasks: [async (c) => {
        const { signal } = c.abortable();
        try { await c.outside('read', { value: 7, mayReject: true }); c.mark('ok'); } catch { c.mark('bad'); }
        c.mark('aborted', signal.aborted);
      }] });`);

    const seen = explore(runner).histories.map((history) => marks(history).join(' '));

    expect(seen.sort()).toEqual(['bad abortedfalse', 'bad abortedtrue', 'ok abortedfalse', 'ok abortedtrue']);
  });

  it('repeats an execution exactly from its schedule', async () => {
    const runner = await scenario(`
      const t = async (c) => { await c.pause(); c.mark('x', [c.me, Math.random()]); await c.pause(); };
      export const s = coroutines({ tasks: [t, t] });`);
    const { histories } = explore(runner);
    const schedule = runner.schedule();

    const trace = runner.trace(schedule);

    expect(runner.schedule()).toEqual(schedule);
    expect(runner.history()).toEqual(histories.at(-1));
    expect(trace.turns.map((turn) => turn.kind)).toEqual(['start', 'pause', 'pause', 'pause', 'pause']);
  });
});

describe('endings', () => {
  it('says who is stuck where', async () => {
    const runner = await scenario(`
      export const s = coroutines({ tasks: {
        waits: async (c) => { await c.call('acquire', [], () => new Promise(() => {})); },
        ends: async (c) => { await c.pause(); },
      } });`);
    once(runner);

    runner.trace(runner.schedule());
    const { end } = runner.history();

    expect(end).toMatchObject({ status: 'stuck', pending: [{ task: 0, on: ['acquire'] }] });
    if (end.status === 'stuck') expect(end.pending[0]?.site).toBeGreaterThanOrEqual(0);
  });

  it('bounds a microtask loop that never ends, and one without any await', async () => {
    const polls = await scenario(`
      export const s = coroutines({ tasks: [async (c) => { let free = false; while (!free) await null; }] });`);
    const spins = await scenario(`
      export const s = coroutines({ tasks: [async (c) => { await c.pause(); for (;;); }] });`);
    const chain = await scenario(`
      const again = () => Promise.resolve().then(again);
      export const s = coroutines({ tasks: [async (c) => { await again(); }] });`);

    for (const runner of [polls, spins, chain]) expect(once(runner).end.status).toBe('endless');
  });

  it('reports rejections that nobody handles, in the execution where they happen', async () => {
    const runner = await scenario(`
      export const s = coroutines({ tasks: [async (c) => { await c.pause(); void Promise.reject(new TypeError('lost')); await c.pause(); c.mark('on'); }] });`);

    for (let i = 0; i < 3; i += 1) {
      const { events, end } = once(runner);
      expect(end).toEqual({ status: 'done' });
      expect(events).toMatchObject([{ type: 'uncaught', task: 0, error: 'Unhandled rejection: TypeError: lost' }, { type: 'mark' }]);
    }
  });

  it('reports the error of a task and of a timer, with its line', async () => {
    const runner = await scenario(`
      export const s = coroutines({ tasks: [async (c) => {
        setTimeout(() => { throw new Error('timer'); }, 5);
        await new Promise((r) => setTimeout(r, 10));
        throw new Error('task');
      }] });`);

    expect(once(runner).events).toMatchObject([
      { type: 'uncaught', error: 'Error: timer' },
      { type: 'uncaught', error: 'Error: task' },
    ]);
  });

  it('marks timers and listeners that are left, and no timer that was cleared', async () => {
    const runner = await scenario(`
      export const s = coroutines({ tasks: [async (c) => {
        setTimeout(() => {}, 50); clearTimeout(setTimeout(() => {}, 70)); setInterval(() => {}, 10).unref();
        c.abortable().signal.addEventListener('abort', () => {});
        await c.pause();
      }] });`);

    expect(marks(once(runner))).toEqual(['leaktimer 50 ms', 'leaklistener']);
  });

  it('tells a module that cannot be loaded from a set-up that throws', async () => {
    const load = await scenario(`throw new Error('no'); export const s = coroutines({ tasks: [] });`);
    const init = await scenario(`export const s = coroutines({ setup: () => { throw new Error('no'); }, tasks: [async () => {}] });`);

    expect(once(load).end).toMatchObject({ status: 'broken', phase: 'load', error: 'Error: no' });
    expect(once(init).end).toMatchObject({ status: 'broken', phase: 'init', error: 'Error: no' });
  });
});

describe('the realm', () => {
  it('is of one piece: nothing of the explorer can be reached', async () => {
    const runner = await scenario(`
      export const s = coroutines({ tasks: [async (c) => {
        const things = [c, c.pause, setTimeout, setTimeout(() => {}, 1), Date, performance, AbortSignal.abort().reason, console.log, process, queueMicrotask, c.abortable(), Math.random, globalThis];
        c.mark('foreign', things.filter((thing) => {
          const make = typeof thing === 'function' ? thing.constructor : thing.constructor?.constructor ?? Function;
          return make !== Function;
        }).length);
        c.mark('require', typeof process.exit);
      }] });`);

    expect(marks(once(runner))).toEqual(['foreign0', 'requireundefined']);
  });

  it('starts every execution afresh', async () => {
    const runner = await scenario(
      `import { count } from './submission.js';
       export const s = coroutines({ tasks: [async (c) => { c.mark('n', count()); }] });`,
      'let n: number = 0; export enum E { A } export function count(): number { return ++n; }',
    );

    expect([once(runner), once(runner)].map((history) => marks(history))).toEqual([['n1'], ['n1']]);
  });

  it('has the words: gates, quiet, thrown, refused, after', async () => {
    const runner = await scenario(`
      export const s = coroutines({ setup: () => ({ log: [] as string[] }), tasks: [
        async (c, { log }) => { await c.pass('go'); log.push('passed'); },
        async (c, { log }) => { log.push('open'); c.open('go'); await c.quiet(); log.push('quiet'); c.mark('e', String(await c.refused(Promise.reject(new Error('x'))))); },
      ], after: (c, { log }) => { c.mark('log', log.join()); c.check(log.length === 4, 'four'); } });`);

    const history = once(runner);

    expect(marks(history)).toEqual(['eError: x', 'logopen,passed,quiet']);
    expect(history.events.at(-1)).toMatchObject({ type: 'fail', message: 'four' });
  });
});
