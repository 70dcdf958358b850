/**
 * Executions a second of the coroutine world: 3 tasks with 2 awaits each, random schedules, on one core, beside
 * fast-check's scheduler on the same program in the same run. Best of five.
 */
import { cpus } from 'node:os';
import fc from 'fast-check';
import type { Strategy } from '../harness/explore/strategy.js';
import { compileCoroutine } from '../harness/world/coroutine/compile/compile.js';
import { createCoroutineRunner } from '../harness/world/coroutine/create-runner.js';

const SCENARIO = `import { coroutines } from 'interleave/scenario';
const task = async (c, counter) => {
  const before = counter.value;
  await c.pause();
  counter.value = before + 1;
  await c.pause();
};
export const s = coroutines({
  setup: () => ({ value: 0 }),
  tasks: [task, task, task],
});`;

function randomly(): Strategy {
  let state = 1;
  return {
    name: 'random',
    begin: () => true,
    choose(point) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return Math.floor((state / 4294967296) * point.count);
    },
    end: () => undefined,
    progress: { executions: 0, cut: 0, exhausted: false },
  };
}

async function ours(executions: number): Promise<number> {
  const program = await compileCoroutine([{ id: 'scenario:s', text: SCENARIO }], 'scenario:s');
  const runner = createCoroutineRunner({ program, scenario: 's', budget: { steps: 100 } });
  const strategy = randomly();
  return best(() => {
    const start = performance.now();
    for (let i = 0; i < executions; i += 1) runner.run(strategy);
    return Promise.resolve((executions * 1000) / (performance.now() - start));
  });
}

async function fastCheck(executions: number): Promise<number> {
  return best(async () => {
    const start = performance.now();
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const counter = { value: 0 };
        const task = async (): Promise<void> => {
          const before = counter.value;
          await scheduler.schedule(Promise.resolve());
          counter.value = before + 1;
          await scheduler.schedule(Promise.resolve());
        };
        const all = Promise.all([task(), task(), task()]);
        await scheduler.waitFor(all);
      }),
      { numRuns: executions, seed: 1 },
    );
    return (executions * 1000) / (performance.now() - start);
  });
}

async function best(measure: () => Promise<number>): Promise<number> {
  let most = 0;
  for (let i = 0; i < 5; i += 1) most = Math.max(most, await measure());
  return most;
}

const mine = await ours(10_000);
const theirs = await fastCheck(1_000);
const round = (rate: number): string => Math.round(rate).toLocaleString('en');
console.log(`coroutine: 3 tasks, 2 awaits each; node ${process.version}, ${cpus()[0]?.model ?? 'unknown processor'}`);
console.log(`  interleave   ${round(mine)} executions/s`);
console.log(`  fast-check   ${round(theirs)} executions/s`);
console.log(`  ratio        ${(mine / theirs).toFixed(1)}`);
