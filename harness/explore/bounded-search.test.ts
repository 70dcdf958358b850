import { describe, expect, test } from '@jest/globals';
import { BoundedSearch } from './bounded-search.js';
import { bruteForce } from './toy-brute-force.js';
import { ToyMachine } from './toy-machine.js';
import type { ToyProgram } from './toy-program.js';
import { lostUpdate, lostWakeup, philosophers, reorder, ticketLock } from './toy-programs.js';

function explore(
  program: ToyProgram,
  bound: number,
): { search: BoundedSearch; outcomes: Set<string>; schedules: string[] } {
  const machine = new ToyMachine(program);
  const search = new BoundedSearch(bound);
  const outcomes = new Set<string>();
  const schedules: string[] = [];
  while (search.begin()) {
    const before = search.progress.executions;
    const summary = machine.run(search);
    outcomes.add(`${summary.status} ${machine.outcome()}`);
    if (search.progress.executions > before) schedules.push(machine.schedule().join());
  }
  return { search, outcomes, schedules };
}

describe('the preemption-bounded search', () => {
  test.each([
    [2, 6],
    [3, 60],
    [4, 672],
  ])('explores the published number of executions of the lost update with %i tasks', (count, executions) => {
    expect(explore(lostUpdate(count), 2).search.progress.executions).toBe(executions);
  });

  test.each([
    [3, 60],
    [4, 672],
  ])('explores the published number of executions of reorder_%i', (tasks, executions) => {
    expect(explore(reorder(tasks - 1), 2).search.progress.executions).toBe(executions);
  });

  test('counts no execution twice', () => {
    const { schedules } = explore(ticketLock(3), 2);

    expect(new Set(schedules).size).toBe(schedules.length);
  });

  test('is complete, and equal to brute force, once the bound withholds nothing', () => {
    const program = lostWakeup(true);
    const all = bruteForce(program);
    const { search, outcomes } = explore(program, 20);

    expect(search.complete).toBe(true);
    expect(search.progress.executions).toBe(all?.interleavings);
    expect(outcomes).toEqual(all?.outcomes);
  });

  test('finds a deadlock of one preemption with bound one and not with bound zero', () => {
    const stuck = (bound: number): boolean =>
      [...explore(philosophers(3), bound).outcomes].some((outcome) => outcome.startsWith('stuck'));

    expect([stuck(0), stuck(1)]).toEqual([false, true]);
  });

  test('says which bound is explored', () => {
    const { search } = explore(lostUpdate(3), 1);

    expect([search.explored, search.complete]).toEqual([1, false]);
  });
});
