import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { FrontierWalk } from './frontier-walk.js';
import { bruteForce } from './toy-brute-force.js';
import { toyPrograms } from './toy-generator.js';
import { ToyMachine } from './toy-machine.js';
import type { ToyProgram } from './toy-program.js';

/** Executions until all outcomes have come, Infinity where there are more than `most`. */
function untilAll(
  program: ToyProgram,
  outcomes: ReadonlySet<string>,
  seed: number,
  tells: boolean,
  most: number,
): number {
  const machine = new ToyMachine(program, 1000, tells);
  const walk = new FrontierWalk(seed);
  const missing = new Set(outcomes);
  for (let executions = 1; executions <= most && walk.begin(); executions += 1) {
    const { status } = machine.run(walk);
    const outcome = `${status} ${machine.outcome()}`;
    expect(outcomes).toContain(outcome);
    missing.delete(outcome);
    if (missing.size === 0) return executions;
  }
  return Infinity;
}

describe.each([
  ['with the state that the machine tells', true],
  ['with the pasts of the tasks alone', false],
])('the walk to the nearest untried option, %s', (_name, tells) => {
  test.each([
    [2, 4],
    [3, 3],
  ])(
    '%i tasks of up to %i pieces: every outcome that brute force finds comes, within as many executions',
    (tasks, pieces) => {
      fc.assert(
        fc.property(toyPrograms(tasks, pieces), fc.nat(), (program, seed) => {
          const all = bruteForce(program, 3000, false);
          fc.pre(all !== undefined);
          // Chance may repeat a path where all is known before it begins again with finer states.
          expect(untilAll(program, all.outcomes, seed, tells, all.interleavings + 200)).toBeLessThan(Infinity);
        }),
        { numRuns: 150, maxSkipsPerRun: 200, seed: 11 },
      );
    },
  );
});
