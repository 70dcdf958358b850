/** Loops with side effects that are taken back: who only has to wait for a fair scheduler is no livelock. */
import { describe, expect, test } from '@jest/globals';
import { lassoOf } from '../explore/cycle.js';
import { progress } from '../oracle/progress.js';
import { compile } from '../submission/compile.js';
import { compilePrelude } from '../submission/prelude.js';
import { Session } from './session.js';
import { bareContext } from './thread/real/bare-context.js';
import { VirtualRunner } from './thread/virtual/runner.js';

const STEPS = 400;
const WORDS = `
const take = (memory, lock) => Atomics.compareExchange(memory, lock, 0, 1) === 0;
const free = (memory, lock) => { Atomics.store(memory, lock, 0); };
const both = (memory, first, second) => {
  for (;;) {
    while (!take(memory, first));
    if (take(memory, second)) break;
    free(memory, first);
  }
  free(memory, second);
  free(memory, first);
};
const wait = (memory, flag) => { for (let tries = 0; Atomics.load(memory, flag) === 0; tries += 1) Atomics.add(memory, 2, 1); };
`;

function session(first: string, second: string, budget = 400): Session {
  const compiled = compile({
    files: new Map([
      ['work.ts', `${WORDS}export const one = (memory) => { ${first} }; export const two = (memory) => { ${second} };`],
    ]),
    entry: 'work.ts',
    exports: [],
    scenario: {
      name: 'pair',
      file: 'scenarios.ts',
      source: `import { threads } from 'interleave/scenario';
import { one, two } from './starter/work.js';
export const pair = threads({ cells: () => 5, tasks: [({ memory }) => one(memory), ({ memory }) => two(memory)] });`,
    },
  });
  if (compiled.kind === 'problem') throw new Error(compiled.problem.message);
  const options = { program: compiled.program, scenario: 'pair', maxSteps: STEPS, recordAccesses: false };
  return new Session(new VirtualRunner({ ...options, context: bareContext, prelude: compilePrelude() }), {
    seed: 1,
    budget,
  });
}

/** What the oracle of progress says of the histories, once each. */
function verdicts(session: Session): string[] {
  const { samples } = session.explore(2000);
  return [
    ...new Set(
      samples.map(({ history }) => {
        const verdict = progress().judge(history);
        return verdict.verdict === 'violated' ? verdict.kind : verdict.verdict;
      }),
    ),
  ];
}

describe('no livelock', () => {
  test.each([
    [
      'backing off from one who only needs the other lock',
      'both(memory, 0, 1);',
      'while (!take(memory, 1)); free(memory, 1);',
    ],
    ['both backing off from two locks in the same order', 'both(memory, 0, 1);', 'both(memory, 0, 1);'],
    ['counting while waiting for the other', 'wait(memory, 3);', 'Atomics.store(memory, 3, 1);'],
    [
      'backing off from one whose sleep ends by its timeout',
      'both(memory, 0, 1);',
      'while (!take(memory, 1)); Atomics.wait(memory, 4, 0, 50); free(memory, 1);',
    ],
  ])('%s', (_name, first, second) => {
    expect(verdicts(session(first, second))).toEqual(['ok']);
  });

  test('and nothing is called proved where an execution was longer than its steps', () => {
    const batch = session('wait(memory, 3);', 'Atomics.store(memory, 3, 1);').explore(2000);

    expect(batch.long).toBe(true);
    expect(batch.strength.kind).toBe('sampled');
  });
});

describe('a livelock', () => {
  test('two who take their locks in opposite orders and back off may do so for ever, in step', () => {
    const { samples } = session('both(memory, 0, 1);', 'both(memory, 1, 0);').explore(2000);
    const endless = samples.filter(({ history }) => progress().judge(history).verdict === 'violated');

    expect(endless.length).toBeGreaterThan(0);
    for (const { history, schedule } of endless) {
      expect(history.end.status).toBe('endless');
      expect(new Set(lassoOf(schedule)?.cycle)).toEqual(new Set([0, 16]));
    }
  });

  test('both count while they wait for each other', () => {
    expect(
      verdicts(
        session('wait(memory, 3); Atomics.store(memory, 4, 1);', 'wait(memory, 4); Atomics.store(memory, 3, 1);'),
      ),
    ).toEqual(['livelock']);
  });
});
