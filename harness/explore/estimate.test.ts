import { describe, expect, test } from '@jest/globals';
import { Dpor } from './dpor.js';
import { estimate, type Estimate } from './estimate.js';
import { explore, Portfolio } from './portfolio.js';
import { ToyMachine } from './toy-machine.js';
import type { ToyProgram } from './toy-program.js';
import { casLock, lockedCounter, lostUpdate, philosophers, reorder, ticketLock, ttasLock } from './toy-programs.js';

/** What is estimated after so many executions, those that were cut included. */
function after(program: ToyProgram, runs: number): Estimate | undefined {
  const machine = new ToyMachine(program);
  const reduction = new Dpor();
  for (let run = 0; run < runs && reduction.begin(); run += 1) machine.run(reduction);
  return reduction.estimate();
}

const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));

describe('the weighted backtrack estimator', () => {
  test('is exact for a tree whose branches are alike', () => {
    // Of 3 * 4 * 2 leaves 7 have been seen: none of the first fork's branches, 3 of the second's, 1 of the last one's.
    const path = [
      { fruitful: 0, branches: { length: 3 } },
      { fruitful: 3, branches: { length: 1 } },
      { fruitful: 0, branches: { length: 2 } },
    ];

    expect(estimate(path, 7, 0)).toEqual({ explored: 7, total: 24 });
  });

  test('says nothing of nothing, and never less than was explored', () => {
    expect(estimate([], 0, 5)).toBeUndefined();
    expect(estimate([{ fruitful: 5, branches: { length: 1 } }], 6, 0)).toEqual({ explored: 6, total: 6 });
  });

  test('stays a number that can be written down, however deep the search', () => {
    const deep = Array.from({ length: 100 }, () => ({ fruitful: 0, branches: { length: 4 } }));

    expect(estimate(deep, 3, 0)).toEqual({ explored: 3, total: Number.MAX_SAFE_INTEGER });
  });

  // Known sizes: n! orders for a lock of n; (n!)^2 (n+1)^2 for n writers of two cells and a reader of both.
  test.each<[string, ToyProgram, number]>([
    ['a counter behind a lock, 6 tasks', lockedCounter(6), factorial(6)],
    ['a ticket lock of 5', ticketLock(5), factorial(5)],
    ['4 lost updates', lostUpdate(4), 576],
    ['a CAS lock, 3 tasks, 3 rounds', casLock(3, 3), 1680],
    ['a TTAS lock of 4', ttasLock(4), 576],
    ['8 philosophers', philosophers(8), 255],
    ['4 writers and a reader', reorder(4), factorial(4) ** 2 * 25],
  ])('%s: right within a factor of 8 after a tenth of all executions', (_name, program, size) => {
    const { explored, total } = after(program, Math.ceil(size / 10)) ?? { explored: 0, total: 0 };

    expect(explored).toBeLessThan(size / 5);
    expect(total).toBeGreaterThan(size / 8);
    expect(total).toBeLessThan(size * 8);
  });

  test('6 writers and a reader: right within a factor of 12 after less than a ten-thousandth', () => {
    const { total } = after(reorder(6), 2000) ?? { total: 0 };

    expect(total).toBeGreaterThan((factorial(6) ** 2 * 49) / 12);
    expect(total).toBeLessThan(factorial(6) ** 2 * 49 * 12);
  });

  test('ends at the number that there are', () => {
    expect(after(lostUpdate(4), 1000)).toEqual({ explored: 576, total: 576 });
  });
});

test('a portfolio whose budget ends in the reduction says what it left', () => {
  const machine = new ToyMachine(reorder(4));
  const portfolio = new Portfolio({ seed: 1, budget: 3000 });
  for (const _ of explore(machine, portfolio));

  const strength = portfolio.strength({ sound: true });
  const { explored, total } = ('estimate' in strength ? strength.estimate : undefined) ?? { explored: 0, total: 0 };

  expect(strength.kind).not.toBe('proved');
  expect(explored).toBe(portfolio.reduction.progress.executions);
  expect(total).toBeGreaterThan(14_400 / 3);
  expect(total).toBeLessThan(14_400 * 3);
});
