import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { loadAssignment } from '../assignment/load.js';
import { packageRoot } from '../assignment/package-root.js';
import type { Result } from '../report/result.js';
import type { Helpers } from './batches.js';
import { Explorer } from './exploration.js';
import { type Exploration, exploreScenario } from './explore-scenario.js';
import { grade } from './grade.js';
import { configOf } from './grade-check.js';
import { prepare } from './prepare.js';

/** Right, and with locks enough for more executions than anybody runs. */
const LONG = 'fixtures/thread/bounded-queue/one-announcer';

let first: Explorer;
let second: Explorer;
beforeAll(() => {
  first = new Explorer();
  second = new Explorer();
});
afterAll(() => {
  first.close();
  second.close();
});

/** Explores with one process and with two from the beginning; tells how often a second was had. */
async function both(id: string, path: string, checkId: string, budget: number) {
  const assignment = await loadAssignment(id);
  const check = assignment.definition.checks.find((each) => each.id === checkId);
  if (check === undefined) throw new Error(`no check '${checkId}'`);
  const preparation = await prepare(assignment, join(packageRoot(), path));
  if (preparation.type !== 'prepared') throw new Error(preparation.message);
  const config = configOf(preparation.prepared, check, 1, budget);
  let borrowed = 0;
  const helpers: Helpers = {
    borrow() {
      borrowed += 1;
      return { explorer: second, giveBack: () => {} };
    },
  };
  const alone = await exploreScenario(first, config, check, () => {});
  const divided = await exploreScenario(first, config, check, () => {}, helpers, 0);
  return { alone, divided, borrowed };
}

/** All but the oracle, which holds functions. */
function told(exploration: Exploration): unknown {
  if (exploration.type !== 'violated') return exploration;
  const { oracle, ...found } = exploration.found;
  return { ...exploration, found: { ...found, oracle: oracle.name } };
}

describe('an exploration divided between two processes', () => {
  test.each([
    ['passes, bounded', 'thread/bounded-queue', LONG, 'every-sleeper', 1000],
    ['passes, proved', 'thread/stack', 'reference/thread/stack', 'linearizable', 3000],
    ['fails soon', 'thread/stack', 'fixtures/thread/stack/head-by-store', 'linearizable', 3000],
    ['fails late', 'thread/stack', 'fixtures/thread/stack/no-tag', 'node-comes-back-of-three', 3000],
    ['of coroutines', 'coroutine/queue', 'fixtures/coroutine/queue/takes-the-item-along', 'abort', 1500],
    ['of processes', 'ipc/pipe', 'reference/ipc/pipe', 'two-producers', 600],
  ])(
    'tells the same: %s',
    async (_, id, path, check, budget) => {
      const { alone, divided, borrowed } = await both(id, path, check, budget);

      expect(borrowed).toBe(1);
      expect(told(divided)).toEqual(told(alone));
    },
    120_000,
  );

  test('is done by one process again when the second ends', async () => {
    const assignment = await loadAssignment('thread/bounded-queue');
    const check = assignment.definition.checks.find(({ id }) => id === 'every-sleeper');
    const preparation = await prepare(assignment, join(packageRoot(), LONG));
    if (check === undefined || preparation.type !== 'prepared') throw new Error('cannot be explored');
    const config = configOf(preparation.prepared, check, 1, 800);
    const lost = new Explorer();
    const helpers: Helpers = {
      borrow: () => {
        setTimeout(() => lost.close(), 50);
        return { explorer: lost, giveBack: () => {} };
      },
    };

    const alone = await exploreScenario(first, config, check, () => {});
    const divided = await exploreScenario(first, config, check, () => {}, helpers, 0);

    expect(told(divided)).toEqual(told(alone));
    lost.close();
  }, 120_000);
});

describe('a grade', () => {
  test('is the same document for any number of processes', async () => {
    const assignment = await loadAssignment('thread/bounded-queue');
    const submissionPath = join(packageRoot(), LONG);
    const only = ['every-sleeper'];
    const results: Result[] = [];
    for (const jobs of [1, 2, 3]) {
      const options = { assignment, submissionPath, seed: 3, lang: 'en' as const, budget: 2600, only, jobs };
      results.push(await grade(options, {}));
    }
    const [one, two, three] = results.map((result) => JSON.stringify(result));

    expect(two).toBe(one);
    expect(three).toBe(one);
  }, 240_000);
});
