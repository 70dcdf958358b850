/** What a strategy is told of a state: equal where executions meet, and different where something shows that differs. */
import { expect, test } from '@jest/globals';
import type { ChoicePoint } from '../../explore/strategy.js';
import { AllSchedules } from './differential/all-schedules.js';
import { programOf, runnerOf } from './differential/small-programs.js';

/** The states that are reached by that many steps in all schedules. */
function statesAt(depth: number, bodies: readonly (readonly string[])[]): { states: number; schedules: number } {
  const runner = runnerOf(programOf(bodies));
  const all = new AllSchedules();
  const states = new Map<string, number>();
  const seen = {
    name: 'seen',
    progress: all.progress,
    begin: () => all.begin(),
    choose(point: ChoicePoint): number {
      if (point.depth === depth) states.set(runner.schedule().join(), point.state?.() ?? -1);
      return all.choose(point);
    },
    end: () => {
      all.end();
    },
  };
  while (seen.begin()) runner.run(seen);
  return { states: new Set(states.values()).size, schedules: states.size };
}

const store = (cell: number, value: number): string => `Atomics.store(memory, ${cell}, ${value})`;
const ADD = 'Atomics.add(memory, 0, 1)';

test('two orders of steps that leave the same memory and the same next steps are one state', () => {
  expect(
    statesAt(2, [
      [store(0, 1), ADD],
      [store(1, 1), ADD],
    ]),
  ).toEqual({ states: 3, schedules: 4 });
});

test('what is in memory tells states apart', () => {
  // First both of one, both of the other, or one of each in two orders that leave another value.
  expect(
    statesAt(2, [
      [store(0, 1), ADD],
      [store(0, 2), ADD],
    ]),
  ).toEqual({ states: 4, schedules: 4 });
});

test('the operands of the next step tell states apart', () => {
  // Whoever came second holds a 1 in a local variable, and will store it: memory and places are the same.
  const body = ['const old = Atomics.add(memory, 0, 1)', 'Atomics.store(memory, 1, old)'];

  expect(statesAt(2, [body, body])).toEqual({ states: 4, schedules: 4 });
});

test('who has been notified is in another state than who still sleeps', () => {
  const waiter = ['Atomics.wait(memory, 0, 0)'];

  expect(statesAt(2, [waiter, ['Atomics.notify(memory, 0)', ADD]])).toEqual({ states: 3, schedules: 3 });
});
