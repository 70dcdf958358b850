import type { Schedule } from './strategy.js';

/** A schedule that goes round in a circle from some point on: what a livelock looks like. */
export interface Lasso {
  readonly prefix: Schedule;
  readonly cycle: Schedule;
}

/** The longest cycle that is looked for, in steps. */
const LONGEST_CYCLE = 256;

/** The lasso that a schedule is from its middle on at the latest, or undefined. */
export function lassoOf(schedule: Schedule): Lasso | undefined {
  const middle = schedule.length >> 1;
  const longest = Math.min(LONGEST_CYCLE, (schedule.length - middle) >> 1);
  for (let period = 1; period <= longest; period += 1) {
    let from = schedule.length - period;
    while (from > 0 && schedule[from - 1] === schedule[from - 1 + period]) from -= 1;
    if (from <= middle) return { prefix: schedule.slice(0, from), cycle: schedule.slice(from, from + period) };
  }
  return undefined;
}

/** Goes round until there are so many choices. */
export function wound({ prefix, cycle }: Lasso, length: number): Schedule {
  const schedule = [...prefix];
  while (schedule.length < length) schedule.push(...cycle);
  return schedule;
}
