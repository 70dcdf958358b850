import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { loadAssignment } from '../assignment/load.js';
import { packageRoot } from '../assignment/package-root.js';
import { confirm } from './confirm.js';
import { Explorer } from './exploration.js';
import { configOf, exploreCheck } from './grade-check.js';
import { prepare } from './prepare.js';

let explorer: Explorer;
beforeAll(() => {
  explorer = new Explorer();
});
afterAll(() => explorer.close());

async function shown(unit: string, fixture: string, id: string, seed: number): Promise<{ kind: string; text: string }> {
  const assignment = await loadAssignment(unit);
  const preparation = await prepare(assignment, join(packageRoot(), 'fixtures', unit, fixture));
  const check = assignment.definition.checks.find((each) => each.id === id);
  if (preparation.type !== 'prepared' || check === undefined) throw new Error('the fixture or its check is gone');
  const config = configOf(preparation.prepared, check, seed, undefined);
  const outcome = await exploreCheck(explorer, config, check, () => {});
  if (outcome.type !== 'violated') throw new Error(outcome.type);
  const confirmation = await confirm({
    explorer,
    config,
    check,
    found: outcome.found,
    lang: 'en',
    token: () => 'TOKEN',
  });
  expect(confirmation.type).toBe('confirmed');
  const { kind, explanation } = confirmation.finding;
  return { kind, text: explanation };
}

test.each([1, 2, 4])(
  'seed %i: found in different ways, shown with the fewest switches that there are',
  async (seed) => {
    const { kind, text } = await shown('thread/rwlock', 'readers-counted-in-two-steps', 'readers-leave', seed);
    expect(kind).toBe('lost-wakeup');
    expect(text).toContain('It takes 2 forced switches');
  },
);

test('a lost wake-up that is a deadlock with fewer switches is shown as that', async () => {
  const { kind, text } = await shown('thread/condition', 'looks-after-releasing', 'reaches-the-waiter', 1);
  expect(kind).toBe('deadlock');
  expect(text).toContain('It takes 1 forced switch');
});
