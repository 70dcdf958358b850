import { expect, test } from '@jest/globals';
import { lassoOf, wound } from './cycle.js';

test('a schedule that goes round is a way there and the shortest cycle', () => {
  const schedule = [0, 16, 16, ...Array.from({ length: 10 }, () => [0, 16, 0]).flat()];

  expect(lassoOf(schedule)).toEqual({ prefix: [0, 16, 16], cycle: [0, 16, 0] });
  expect(lassoOf([0, 0, 16, 0, 16, 16])).toBeUndefined();
  expect(lassoOf([])).toBeUndefined();
});

test('what is wound is at least so long, and the same lasso', () => {
  const lasso = { prefix: [32], cycle: [0, 16] };

  expect(wound(lasso, 6)).toEqual([32, 0, 16, 0, 16, 0, 16]);
  expect(lassoOf(wound(lasso, 20))).toEqual(lasso);
});
