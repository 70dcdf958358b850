import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { generateScenarios, isGeneratedBy, type ScenarioGenerator } from '../assignment/scenario-generator.js';
import type { GeneratedTasks } from '../world/generated-tasks.js';
import { smallerScenarios } from './smaller-scenarios.js';

const generator: ScenarioGenerator = {
  operations: { put: ['fresh'], wait: [[1, 5]], get: [] },
  tasks: [1, 4],
  each: [1, 4],
};
const scenarios: fc.Arbitrary<GeneratedTasks> = fc
  .nat()
  .map((seed) => generateScenarios(generator, seed).at(-1) as GeneratedTasks); // There is at least one.

const size = (tasks: GeneratedTasks): [number, number] => [tasks.length, tasks.flat().length];

describe('smaller scenarios', () => {
  test('have fewer tasks, or as many and not more operations', () => {
    fc.assert(
      fc.property(scenarios, (tasks) => {
        for (const smaller of smallerScenarios(generator, tasks)) {
          expect(isGeneratedBy(generator, smaller)).toBe(true);
          expect(smaller).not.toEqual(tasks);
          expect(size(smaller)[0]).toBeLessThanOrEqual(size(tasks)[0]);
          expect(size(smaller)[1]).toBeLessThanOrEqual(size(tasks)[1]);
        }
      }),
    );
  });

  test('lead to one that fails and of which nothing can be left out', () => {
    // As a bug that takes a put and two gets, wherever they are.
    const fails = (tasks: GeneratedTasks): boolean =>
      tasks.flat().filter(([op]) => op === 'put').length >= 1 &&
      tasks.flat().filter(([op]) => op === 'get').length >= 2;
    fc.assert(
      fc.property(scenarios, (tasks) => {
        fc.pre(fails(tasks));
        let best = tasks;
        for (let rounds = 0; rounds < 100; rounds += 1) {
          const next = [...smallerScenarios(generator, best)].find(fails);
          if (next === undefined) break;
          best = next;
        }
        expect(best).toHaveLength(1);
        expect(
          best
            .flat()
            .map(([op]) => op)
            .sort(),
        ).toEqual(['get', 'get', 'put']);
        expect(best.flat().find(([op]) => op === 'put')).toEqual(['put', 1]);
      }),
    );
  });
});
