import type { Pending } from '../../oracle/history.js';
import type { Layout } from './layout.js';
import type { Task } from './task.js';

/** What the unfinished tasks stand at. */
export function pendingOf(tasks: readonly Task[], layout: Layout, valueOf: (cell: number) => number): Pending[] {
  return tasks
    .filter(({ state }) => state !== 'done' && state !== 'stopped')
    .map((task) => standsAt(task, tasks, layout, valueOf));
}

function standsAt(task: Task, tasks: readonly Task[], layout: Layout, valueOf: (cell: number) => number): Pending {
  if (task.state === 'sleeping') {
    return {
      task: task.id,
      state: 'sleep',
      site: task.sleepSite,
      on: [layout.nameOf(task.cell)],
      changed: valueOf(task.cell) !== task.expected,
      missed: task.missed,
    };
  }
  if (task.word !== undefined) {
    const on =
      task.word === 'asleep'
        ? `the sleep of ${task.asked.map((id) => tasks[id]?.name ?? '?').join(' and ')}`
        : `gate ${String(task.a)}`;
    return { task: task.id, state: 'blocked', site: task.site, on: [on], changed: false, missed: false };
  }
  const cells = new Set(task.parked.cells.subarray(0, task.parked.length));
  const on = [...cells].map((cell) => layout.nameOf(cell));
  return { task: task.id, state: 'spin', site: task.site, on, changed: false, missed: false };
}
