/** The reduction against every schedule there is, on compiled programs: nothing that an oracle can see may be lost. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Dpor } from '../../../explore/dpor.js';
import type { Strategy } from '../../../explore/strategy.js';
import type { History } from '../../../oracle/history.js';
import { orderOf } from '../../../oracle/order-of-operations.js';
import { AllSchedules } from '../../thread/differential/all-schedules.js';
import type { ProcessRunner } from '../virtual/runner.js';
import { families, runnerOf, smallProgram, textOf } from './small-programs.js';

const deep = process.env['INTERLEAVE_DEEP'] === '1';
/** Programs of each family. */
const runs = Number(process.env['RUNS'] ?? (deep ? 40 : 4));
/** More executions than this and the program is not small. */
const MOST = deep ? 10_000 : 3000;

interface Seen {
  executions: number;
  /** How it ended, what each process learned, and how the processes ended. */
  ends: Set<string>;
  /** Which operations were over before which others began. */
  orders: Set<string>;
}

/** What each process saw, said and came to, and whether the execution ended; not in which order different processes did. */
function endOf(history: History): string {
  const learned = history.tasks.map((_, task) =>
    history.events.flatMap((event) => {
      if (!('task' in event) || event.task !== task) return [];
      if (event.type === 'mark') return [event.value];
      if (event.type === 'uncaught') return [event.error];
      return event.type === 'fail' ? [event.message] : [];
    }),
  );
  return JSON.stringify([history.end, learned]);
}

function explore(runner: ProcessRunner, strategy: Strategy): Seen | undefined {
  const seen: Seen = { executions: 0, ends: new Set(), orders: new Set() };
  for (; strategy.begin(); seen.executions++) {
    if (seen.executions > MOST) return undefined;
    if (runner.run(strategy).status === 'cut') continue;
    const history = runner.history();
    const end = endOf(history);
    seen.ends.add(end);
    seen.orders.add(`${end} ${orderOf(history)}`);
  }
  return seen;
}

/** A pattern of names. */
const only = new RegExp(process.env['FAMILY'] ?? '');

describe('the reduction shows every end and every order of operations', () => {
  for (const family of Object.keys(families).filter((name) => only.test(name))) {
    test(family, () => {
      let compared = 0;
      let executions = 0;
      let reducedTo = 0;
      fc.assert(
        fc.property(smallProgram(family), (program) => {
          const runner = runnerOf(program);
          const all = explore(runner, new AllSchedules());
          // Where time was kept from passing the dependence relation does not tell all, and nothing is called proved.
          if (all === undefined || runner.machine.hurried) return;
          const reduced = explore(runner, new Dpor());
          compared++;
          executions += all.executions;
          reducedTo += reduced?.executions ?? 0;
          const withoutOrders = explore(runnerOf(program, true), new Dpor());
          try {
            expect([...(withoutOrders?.ends ?? [])].sort()).toEqual([...all.ends].sort());
            expect([...(reduced?.orders ?? [])].sort()).toEqual([...all.orders].sort());
          } catch (error) {
            throw new Error(`${textOf(program)}\n${String(error)}`, { cause: error });
          }
        }),
        { numRuns: runs, seed: Number(process.env['SEED'] ?? 1), endOnFailure: process.env['SHRINK'] === undefined },
      );
      if (process.env['COUNT'] !== undefined)
        process.stderr.write(
          `${family}: ${String(compared)} programs, ${String(executions)} executions reduced to ${String(reducedTo)}\n`,
        );
      expect(compared).toBeGreaterThan(runs / 3);
    }, 600_000);
  }
});
