import { describe, expect, test } from '@jest/globals';
import { AssignmentError } from './assignment-error.js';
import { validateDefinition, validateScenarios } from './validate.js';

const check = (id: string, more: object = {}): Record<string, unknown> => ({
  id,
  title: { en: id, zh: id },
  points: 10,
  visibility: 'public',
  scenario: 'pair',
  oracles: [{ name: 'anything' }],
  rationale: { en: 'why', zh: '为什么' },
  help: { en: 'where', zh: '哪里' },
  ...more,
});

const definition = (checks: unknown[], more: object = {}): Record<string, unknown> => ({
  id: 'thread/latch',
  title: { en: 'A latch', zh: '闩' },
  world: 'thread',
  submission: { file: 'latch.ts', exports: { Latch: { kind: 'class', methods: ['open'] } } },
  checks,
  ...more,
});

const messageOf = (value: unknown): string => {
  try {
    validateDefinition(value, 'assignment.ts');
  } catch (error) {
    if (error instanceof AssignmentError) return error.message;
    throw error;
  }
  return 'valid';
};

describe('validateDefinition', () => {
  test('accepts a definition that is right', () => {
    const value = definition([check('safe'), check('live', { requires: ['safe'], budget: { executions: 1000 } })]);

    expect(validateDefinition(value, 'assignment.ts')).toBe(value);
  });

  test.each([
    ['nothing at all', undefined, 'the definition: '],
    ['no checks', definition([]), 'checks: needs at least one check'],
    ['an id without unit', definition([check('safe')], { id: 'latch' }), "id: must be 'unit/mechanism'"],
    ['points that are none', definition([check('safe', { points: 0 })]), "check 'safe', points: must be more than 0"],
    ['a missing translation', definition([check('safe', { title: { en: 'Safe' } })]), "check 'safe', title.zh: "],
    ['a property that is not known', definition([check('safe', { point: 3 })]), 'point'],
    ['an oracle that is none', definition([check('safe', { oracles: ['progress'] })]), 'must be an oracle'],
    ['an id twice', definition([check('safe'), check('safe')]), "check 'safe' stands there twice"],
    [
      'an unknown prerequisite',
      definition([check('safe', { requires: ['live'] })]),
      "requires 'live', which is no check",
    ],
    ['a check that requires itself', definition([check('safe', { requires: ['safe'] })]), '(safe -> safe)'],
    [
      'a circle of prerequisites',
      definition([check('a', { requires: ['b'] }), check('b', { requires: ['c'] }), check('c', { requires: ['b'] })]),
      '(b -> c -> b)',
    ],
  ])('names the file and the place of %s', (_, value, expected) => {
    const message = messageOf(value);

    expect(message).toContain('assignment.ts');
    expect(message).toContain(expected);
  });

  test('names every mistake at once', () => {
    expect(messageOf(definition([check('A'), check('b', { points: -1 })]))).toMatch(/^2 mistakes in assignment.ts:\n/);
  });
});

describe('validateScenarios', () => {
  test('names the check whose scenario is missing, and those that there are', () => {
    const checks = validateDefinition(definition([check('safe')]), 'assignment.ts').checks;

    expect(() => {
      validateScenarios(checks, ['trio', 'solo'], 'assignment.ts', 'scenarios.ts');
    }).toThrow("check 'safe': no scenario 'pair' in scenarios.ts; it exports trio, solo");
  });
});
