/** The reduction against every schedule there is, on real compiled programs: nothing that an oracle can see may be lost. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Dpor } from '../../../explore/dpor.js';
import type { Strategy } from '../../../explore/strategy.js';
import type { History } from '../../../oracle/history.js';
import { orderOf } from '../../../oracle/order-of-operations.js';
import { AllSchedules } from './all-schedules.js';
import { programOf, runnerOf, smallProgram } from './small-programs.js';
import type { VirtualRunner } from '../virtual/runner.js';

/** More executions than this and the program is not small. */
const MOST = 6000;

interface Seen {
  /** How it ended and what each task learned. */
  ends: Set<string>;
  raced: Set<boolean>;
  /** Which operations were over before which others began. */
  orders: Set<string>;
}

function endOf(history: History): string {
  const learned = history.tasks.map((_, task) =>
    history.events.flatMap((event) => (event.type === 'mark' && event.task === task ? [event.value] : [])),
  );
  const { end } = history;
  // Whether a notify was missed is told by the order of steps that do not depend on each other.
  const pending = end.status === 'stuck' ? end.pending.map(({ missed: _, ...rest }) => rest) : [];
  return JSON.stringify([end.status, pending, learned]);
}

function explore(runner: VirtualRunner, strategy: Strategy): Seen | undefined {
  const seen: Seen = { ends: new Set(), raced: new Set(), orders: new Set() };
  for (let executions = 0; strategy.begin(); executions++) {
    if (executions > MOST) return undefined;
    if (runner.run(strategy).status === 'cut') continue;
    const history = runner.history();
    const end = endOf(history);
    seen.ends.add(end);
    seen.raced.add(runner.machine.raced);
    seen.orders.add(`${end} ${orderOf(history)}`);
  }
  return seen;
}

const runs = Number(process.env['RUNS'] ?? 60);

test('the reduction shows every end, every race and every order of operations', () => {
  let compared = 0;
  fc.assert(
    fc.property(smallProgram, (bodies) => {
      const runner = runnerOf(programOf(bodies));
      const all = explore(runner, new AllSchedules());
      if (all === undefined) return;
      const reduced = explore(runner, new Dpor());
      compared++;
      expect(reduced?.ends).toEqual(all.ends);
      expect(reduced?.raced).toEqual(all.raced);
      expect(reduced?.orders).toEqual(all.orders);
    }),
    { numRuns: runs, seed: Number(process.env['SEED'] ?? 1) },
  );
  expect(compared).toBeGreaterThan(runs / 2);
}, 120_000);
