import { describe, expect, test } from '@jest/globals';
import type { Mutant } from '../mutation/mutants.js';
import { plain } from '../report/style.js';
import { calibrationLines, calibrationOf, isExplained, summaryLine } from './calibration.js';
import type { Judgement } from './judge-mutant.js';

const mutant = (line: number, operator = 'off-by-one'): Mutant => ({
  id: `${operator}:${String(line)}`,
  operator,
  in: 'acquire',
  file: 'mutex.ts',
  source: '',
  line,
  was: `line ${String(line)}`,
  becomes: `mutated ${String(line)}`,
});
const killed: Judgement = { type: 'killed', check: 'one-at-a-time', kind: 'mutual-exclusion' };
const survived: Judgement = { type: 'survived' };
const known = { ...mutant(2), reason: 'it is the same' };

describe('calibrationOf', () => {
  test('is explained where every survivor has its reason', () => {
    const judged = [
      { mutant: mutant(1), judgement: killed },
      { mutant: mutant(2), judgement: survived },
    ];
    const calibration = calibrationOf('thread/mutex', judged, [mutant(1), mutant(2)], [known]);

    expect(isExplained(calibration)).toBe(true);
    expect(summaryLine('thread/mutex', calibration)).toBe('thread/mutex: 2 mutants: 1 killed, 1 equivalent, 0 invalid');
    expect(calibrationLines(calibration, plain)).toEqual(['  killed by one-at-a-time 1', '  operators off-by-one 1/2']);
  });

  test('shows a survivor with its place and its change', () => {
    const calibration = calibrationOf('thread/mutex', [{ mutant: mutant(1), judgement: survived }], [mutant(1)], []);

    expect(isExplained(calibration)).toBe(false);
    expect(calibrationLines(calibration, plain).slice(2)).toEqual([
      '  SURVIVED  off-by-one:1  mutex.ts:1 in acquire',
      '      - line 1',
      '      + mutated 1',
    ]);
  });

  test.each([
    ['kills what it explains', [{ mutant: mutant(2), judgement: killed }], [mutant(2)]],
    ['explains what is not there', [{ mutant: mutant(1), judgement: killed }], [mutant(1)]],
  ])('calls an entry stale when a check %s', (_, judged, all) => {
    const calibration = calibrationOf('thread/mutex', judged, all, [known]);

    expect(isExplained(calibration)).toBe(false);
    expect(calibrationLines(calibration, plain).join('\n')).toContain('STALE     off-by-one in acquire');
  });

  test('leaves entries alone whose mutants were not chosen', () => {
    const judged = [{ mutant: mutant(1), judgement: killed }];

    expect(isExplained(calibrationOf('thread/mutex', judged, [mutant(1), mutant(2)], [known]))).toBe(true);
  });

  test('is not explained by what could not be judged', () => {
    const error: Judgement = { type: 'error', check: 'waits', message: 'not repeated' };
    const calibration = calibrationOf('thread/mutex', [{ mutant: mutant(2), judgement: error }], [mutant(2)], [known]);

    expect(isExplained(calibration)).toBe(false);
    expect(calibrationLines(calibration, plain).join('\n')).toContain('waits: not repeated');
  });
});
