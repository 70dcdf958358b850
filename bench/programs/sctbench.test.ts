import { describe, expect, test } from '@jest/globals';
import { Pct } from '../../harness/explore/pct.js';
import { ReadsFromGuided } from '../../harness/explore/reads-from-guided.js';
import { firstBug } from '../measure/first-bug.js';
import { runnerOf } from '../measure/open-program.js';
import { SCTBENCH } from './sctbench.js';

/** Those whose bug takes minutes to find, or whose executions are long. */
const LONG = new Set(['twostage_20', 'twostage_50', 'twostage_100', 'reorder_50', 'reorder_100', 'SafeStack']);
const quick = SCTBENCH.filter(({ name }) => !LONG.has(name));
const named = (programs: typeof SCTBENCH): [string, (typeof SCTBENCH)[number]][] =>
  programs.map((program) => [program.name, program]);

describe('the shapes of SCTBench', () => {
  test.each(named(SCTBENCH))('%s: there are executions that pass', (_name, program) => {
    const runner = runnerOf(program, 20_000);
    const pct = new Pct(1);
    const passes = (): boolean => {
      pct.begin();
      const { status, failed } = runner.run(pct);
      return status === 'done' && !failed;
    };

    expect(Array.from({ length: 100 }).some(passes)).toBe(true);
  });

  test.each(named(quick))('%s: and one that does not', (_name, program) => {
    const limit = { schedules: 2000, steps: Infinity };

    expect(firstBug(runnerOf(program), new ReadsFromGuided(1), limit).found).toBe(true);
  });
});
