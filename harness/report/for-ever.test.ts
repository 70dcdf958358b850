import { expect, test } from '@jest/globals';
import { withoutRounds } from './for-ever.js';
import type { TraceStep } from './trace.js';

const step = (task: number, site: number): TraceStep => ({
  task,
  site,
  kind: 'Load',
  cell: 'memory[0]',
  before: 0,
  after: 0,
  result: 0,
  switch: 'none',
});

test('shows a cycle of several tasks twice, and says that it goes on', () => {
  const steps = [step(0, 9), ...Array.from({ length: 50 }, () => [step(0, 1), step(1, 2), step(0, 3)]).flat()];

  const shown = withoutRounds(steps, 'en');

  expect(shown.map(({ site }) => site)).toEqual([9, 1, 2, 3, 1, 2, 3, 3]);
  expect(shown.at(-1)?.note).toContain('the same 3 steps');
  expect(withoutRounds(steps, 'zh').at(-1)?.note).toContain('3 步');
});

test('leaves alone what one task repeats, and what ends', () => {
  const alone = Array.from({ length: 40 }, (_, i) => step(0, i % 2));
  const ends = [...Array.from({ length: 20 }, (_, i) => step(i % 2, 1)), step(0, 7), step(1, 8), step(1, 9)];

  expect(withoutRounds(alone, 'en')).toEqual(alone);
  expect(withoutRounds(ends, 'en')).toEqual(ends);
});
