import { describe, expect, test } from '@jest/globals';
import { exampleCheck, exampleResult } from '../report/example-result.js';
import type { CheckResult, Result } from '../report/result.js';
import { deviations } from './deviations.js';

const passed = (id: string): CheckResult => exampleCheck({ id, outcome: 'passed', findings: [] });
const failed = (id: string): CheckResult => exampleCheck({ id });
const result = (...checks: CheckResult[]): Result => exampleResult({ checks });
const expected = { check: 'one-at-a-time', kind: 'mutual-exclusion' };

describe('deviations', () => {
  test('none where a reference passes everything', () => {
    expect(deviations(result(passed('a'), passed('b')), 'full-marks')).toEqual([]);
  });

  test('none where a fixture gets its finding, and what depends on it is skipped', () => {
    const skipped = exampleCheck({ id: 'b', outcome: 'skipped', findings: [] });

    expect(deviations(result(failed('one-at-a-time'), skipped), expected)).toEqual([]);
  });

  test('none where another check fails that may', () => {
    const graded = result(failed('one-at-a-time'), failed('b'));

    expect(deviations(graded, { ...expected, alsoFails: ['b'] })).toEqual([]);
  });

  test('none where the mistake shows the other way that it can', () => {
    const graded = result(failed('one-at-a-time'));

    expect(deviations(graded, { ...expected, kind: 'deadlock', orKind: 'mutual-exclusion' })).toEqual([]);
  });

  test.each<[string, Result, Parameters<typeof deviations>[1], string]>([
    ['a reference that loses marks', result(failed('a')), 'full-marks', 'a: failed (mutual-exclusion)'],
    ['a fixture that passes', result(passed('one-at-a-time')), expected, 'passed, expected mutual-exclusion'],
    [
      'another kind of finding',
      result(failed('one-at-a-time')),
      { ...expected, kind: 'deadlock' },
      'expected deadlock',
    ],
    ['another check that fails', result(failed('one-at-a-time'), failed('b')), expected, 'b: failed, though only'],
    ['an error', result(exampleCheck({ id: 'one-at-a-time', outcome: 'error' })), expected, 'one-at-a-time: error'],
    ['a check that is not there', result(passed('b')), expected, 'there is no such check'],
  ])('names %s', (_, graded, expect_, message) => {
    expect(deviations(graded, expect_).join('\n')).toContain(message);
  });

  test('names a finding that was not confirmed', () => {
    const check = exampleCheck();
    const findings = check.findings.map((finding) => ({ ...finding, confirmed: 'not-confirmed' as const }));

    expect(deviations(result({ ...check, findings }), expected)).toEqual([
      'one-at-a-time: mutual-exclusion was not repeated in the real realm',
    ]);
  });
});
