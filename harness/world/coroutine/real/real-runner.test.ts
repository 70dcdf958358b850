import { describe, expect, it } from '@jest/globals';
import { createCoroutineRunner } from '../create-runner.js';
import { everything, inputOf, marks } from '../virtual/scenario-runs.js';
import { replayReal } from './real-runner.js';
import { stressed, stressReal } from './stress.js';

const MIXED = `
  const sleep = (ms) => new Promise((r) => setTimeout(r, ms));
  export const s = coroutines({ tasks: {
    waits: async (c) => {
      const { signal } = c.abortable();
      try { await c.outside('read', { value: 7, mayReject: true }); c.mark('ok'); } catch { c.mark('bad'); }
      process.nextTick(() => c.mark('tick'));
      queueMicrotask(() => c.mark('microtask'));
      await null;
      c.mark('aborted', [signal.aborted, Date.now() % 1000, performance.now()]);
    },
    sleeps: async (c) => { await sleep(10); c.mark('slept'); void Promise.reject(new Error('lost')); setImmediate(() => c.mark('immediate')); await sleep(5); },
  } });`;

describe('the real event loop', () => {
  it('repeats every execution of the virtual realm with the same history', async () => {
    const input = await inputOf(MIXED);
    const runner = createCoroutineRunner(input);
    const strategy = everything();
    let executions = 0;
    while (strategy.begin()) {
      runner.run(strategy);
      const history = runner.history();

      expect(await replayReal(input, runner.schedule())).toEqual({ history, divergedAt: -1 });
      executions += 1;
    }
    expect(executions).toBeGreaterThan(20);
  });

  it('says where a schedule does not fit', async () => {
    const input = await inputOf(
      `export const s = coroutines({ tasks: [async (c) => { await c.pause(); await c.pause(); }] });`,
    );

    expect((await replayReal(input, [0, 5 * 16])).divergedAt).toBe(1);
  });

  it('stresses with seeded orders: the same seed, the same orders', async () => {
    const input = await inputOf(`
      const t = async (c) => { await c.pause(); c.mark('x', c.me); await c.pause(); c.mark('y', c.me); };
      export const s = coroutines({ tasks: [t, t, t] });`);
    const orders = async (seed: number): Promise<string[]> => {
      const seen: string[] = [];
      for await (const { history } of stressReal(input, { runs: 20, seed })) {
        expect(marks(history)).toHaveLength(6);
        seen.push(JSON.stringify(history.events));
      }
      return seen;
    };

    const first = await orders(1);

    expect(await orders(1)).toEqual(first);
    expect(await orders(2)).not.toEqual(first);
    expect(new Set(first).size).toBeGreaterThan(10);
  });

  it('counts equal histories of a stress run, and ends in time', async () => {
    const input = await inputOf(`
      const t = async (c) => { await c.pause(); c.mark('x', c.me); };
      export const s = coroutines({ tasks: [t, t] });`);
    const all = await stressed(input, { runs: 30, seed: 1, timeoutMs: 60_000 });

    expect(all.runs).toBe(30);
    expect(all.histories).toHaveLength(2);
    expect(all.histories.reduce((sum, { count }) => sum + count, 0)).toBe(30);
    expect((await stressed(input, { runs: 30, seed: 1, timeoutMs: 0 })).runs).toBe(1);
  });

  it('ends what never ends', async () => {
    const input = await inputOf(`export const s = coroutines({ tasks: [async (c) => { for (;;) await null; }] });`);

    expect((await replayReal(input, [])).history.end).toMatchObject({ status: 'endless' });
  });
});
