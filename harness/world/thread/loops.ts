import type { Machine } from './machine.js';
import type { Task } from './task.js';

const NOTHING: readonly unknown[] = [];

/** One activation of a loop: what the task looked like at the head of the last iteration. */
export class LoopActivation {
  site: number;
  iterations = -1;
  effects = 0;
  writes = 0;
  steps = 0;
  sleeps = 0;
  reads = 0;
  /** Iterations since the task last wrote something new to shared memory. */
  fruitless = 0;
  /** Iterations with steps since the loop last gave way. */
  rounds = 0;
  assigned: readonly unknown[] = NOTHING;
  /** Of use to the worker that runs the loop in lockstep: tells activations apart. */
  id = 0;

  constructor(site: number) {
    this.site = site;
  }
}

/** After this many fruitless iterations a loop gives way, so that a fair scheduler lets the others on. */
const PATIENCE = 48;
/** As many iterations of whatever kind: a loop that tries, takes back and tries again may never get on alone. */
const LONG_PATIENCE = 256;
/** A loop that neither reads nor writes may run this long before the task counts as hung. */
const LONGEST = 2_000_000;

/**
 * At the head of an iteration: finds out whether the last one changed anything that outlives it. One that did not is an
 * await: it counts as if it had not happened, and the task is parked until something that it read changes.
 *
 * `unchanged`: see below. Nothing was changed when the task made no effect of its own (a property, a variable of an outer function, a call to
 * something unknown), wrote nothing to shared memory, and the outer variables that the loop assigns hold what they held.
 *
 * @returns `hung` when the loop can never end, else `goes on`
 */
export function iterate(machine: Machine, task: Task, loop: LoopActivation, unchanged: boolean): 'goes on' | 'hung' {
  const first = loop.iterations < 0;
  loop.iterations++;
  if (!first) {
    const same = unchanged && task.effects === loop.effects;
    if (same && task.read.length === loop.reads) {
      // Not a single step in it: nobody can end it but itself, and it changes nothing.
      if (task.steps === loop.steps && loop.iterations > 1) return 'hung';
    } else if (same) {
      machine.park(task, loop.site, loop.reads, loop.steps, loop.sleeps);
    }
    if (task.writes !== loop.writes) loop.fruitless = 0;
    else if (task.steps !== loop.steps && ++loop.fruitless > PATIENCE) task.givesWay = true;
    if (task.steps !== loop.steps && ++loop.rounds % LONG_PATIENCE === 0) task.givesWay = true;
    if (loop.iterations > LONGEST) return 'hung';
  }
  loop.effects = task.effects;
  loop.writes = task.writes;
  loop.steps = task.steps;
  loop.sleeps = task.sleeps;
  loop.reads = task.read.length;
  return 'goes on';
}

/** Whether the outer variables that the loop assigns hold what they held at the last head; remembers the new values. */
export function unchanged(loop: LoopActivation, assigned: readonly unknown[]): boolean {
  if (assigned.length === 0) return true;
  const last = loop.assigned;
  loop.assigned = assigned;
  for (let i = 0; i < assigned.length; i++) if (!Object.is(assigned[i], last[i])) return false;
  return true;
}
