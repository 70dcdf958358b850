import { expect, test } from '@jest/globals';
import type { Strength } from './result.js';
import { strengthInWords, strengthLegend } from './strength.js';

const bounded = (explored: number, total: number): Strength => ({
  level: 'bounded',
  preemptions: 2,
  executions: 12_345,
  estimate: { explored, total },
  notes: [],
});
const BOUNDED = 'bounded: all executions with at most 2 preemptions (12,345 runs, repeats included)';

test.each<[Strength, string]>([
  [{ level: 'proved', executions: 1234, notes: [] }, 'proved: all 1,234 executions'],
  [bounded(3500, 116_402), `${BOUNDED}; of an estimated 120,000 executions that differ, about 3 % are proved`],
  [bounded(3500, 5000), `${BOUNDED}; of an estimated 5,000 executions that differ, about 70 % are proved`],
  [bounded(3500, 3500), `${BOUNDED}; of an estimated 3,500 executions that differ, about 100 % are proved`],
  [bounded(3500, 25_401_600), `${BOUNDED}; of an estimated 25,000,000 executions that differ, about 0.01 % are proved`],
  [bounded(35, 1.234e18), `${BOUNDED}; of an estimated 1.2·10^18 executions that differ, about 3e-15 % are proved`],
  [{ level: 'sampled', executions: 50, notes: [] }, 'sampled: 50 runs'],
  [
    { level: 'sampled', executions: 50, estimate: { explored: 10, total: 1e4 }, notes: [] },
    'sampled: 50 runs; of an estimated 10,000 executions that differ, about 0.1 % are proved',
  ],
])('%j in words', (strength, words) => {
  expect(strengthInWords(strength, 'en')).toBe(words);
});

test('and in Chinese', () => {
  expect(strengthInWords(bounded(3500, 116_402), 'zh')).toContain('；不同的执行估计有 120,000 种，已证明其中约 3 %');
});

test('the legend explains the levels that occur, and says what they are about', () => {
  expect(strengthLegend(['sampled', undefined, 'proved', 'sampled'], 'en')).toBe(
    'All this is about the check’s scenario, a small program that calls your code. proved: no schedule of it breaks the property; sampled: none of those that were tried did.',
  );
  expect(strengthLegend(['bounded'], 'zh')).toContain('“有界”');
  expect(strengthLegend([undefined], 'en')).toBe('');
});
