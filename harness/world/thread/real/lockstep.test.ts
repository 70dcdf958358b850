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
import { lockstep } from './child.js';

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
      const program = programOf(bodies);
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
  const program = programOf([body, body]);
  const runner = runnerOf(program);
  const walk = new RandomWalk(4);
  walk.begin();
  runner.run(walk);

  const reply = await lockstep(
    {
      program,
      prelude: compilePrelude(),
      scenario: 'small',
      schedule: [...runner.schedule()],
      startIsStep: runner.startIsStep,
      maxSteps: MAX_STEPS,
      recordAccesses: false,
    },
    workerFile,
  );

  expect(reply).toEqual({ type: 'history', history: runner.history(), divergedAt: null });
  const seen = runner
    .history()
    .events.flatMap((event) => (event.type === 'mark' && event.name === 'seen' ? [event.value] : []));
  expect(new Set(seen.filter((value) => typeof value === 'number' && value % 1 > 0)).size).toBe(2);
}, 30_000);
