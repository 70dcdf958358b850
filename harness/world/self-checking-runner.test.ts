import { describe, expect, test } from '@jest/globals';
import { createContext, Script } from 'node:vm';
import { compile } from '../submission/compile.js';
import { compilePrelude } from '../submission/prelude.js';
import type { Program } from '../submission/program.js';
import { CoroutineSessionRunner } from './coroutine/session-runner.js';
import { inputOf } from './coroutine/virtual/scenario-runs.js';
import { Session } from './session.js';
import { programOf, runnerOf } from './thread/differential/small-programs.js';
import { VirtualRunner } from './thread/virtual/runner.js';

// The bounded search comes first: it is the one that stumbles.
const plan = { seed: 1, budget: 200, sampling: 'last' as const };
const SCENARIO = `import { threads } from 'interleave/scenario';
import { work } from './starter/work.js';
export const small = threads({ cells: () => 2, tasks: [({ memory }) => work(memory), ({ memory }) => work(memory)] });
`;

/** Keeps something that no realm can renew: an object of the world outside, here a function of this file. */
function fickle(work: string, chance: () => number, selfCheck = true): Session {
  const compiled = compile({
    files: new Map([['work.ts', work]]),
    entry: 'work.ts',
    exports: [],
    scenario: { name: 'small', file: 'scenarios.ts', source: SCENARIO },
  });
  if (compiled.kind === 'problem') throw new Error(compiled.problem.message);
  const program: Program = compiled.program;
  const context = () => {
    const global = createContext(Object.create(null) as object);
    new Script('this').runInContext(global).Math.chance = chance;
    return (text: string, label: string): unknown =>
      new Script(`(${text}\n)`, { filename: label }).runInContext(global);
  };
  const options = { program, scenario: 'small', maxSteps: 200, recordAccesses: false, prelude: compilePrelude() };
  return new Session(new VirtualRunner({ ...options, context }), plan, selfCheck);
}

const WORK = `
export function work(memory) {
  Atomics.add(memory, 0, 1);
  if (Math.chance() > 0)
    Atomics.load(memory, 1);
  else
    Atomics.store(memory, 1, 1);
}`;

describe('a session that runs every schedule twice', () => {
  test('names the step and the place where a submission does something else', () => {
    let calls = 0;
    const session = fickle(WORK, () => ((calls += 1) % 5) - 2);

    const batch = session.explore(100);

    expect(batch.deviation).toMatchObject({ first: expect.any(String), second: expect.any(String) });
    const { site = -1, first, second } = batch.deviation ?? {};
    expect([first, second].sort()).toEqual([
      expect.stringMatching(/^task \d, Load memory\[1\]/),
      expect.stringMatching(/^task \d, Store memory\[1\]/),
    ]);
    expect(site).toBeGreaterThanOrEqual(0);
    expect(session.explore(100).deviation).toEqual(batch.deviation);
  });

  test('says nothing of one that is the same each time, and finds the same as without', () => {
    let calls = 0;
    const checked = fickle(WORK, () => (calls += 1)).explore(200);
    const program = programOf([
      ['Atomics.add(memory, 0, 1)', 'seen(Math.random())'],
      ['seen(Date.now())', 'seen(Atomics.load(memory, 0))'],
    ]);

    expect(checked.deviation).toBeNull();
    expect(new Session(runnerOf(program), plan, true).explore(200)).toEqual(
      new Session(runnerOf(program), plan).explore(200),
    );
  });

  test('an exploration that stumbles over it says so without being asked', () => {
    let calls = 0;
    const work = `
export function work(memory) {
  for (let i = Math.chance(); i > 0; i -= 1) Atomics.add(memory, 0, 1);
}`;
    const session = fickle(work, () => (calls += 1) % 7, false);

    expect(session.explore(200).deviation?.first).toMatch(/Add memory|^-$/);
  });

  test('what an execution leaves in the global object is gone in the next', () => {
    const work = `
export function work(memory) {
  globalThis.left = (globalThis.left ?? 0) + 1;
  Atomics.store(memory, 1, globalThis.left);
}`;
    const { deviation, samples } = fickle(work, () => 0).explore(200);

    expect(deviation).toBeNull();
    expect(samples).not.toEqual([]);
  });

  test('in the coroutine world chance, time and the garbage collector are controlled', async () => {
    const input = await inputOf(`
      const t = async (c) => { await c.pause(); c.mark('x', [Math.random(), Date.now(), new Date().getTime(), performance.now(), new WeakRef(t).deref() === t]); };
      export const s = coroutines({ tasks: [t, t] });`);

    const batch = new Session(new CoroutineSessionRunner(input), plan, true).explore(200);

    expect(batch.deviation).toBeNull();
    expect(batch.finished).toBe(true);
  });

  test('in the coroutine world what differs is named', async () => {
    const input = await inputOf(`
      const t = async (c) => { await c.pause(); Array.zz = (Array.zz ?? 0) + 1; c.mark('x', Array.zz); };
      export const s = coroutines({ tasks: [t, t] });`);

    const batch = new Session(new CoroutineSessionRunner(input), plan, true).explore(200);

    expect(batch.deviation?.first).toContain('x');
  });
});
