import { describe, expect, it } from '@jest/globals';
import { Dpor } from '../../../explore/dpor.js';
import { everything, explore, marks, once, scenario } from './scenario-runs.js';

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
      new Set(
        [
          'pause one10 two10 slow20',
          'one10 pause two10 slow20',
          'one10 two10 pause slow20',
          'one10 two10 slow20 pause',
        ].map((order) => expect.stringMatching(new RegExp(order.replace('pause', 'pause\\S*')))),
      ),
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

describe('the reduction', () => {
  it.each([
    `const t = async (c) => { await c.pause(); c.mark('a', c.me); await c.pause(); c.mark('b', c.me); };
     export const s = coroutines({ tasks: [t, t, t] });`,
    `export const s = coroutines({ tasks: [async (c) => {
       const { signal } = c.abortable();
       try { await c.outside('read', { value: 7, mayReject: true }); c.mark('ok'); } catch { c.mark('bad'); await c.pause(); }
       c.mark('aborted', signal.aborted);
     }, async (c) => { await new Promise((r) => setTimeout(r, 5)); c.mark('t'); await c.pause(); c.mark('u'); }] });`,
    `let waiting = [];
     export const s = coroutines({ tasks: [
       async (c) => { await c.pause(); await new Promise((r) => waiting.push(r)); c.mark('a'); await c.pause(); c.mark('aa'); },
       async (c) => { await c.pause(); for (const r of waiting.splice(0)) r(); c.mark('b'); await c.pause(); c.mark('bb'); },
     ] });`,
  ])('finds every history that brute force finds (%#)', async (text) => {
    const runner = await scenario(text);
    const texts = (strategy?: Dpor): string[] =>
      [...new Set(explore(runner, strategy).histories.map((h) => JSON.stringify(h)))].sort();

    expect(texts(new Dpor())).toEqual(texts());
  });
});

describe('watching', () => {
  it('changes nothing in the history but the places at which unfinished tasks stand', async () => {
    const runner = await scenario(`
      const waiting = [];
      const late = async () => { await new Promise((r) => waiting.push(r)); setTimeout(() => {}, 50); throw new Error('late'); };
      export const s = coroutines({ tasks: [
        async (c) => { await c.pause(); void late(); await c.pause(); await new Promise((r) => waiting.push(r)); c.check(false, 'x'); },
        async (c) => { await c.outside('o', { value: 1, mayReject: true }); for (const r of waiting.splice(0)) r(); await c.pause(); },
      ] });`);
    const strategy = everything();
    while (strategy.begin()) {
      runner.run(strategy);
      const unwatched = runner.history();
      runner.trace(runner.schedule());
      const watched = runner.history();

      expect(watched.events).toEqual(unwatched.events);
      if (watched.end.status === 'stuck') for (const pending of watched.end.pending) pending.site = -1;
      expect(watched.end).toEqual(unwatched.end);
    }
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

    expect(end).toMatchObject({ status: 'stuck', pending: [{ task: 0, state: 'blocked', on: ['acquire'] }] });
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

    for (const runner of [polls, spins, chain]) {
      expect(once(runner).end).toMatchObject({ status: 'endless', pending: [{ task: 0, state: 'spin' }] });
    }
  });

  it('reports rejections that nobody handles, in the execution where they happen', async () => {
    const runner = await scenario(`
      export const s = coroutines({ tasks: [async (c) => { await c.pause(); void Promise.reject(new TypeError('lost')); await c.pause(); c.mark('on'); }] });`);

    for (let i = 0; i < 3; i += 1) {
      const { events, end } = once(runner);
      expect(end).toEqual({ status: 'done' });
      expect(events).toMatchObject([
        { type: 'uncaught', task: 0, error: 'Unhandled rejection: TypeError: lost' },
        { type: 'mark' },
      ]);
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
    const init = await scenario(
      `export const s = coroutines({ setup: () => { throw new Error('no'); }, tasks: [async () => {}] });`,
    );

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

  it('takes no history from a poisoned prototype', async () => {
    const runner = await scenario(`
      export const s = coroutines({ tasks: [async (c) => {
        Array.prototype.toJSON = Object.prototype.toJSON = () => [];
        c.check(false, 'seen');
        delete Array.prototype.toJSON; delete Object.prototype.toJSON;
      }] });`);

    expect(once(runner).events).toMatchObject([{ type: 'fail', message: 'seen' }]);
  });

  it('lets what is due come before quiet', async () => {
    const runner = await scenario(`
      export const s = coroutines({ tasks: [async (c) => {
        setImmediate(() => { c.mark('immediate'); setTimeout(() => c.mark('timer'), 0); });
        setTimeout(() => c.mark('later'), 5);
        await c.quiet(); c.mark('quiet');
        await new Promise((r) => setTimeout(r, 10));
      }, async (c) => { await c.pause(); }] });`);

    for (const history of explore(runner).histories)
      expect(marks(history)).toEqual(['immediate', 'timer', 'quiet', 'later']);
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
