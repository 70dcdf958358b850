import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { generateScenarios, isGeneratedBy, type ScenarioGenerator } from './scenario-generator.js';

const range = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 3 }))
  .map(([least, more]): [number, number] => [least, least + more]);

const generators: fc.Arbitrary<ScenarioGenerator> = fc.record({
  operations: fc.dictionary(
    fc.constantFrom('put', 'get', 'swap'),
    fc.array(fc.oneof(fc.constant('fresh' as const), fc.array(fc.integer(), { minLength: 1, maxLength: 3 })), {
      maxLength: 2,
    }),
    { minKeys: 1 },
  ),
  tasks: range,
  each: range,
  scenarios: fc.integer({ min: 1, max: 12 }),
});

describe('generated scenarios', () => {
  test('keep to what the generator says, and no two are alike', () => {
    fc.assert(
      fc.property(generators, fc.nat(), (generator, seed) => {
        const scenarios = generateScenarios(generator, seed);

        expect(scenarios.length).toBeGreaterThan(0);
        expect(scenarios.length).toBeLessThanOrEqual(generator.scenarios ?? 0);
        expect(new Set(scenarios.map((tasks) => JSON.stringify(tasks))).size).toBe(scenarios.length);
        for (const tasks of scenarios) {
          expect(isGeneratedBy(generator, tasks)).toBe(true);
          expect(tasks.length).toBeGreaterThanOrEqual(generator.tasks[0]);
          for (const list of tasks) expect(list.length).toBeGreaterThanOrEqual(generator.each[0]);
        }
      }),
    );
  });

  test('are the same for the same seed', () => {
    fc.assert(
      fc.property(generators, fc.nat(), (generator, seed) => {
        expect(generateScenarios(generator, seed)).toEqual(generateScenarios(generator, seed));
      }),
    );
  });

  test('have a number of its own for each fresh argument, and the others from their lists', () => {
    const operations = { push: ['fresh'], move: ['fresh', [7, 8]] } as const;
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        for (const tasks of generateScenarios({ operations, tasks: [2, 3], each: [1, 3], scenarios: 8 }, seed)) {
          const calls = tasks.flat();
          expect(new Set(calls.map(([, value]) => value)).size).toBe(calls.length);
          for (const [name, , second] of calls) expect(name === 'push' ? [undefined] : [7, 8]).toContain(second);
        }
      }),
    );
  });

  test('grow from the smallest', () => {
    const generator = { operations: { put: ['fresh'], get: [] }, tasks: [2, 4], each: [1, 4], scenarios: 10 } as const;
    const sizes = generateScenarios(generator, 3).map((tasks) => tasks.flat().length);

    expect(sizes[0]).toBe(2);
    expect(Math.max(...sizes)).toBeGreaterThan(6);
  });

  test('are fewer where there are not so many', () => {
    expect(generateScenarios({ operations: { get: [] }, tasks: [2, 2], each: [1, 2], scenarios: 9 }, 1)).toHaveLength(
      3,
    );
  });

  test('are told from those that a generator cannot make', () => {
    const generator = { operations: { put: ['fresh'] }, tasks: [2, 3], each: [1, 2] } as const;

    // What is left of one that was shrunk may be smaller.
    expect(isGeneratedBy(generator, [[['put', 1]]])).toBe(true);
    expect(isGeneratedBy(generator, [[['put']]])).toBe(false);
    expect(isGeneratedBy(generator, [[['get', 1]]])).toBe(false);
    expect(isGeneratedBy(generator, [[], [], [], []])).toBe(false);
    expect(
      isGeneratedBy(generator, [
        [
          ['put', 1],
          ['put', 2],
          ['put', 3],
        ],
      ]),
    ).toBe(false);
  });
});
