/** For tests: forces schedules of the virtual realm on real processes and compares what comes of them; or lets them run free. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect } from '@jest/globals';
import { build } from 'esbuild';
import { BoundedSearch } from '../../../explore/bounded-search.js';
import { RandomWalk } from '../../../explore/random-walk.js';
import type { History } from '../../../oracle/history.js';
import { compile } from '../../../submission/compile.js';
import type { Program } from '../../../submission/program.js';
import type { StressReply } from '../../stress-count.js';
import { bareContext } from '../../thread/real/bare-context.js';
import { preparePosix, preparePosixScenario } from '../prepare-posix.js';
import { ProcessRunner } from '../virtual/runner.js';
import { ProcessLockstep } from './lockstep.js';
import { stress } from './stress.js';

const PRELUDE = '(function(rt,globals){return {install(){}}})';
let roleFile = '';

/** Bundles what real processes are started on; afterwards nothing may be left in shared memory. */
export function bundlesRoles(): void {
  let folder = '';
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'interleave-lockstep-test-'));
    roleFile = join(folder, 'process-role.mjs');
    const koffi = createRequire(import.meta.url).resolve('koffi');
    await build({
      entryPoints: [fileURLToPath(new URL('role-process.ts', import.meta.url))],
      bundle: true,
      outfile: roleFile,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      logLevel: 'silent',
      alias: { koffi },
      external: [koffi],
    });
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
    expect(readdirSync('/dev/shm').filter((name) => name.includes(`il${String(process.pid)}-`))).toEqual([]);
  });
}

function programOf(submission: string, scenario: string): Program {
  const compiled = compile({
    files: preparePosix(new Map([['work.ts', submission]])),
    entry: 'work.ts',
    exports: [],
    scenario: { name: 'scenarios', file: 'scenarios.ts', source: preparePosixScenario(scenario) },
  });
  if (compiled.kind === 'problem') throw new Error(compiled.problem.message);
  return compiled.program;
}

/** Lets the processes of the scenario run free so many times. */
export function runsFree(submission: string, scenario: string, runs: number): Promise<StressReply> {
  const program = programOf(submission, scenario);
  const stressed = { runs, seed: 1, timeoutMs: 60_000 };
  return stress({ program, prelude: PRELUDE, scenario: 'only', maxSteps: 2000, stress: stressed }, roleFile);
}

/** Takes up to `count` different virtual histories and forces each on real processes. */
export async function repeats(
  submission: string,
  scenario: string,
  count: number,
  prelude = PRELUDE,
): Promise<History[]> {
  const program = programOf(submission, scenario);
  const runner = new ProcessRunner({
    program,
    scenario: 'only',
    maxSteps: 2000,
    context: bareContext,
    prelude,
  });
  const seen = new Map<string, { schedule: number[]; history: ReturnType<ProcessRunner['history']> }>();
  for (const strategy of [new BoundedSearch(2), new RandomWalk(3)]) {
    for (let tries = 0; tries < 400 && seen.size < count && strategy.begin(); tries += 1) {
      runner.run(strategy);
      if (!seen.has(runner.key()))
        seen.set(runner.key(), { schedule: [...runner.schedule()], history: runner.history() });
    }
  }
  for (const { schedule, history } of seen.values()) {
    const lockstep = new ProcessLockstep({ program, prelude, scenario: 'only', schedule, maxSteps: 2000 }, roleFile);
    try {
      const real = await lockstep.run();
      expect({ schedule, divergedAt: real.divergedAt }).toEqual({ schedule, divergedAt: null });
      expect(real.history.events).toEqual(history.events);
      expect(real.history.end).toEqual(history.end);
    } finally {
      lockstep.close();
    }
    const there = readFileSync('/proc/sysvipc/msg', 'utf8')
      .split('\n')
      .map((line) => Number(line.trim().split(/\s+/)[1]));
    expect(there.filter((id) => lockstep.queues.has(id))).toEqual([]);
  }
  return [...seen.values()].map(({ history }) => history);
}
