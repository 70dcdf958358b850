import { describe, expect, test } from '@jest/globals';
import { explore, Portfolio } from './portfolio.js';
import { ToyMachine } from './toy-machine.js';
import type { ToyProgram } from './toy-program.js';
import { casLock, lostUpdate, reorder, ticketLock } from './toy-programs.js';
import type { Strength } from './strength.js';

function run(
  program: ToyProgram,
  budget: number,
  seed = 1,
  sampling: 'last' | 'mixed' | 'sized' = 'last',
): { portfolio: Portfolio; names: string[]; schedules: string[] } {
  const machine = new ToyMachine(program);
  const portfolio = new Portfolio({ seed, budget, sampling });
  const names: string[] = [];
  const schedules: string[] = [];
  for (const { strategy } of explore(machine, portfolio)) {
    if (names.at(-1) !== strategy) names.push(strategy);
    schedules.push(machine.schedule().join());
  }
  return { portfolio, names, schedules };
}

describe('the portfolio', () => {
  test.each<[string, ToyProgram, number, Strength]>([
    ['proves what the reduction exhausts', ticketLock(3), 5000, { kind: 'proved', executions: 6 }],
    ['proves what the bound does not cut', casLock(2), 5000, { kind: 'proved', executions: 8 }],
    [
      'is bounded where only the search ends',
      lostUpdate(5),
      3000,
      { kind: 'bounded', preemptions: 1, executions: 1320 },
    ],
    ['is sampled where not even that ends', reorder(6), 300, { kind: 'sampled', schedules: 300 }],
  ])('%s', (_name, program, budget, strength) => {
    const { portfolio } = run(program, budget);
    const actual = portfolio.strength({ sound: true });

    expect(actual.kind).toBe(strength.kind);
    if (strength.kind !== 'bounded') expect(actual).toMatchObject(strength);
  });

  test('claims nothing about all executions where the world is not sound', () => {
    expect(run(ticketLock(3), 5000).portfolio.strength({ sound: false }).kind).toBe('sampled');
  });

  test('never runs more than its budget', () => {
    expect(run(lostUpdate(5), 500).schedules).toHaveLength(500);
  });

  test('goes from the fallback to the samplers, in this order', () => {
    const { names } = run(lostUpdate(5), 2000);

    expect(names.slice(0, 7)).toEqual(['replay', 'bounded', 'dpor', 'rff', 'surw', 'rff', 'pos']);
  });

  test('runs the bounded search alone, the fewest preemptions first, and ends with it', () => {
    const machine = new ToyMachine(ticketLock(3));
    const portfolio = new Portfolio({ seed: 1, budget: 5000, preemptions: 1, part: 'bounded' });
    const ran = [...explore(machine, portfolio)];

    expect(new Set(ran.map(({ strategy }) => strategy))).toEqual(new Set(['bounded']));
    expect(portfolio.strength({ sound: true })).toMatchObject({ kind: 'bounded', preemptions: 1 });
    expect(ran.length).toBeLessThan(5000);
  });

  test('leaves out the long part of the bounded search where the reduction ends, unless that proves nothing', () => {
    const machine = new ToyMachine(ticketLock(3));
    const withAnd = (sound: boolean): string[] => {
      const portfolio = new Portfolio({ seed: 1, budget: 5000, sampling: 'last' }, () => sound);
      return [...explore(machine, portfolio)].map(({ strategy }) => strategy);
    };

    expect(withAnd(true).lastIndexOf('bounded')).toBeLessThan(withAnd(true).indexOf('dpor'));
    expect(withAnd(false).lastIndexOf('bounded')).toBeGreaterThan(withAnd(false).lastIndexOf('dpor'));
    expect(withAnd(false).length).toBeLessThan(5000);
  });

  test('does not trust the reduction where an execution was ended early', () => {
    const machine = new ToyMachine(ticketLock(3));
    const portfolio = new Portfolio({ seed: 1, budget: 5000, sampling: 'last' });
    const names: string[] = [];
    while (portfolio.begin()) {
      names.push(portfolio.name);
      machine.run({
        name: portfolio.name,
        begin: () => true,
        choose: portfolio.choose.bind(portfolio),
        executed: portfolio.executed.bind(portfolio),
        awaited: portfolio.awaited.bind(portfolio),
        end: (summary) => portfolio.end(names.length === 3 ? { ...summary, status: 'endless' } : summary),
        progress: portfolio.progress,
      });
    }

    expect(names.lastIndexOf('bounded')).toBeGreaterThan(names.lastIndexOf('dpor'));
    expect(portfolio.strength({ sound: true }).kind).toBe('bounded');
  });

  test('mixes the samplers in from the beginning where it is asked to, and proves all the same', () => {
    const { names } = run(lostUpdate(5), 200, 1, 'mixed');
    const { portfolio } = run(ticketLock(3), 5000, 1, 'mixed');

    expect(names.slice(0, 6)).toEqual(['replay', 'rff', 'bounded', 'surw', 'bounded', 'rff']);
    expect(portfolio.strength({ sound: true })).toEqual({ kind: 'proved', executions: 6 });
  });

  test('samples at once where the bounded search is long, and only there', () => {
    const big = run(lostUpdate(5), 1000, 1, 'sized');
    const small = run(lostUpdate(2), 1000, 1, 'sized');

    expect(big.names.slice(0, 4)).toEqual(['replay', 'rff', 'surw', 'rff']);
    expect(small.names).toEqual(['replay', 'bounded', 'dpor']);
    expect(small.portfolio.strength({ sound: true }).kind).toBe('proved');
  });

  test('proves with early sampling what it proves without', () => {
    // 576 executions of the reduction: just within its part of this budget.
    const early = run(lostUpdate(4), 1800, 1, 'sized');

    expect(early.names.slice(0, 2)).toEqual(['replay', 'rff']);
    expect(early.portfolio.strength({ sound: true })).toEqual(
      run(lostUpdate(4), 1800).portfolio.strength({ sound: true }),
    );
  });

  test('gives every second sample to the walk that remembers states, when there have been many', () => {
    const sampled = run(lostUpdate(6), 6050, 1, 'mixed').names.filter(
      (name) => !['replay', 'bounded', 'dpor'].includes(name),
    );

    expect(sampled.indexOf('frontier')).toBe(3000);
    expect(sampled.slice(3000, 3006)).toEqual(['frontier', 'rff', 'frontier', 'surw', 'frontier', 'rff']);
  });

  test('is decided by the seed', () => {
    expect(run(lostUpdate(4), 3000, 3).schedules).toEqual(run(lostUpdate(4), 3000, 3).schedules);
  });
});
