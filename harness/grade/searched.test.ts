import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { loadAssignment } from '../assignment/load.js';
import { packageRoot } from '../assignment/package-root.js';
import { Explorer } from './exploration.js';
import { exploreScenario } from './explore-scenario.js';
import { grade } from './grade.js';
import { configOf } from './grade-check.js';
import { prepare } from './prepare.js';

let explorer: Explorer;
beforeAll(() => {
  explorer = new Explorer();
});
afterAll(() => explorer.close());

/** What a sample finds, with the searches around it and without them. */
async function bothWays(unit: string, fixture: string, id: string, seed: number, budget: number) {
  const assignment = await loadAssignment(unit);
  const check = assignment.definition.checks.find((each) => each.id === id);
  const preparation = await prepare(assignment, join(packageRoot(), 'fixtures', unit, fixture));
  if (check === undefined || preparation.type !== 'prepared') throw new Error('the fixture or its check is gone');
  const config = configOf(preparation.prepared, check, seed, budget);
  const whole = await exploreScenario(explorer, config, check, () => {});
  const plan = { ...config.plan, part: 'samples' as const };
  const samples = await exploreScenario(explorer, { ...config, plan }, check, () => {});
  if (whole.type !== 'violated' || samples.type !== 'violated') throw new Error(`${whole.type}, ${samples.type}`);
  return { whole, samples };
}

describe('only the samples of a check', () => {
  test('come to the failure that they come to among the searches', async () => {
    // With most other seeds the reduction is faster.
    const seed = 2;
    const { whole, samples } = await bothWays('thread/stack', 'no-tag', 'node-comes-back-of-three', seed, 3000);
    expect(whole.seeded).toBe(true);
    expect(samples.found.schedule).toEqual(whole.found.schedule);
    expect(samples.executions).toBeLessThan(whole.executions);
  });

  test('are all that is run again of a check that passed', async () => {
    const assignment = await loadAssignment('thread/bounded-queue');
    const submissionPath = join(packageRoot(), 'reference/thread/bounded-queue');
    const options = { assignment, submissionPath, lang: 'en' as const, budget: 600, only: ['every-sleeper'] };
    const [first] = (await grade({ ...options, seed: 1 }, {})).checks.slice(-1);
    const sampled = first?.sampled ?? 0;
    const searched = new Map([['every-sleeper', sampled]]);
    const [again] = (await grade({ ...options, seed: 2, searched }, {})).checks.slice(-1);
    const [whole] = (await grade({ ...options, seed: 2 }, {})).checks.slice(-1);

    expect(sampled).toBeGreaterThan(100);
    expect(whole?.sampled).toBe(sampled);
    expect(again).toMatchObject({ outcome: 'passed', executions: sampled, sampled });
  });
});
