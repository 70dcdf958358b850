/** The virtual realm against real worker threads, and a schedule against its replay: the same histories. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { build } from 'esbuild';
import fc from 'fast-check';
import { RandomWalk } from '../../../explore/random-walk.js';
import { Replay } from '../../../explore/replay.js';
import { compilePrelude } from '../../../submission/prelude.js';
import { MAX_STEPS, programOf, runnerOf, smallProgram } from '../differential/small-programs.js';
import type { Program } from '../../../submission/program.js';
import { LATE } from '../choices.js';
import type { VirtualRunner } from '../virtual/runner.js';
import { lockstep, type LockstepRequest } from './child.js';

let folder = '';
let workerFile = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'interleave-thread-test-'));
  workerFile = join(folder, 'thread-worker.mjs');
  await build({
    entryPoints: [fileURLToPath(new URL('worker.ts', import.meta.url))],
    bundle: true,
    outfile: workerFile,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    logLevel: 'silent',
  });
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** One random execution, and what it takes to force it on real threads. */
function walked(program: Program, seed: number): { runner: VirtualRunner; request: LockstepRequest } {
  const runner = runnerOf(program);
  const walk = new RandomWalk(seed);
  walk.begin();
  runner.run(walk);
  const request = {
    program,
    prelude: compilePrelude(),
    scenario: 'small',
    schedule: [...runner.schedule()],
    startIsStep: runner.startIsStep,
    maxSteps: MAX_STEPS,
    recordAccesses: false,
  };
  return { runner, request };
}

test('every schedule replays to the same history', () => {
  fc.assert(
    fc.property(smallProgram, fc.integer(), (bodies, seed) => {
      const runner = runnerOf(programOf(bodies));
      const walk = new RandomWalk(seed);
      for (let run = 0; run < 10; run++) {
        walk.begin();
        runner.run(walk);
        const [schedule, history, key] = [runner.schedule(), runner.history(), runner.key()];
        // Something else in between, so that nothing can be left over from the execution itself.
        runner.run(new RandomWalk(seed + 1));
        const replay = new Replay(schedule);
        replay.begin();
        runner.run(replay);
        expect(replay.divergence).toBeUndefined();
        expect(runner.schedule()).toEqual(schedule);
        expect(runner.history()).toEqual(history);
        expect(runner.key()).toBe(key);
      }
    }),
    { numRuns: 40, seed: 2 },
  );
});

test('real worker threads give the history of the virtual realm', async () => {
  await fc.assert(
    fc.asyncProperty(smallProgram, fc.integer(), async (bodies, seed) => {
      const { runner, request } = walked(programOf(bodies), seed);
      const reply = await lockstep(request, workerFile);
      expect(reply).toEqual({ type: 'history', history: runner.history(), divergedAt: null });
    }),
    { numRuns: Number(process.env['RUNS'] ?? 24), seed: 3 },
  );
}, 120_000);

test('chance and time are on real threads what they are in the virtual realm', async () => {
  const body = [
    'seen(Math.random())',
    'Atomics.add(memory, 0, 1)',
    'seen(Date.now())',
    'Atomics.wait(memory, 1, 0, 25)',
    'seen([Math.random(), Date.now(), performance.now()])',
  ];
  const { runner, request } = walked(programOf([body, body]), 4);

  const reply = await lockstep(request, workerFile);

  expect(reply).toEqual({ type: 'history', history: runner.history(), divergedAt: null });
  const seen = runner
    .history()
    .events.flatMap((event) => (event.type === 'mark' && event.name === 'seen' ? [event.value] : []));
  expect(new Set(seen.filter((value) => typeof value === 'number' && value % 1 > 0)).size).toBe(2);
}, 30_000);

test('who is woken late sees on real threads that its time is up', async () => {
  const waits = ['seen([Atomics.wait(memory, 0, 0, 25), now()])'];
  const { runner, request } = walked(programOf([waits, ['Atomics.notify(memory, 0)']]), 1);
  const late = { ...request, schedule: [0, 16, LATE] };
  const replay = new Replay(late.schedule);
  replay.begin();
  runner.run(replay);

  const reply = await lockstep(late, workerFile);

  expect(reply).toEqual({ type: 'history', history: runner.history(), divergedAt: null });
  expect(runner.history().events).toContainEqual({ type: 'mark', task: 0, name: 'seen', value: ['ok', 25] });
}, 30_000);

test.each(['-Infinity', '-1', '0', 'Infinity', 'NaN'])(
  'a timeout of %s is on real threads what it is in the virtual realm',
  async (timeout) => {
    const waits = [`seen(Atomics.wait(memory, 0, 0, ${timeout}))`];
    const { runner, request } = walked(programOf([waits, ['Atomics.notify(memory, 0)']]), 1);

    const reply = await lockstep(request, workerFile);

    expect(reply).toEqual({ type: 'history', history: runner.history(), divergedAt: null });
  },
  30_000,
);

test('an init that fails does so in the real realm, too', async () => {
  const { runner, request } = walked(programOf([['Atomics.add(memory, 0, 1)']], "throw new Error('no')"), 1);

  const reply = await lockstep(request, workerFile);

  expect(runner.history().end).toMatchObject({ status: 'broken', phase: 'init' });
  expect(reply).toEqual({ type: 'history', history: runner.history(), divergedAt: null });
}, 30_000);
