/** `asleep` of scenarios: what a task may count on when it has passed. */
import { expect, test } from '@jest/globals';
import { AllSchedules } from './differential/all-schedules.js';
import { programOf, runnerOf } from './differential/small-programs.js';

/** What the last task's `seen` was in any schedule, and how executions ended. */
function outcomes(bodies: readonly (readonly string[])[]): { seen: unknown[]; ends: string[] } {
  const runner = runnerOf(programOf(bodies));
  const strategy = new AllSchedules();
  const seen = new Set<unknown>();
  const ends = new Set<string>();
  while (strategy.begin()) {
    runner.run(strategy);
    const { events, end } = runner.history();
    ends.add(end.status);
    for (const event of events) if (event.type === 'mark' && event.task === bodies.length - 1) seen.add(event.value);
  }
  return { seen: [...seen].sort(), ends: [...ends].sort() };
}

test('who has been notified sleeps no longer, though it has not come to itself', () => {
  const waiter = ['Atomics.wait(memory, 0, 0)', 'Atomics.store(memory, 1, 1)', 'Atomics.wait(memory, 0, 0)'];
  const asking = ['asleep(0)', 'Atomics.notify(memory, 0)', 'asleep(0)', 'seen(Atomics.load(memory, 1))'];

  expect(outcomes([waiter, asking])).toEqual({ seen: [1], ends: ['stuck'] });
});

test('who has ended counts as asleep', () => {
  expect(outcomes([[], ['asleep(0)', 'seen(5)']])).toEqual({ seen: [5], ends: ['done'] });
});

test('several sleep at the same moment, not one after the other', () => {
  // The first sleeps until the second has begun, and again; the second wakes it and sleeps.
  const first = ['Atomics.wait(memory, 0, 0)', 'Atomics.store(memory, 1, 1)', 'Atomics.wait(memory, 0, 0)'];
  const second = ['Atomics.notify(memory, 0)', 'Atomics.wait(memory, 0, 0)'];
  const look = 'seen(Atomics.load(memory, 1) + Atomics.notify(memory, 0))';

  // All that could move them is past: two sleep whatever has happened before.
  expect(outcomes([first, second, ['asleep([0, 1])', look]]).seen).toEqual([2, 3]);
  // One after the other, the second may be asleep when the first is on its way.
  expect(outcomes([first, second, ['asleep(0)', 'asleep(1)', look]]).seen).toEqual([1, 2, 3]);
});
