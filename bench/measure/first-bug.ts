import type { Strategy } from '../../harness/explore/strategy.js';
import type { VirtualRunner } from '../../harness/world/thread/virtual/runner.js';

/** Where a search for a bug is given up. */
export interface Limit {
  readonly schedules: number;
  /** Steps in all: for programs whose executions are long. */
  readonly steps: number;
}

export interface Search {
  /** Schedules up to the first that fails, that one included; or up to the limit. */
  readonly schedules: number;
  readonly found: boolean;
}

/** Runs schedules until one fails: an error that nobody catches, or tasks that wait for ever. */
export function firstBug(runner: VirtualRunner, strategy: Strategy, limit: Limit): Search {
  let schedules = 0;
  let steps = 0;
  while (schedules < limit.schedules && steps < limit.steps && strategy.begin()) {
    schedules++;
    const summary = runner.run(strategy);
    if (summary.failed || summary.status === 'stuck') return { schedules, found: true };
    steps += summary.steps;
  }
  return { schedules, found: false };
}

export interface FirstBugs {
  readonly found: number;
  /** Of those that found it. */
  readonly mean: number;
}

/** The search with one seed after the other, from 1. */
export function firstBugs(
  runner: VirtualRunner,
  strategy: (seed: number) => Strategy,
  seeds: number,
  limit: Limit,
): FirstBugs {
  let found = 0;
  let total = 0;
  for (let seed = 1; seed <= seeds; seed++) {
    const search = firstBug(runner, strategy(seed), limit);
    if (!search.found) continue;
    found++;
    total += search.schedules;
  }
  return { found, mean: total / Math.max(1, found) };
}
