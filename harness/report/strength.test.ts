import { expect, test } from '@jest/globals';
import type { Strength } from './result.js';
import { strengthInWords } from './strength.js';

const bounded = (explored: number, total: number): Strength => ({
  level: 'bounded',
  preemptions: 2,
  executions: 12_345,
  estimate: { explored, total },
  notes: [],
});
const BOUNDED = 'bounded: all executions with at most 2 preemptions, 12,345 of them';

test.each<[Strength, string]>([
  [{ level: 'proved', executions: 1234, notes: [] }, 'proved: all 1,234 executions'],
  [bounded(3500, 116_402), `${BOUNDED}; about 3 % of an estimated 120,000 inequivalent executions`],
  [bounded(3500, 5000), `${BOUNDED}; about 70 % of an estimated 5,000 inequivalent executions`],
  [bounded(3500, 3500), `${BOUNDED}; about 100 % of an estimated 3,500 inequivalent executions`],
  [bounded(3500, 25_401_600), `${BOUNDED}; about 0.01 % of an estimated 25,000,000 inequivalent executions`],
  [bounded(35, 1.234e18), `${BOUNDED}; about 3e-15 % of an estimated 1.2·10^18 inequivalent executions`],
  [{ level: 'sampled', executions: 50, notes: [] }, 'sampled: 50 executions'],
  [
    { level: 'sampled', executions: 50, estimate: { explored: 10, total: 1e4 }, notes: [] },
    'sampled: 50 executions; about 0.1 % of an estimated 10,000 inequivalent executions',
  ],
])('%j in words', (strength, words) => {
  expect(strengthInWords(strength, 'en')).toBe(words);
});

test('and in Chinese', () => {
  expect(strengthInWords(bounded(3500, 116_402), 'zh')).toContain('；约占估计的 120,000 种不等价执行的 3 %');
});
