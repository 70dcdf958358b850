import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Check } from '../assignment/define.js';
import { loadAssignment } from '../assignment/load.js';
import { packageRoot } from '../assignment/package-root.js';
import { isGeneratedBy, type ScenarioGenerator } from '../assignment/scenario-generator.js';
import { confirm } from './confirm.js';
import type { Exploration } from './explore-scenario.js';
import { Explorer } from './exploration.js';
import { configOf, exploreCheck } from './grade-check.js';
import { prepare, type Prepared } from './prepare.js';
import { replay } from './replay.js';
import { shrinkScenario } from './shrink-scenario.js';
import { tokenOf } from './token.js';

const QUEUE = 'thread/bounded-queue';
/** Its tryGet wakes nobody, which takes a put that waits and a tryGet to see. */
const SILENT = join(packageRoot(), 'fixtures', QUEUE, 'silent-try-get');
const RIGHT = join(packageRoot(), 'reference', QUEUE);

/** Seeds whose scenarios show it early. */
const FOUND_SOON = [1, 5, 6, 7, 8, 9];

let explorer: Explorer;
let check: Check & { generate: ScenarioGenerator };

beforeAll(async () => {
  explorer = new Explorer();
  const { definition } = await loadAssignment(QUEUE);
  const found = definition.checks.find(({ id }) => id === 'any-operations');
  if (found?.generate === undefined) throw new Error('the check is gone');
  check = { ...found, generate: found.generate };
});
afterAll(() => explorer.close());

async function prepared(path: string): Promise<Prepared> {
  const preparation = await prepare(await loadAssignment(QUEUE), path);
  if (preparation.type !== 'prepared') throw new Error(preparation.message);
  return preparation.prepared;
}

async function explore(path: string, seed: number, budget?: number): Promise<Exploration> {
  return exploreCheck(explorer, configOf(await prepared(path), check, seed, budget), check, () => {});
}

describe('a check with generated scenarios', () => {
  test('fails in a scenario and a schedule that shrink together, are repeated for real, and replay', async () => {
    const submission = await prepared(SILENT);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...FOUND_SOON), async (seed) => {
        const outcome = await explore(SILENT, seed);
        if (outcome.type !== 'violated') throw new Error(`seed ${String(seed)}: ${outcome.type}`);
        const { found } = outcome;
        const about = { assignment: QUEUE, check: check.id, digest: submission.digest, seed };
        const config = configOf(submission, check, seed, undefined);
        const input = {
          explorer,
          config,
          check,
          found,
          lang: 'en' as const,
          token: (schedule: readonly number[], tasks: typeof found.generated) => tokenOf({ ...about, schedule }, tasks),
        };

        const small = await shrinkScenario(input);
        const tasks = small.config.generated ?? [];
        const confirmation = await confirm({ ...input, ...small });

        // An element that is in, a put that waits, and a tryGet that wakes nobody: less will not do.
        expect(isGeneratedBy(check.generate, tasks)).toBe(true);
        expect(tasks.flat().map(([op]) => op)).toEqual(expect.arrayContaining(['put', 'tryGet']));
        expect(tasks.flat()).toHaveLength(3);
        expect(tasks).toHaveLength(2);
        expect(confirmation).toMatchObject({
          type: 'confirmed',
          finding: { kind: found.violation.kind, confirmed: 'lockstep' },
        });
        const { token } = confirmation.finding;
        expect(token.length).toBeLessThan(220);
        const again = await replay({ token, submissionPath: SILENT, lang: 'en' }, {});
        expect(again).toMatchObject({ status: 'repeated', text: expect.stringContaining('tryGet()') });
      }),
      { numRuns: 2 },
    );
  }, 120_000);

  test('passes a right submission, and says how many scenarios there were', async () => {
    expect(await explore(RIGHT, 3, 1000)).toMatchObject({
      type: 'passed',
      strength: { level: 'sampled', notes: [expect.stringMatching(/^25 generated scenarios, \d+ of them in all/)] },
    });
  }, 120_000);

  test('says the same with the same seed', async () => {
    const [one, other] = [await explore(SILENT, 5, 2000), await explore(SILENT, 5, 2000)];
    if (one.type !== 'violated' || other.type !== 'violated') throw new Error('not found');
    expect([other.executions, other.found.generated, other.found.schedule]).toEqual([
      one.executions,
      one.found.generated,
      one.found.schedule,
    ]);
  }, 120_000);
});
