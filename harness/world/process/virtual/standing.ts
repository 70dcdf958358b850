import type { Pending } from '../../../oracle/history.js';
import type { VirtualKernel } from './kernel/kernel.js';
import type { ProcessTask } from './process-task.js';

/** What a process that stands at a word waits for. */
function wordWaits({ word, operand }: { word: string; operand: string }, tasks: readonly ProcessTask[]): string {
  if (word !== 'asleep') return `gate ${operand}`;
  const names = operand.split(',').map((id) => tasks[Number(id)]?.name ?? id);
  return `${names.join(' and ')} to sleep`;
}

/** What an unfinished process stands at, and who holds it; where all are `stuck`, a call it has only come to counts. */
export function standing(
  { id, pid, pending, site }: ProcessTask,
  tasks: readonly ProcessTask[],
  kernel: VirtualKernel,
  stuck: boolean,
): Pending {
  const waiting = stuck ? kernel.standsAt(pid) : kernel.find(pid)?.waiting?.waiting;
  const holders =
    waiting?.holders.map(
      (holder) => tasks.find((other) => other.pid === holder)?.name ?? `process ${String(holder)}`,
    ) ?? [];
  const held = holders.length > 0 ? ` (held by ${holders.join(', ')})` : '';
  const word = pending.type === 'word' ? wordWaits(pending, tasks) : 'its turn';
  const on = waiting === undefined ? word : `${waiting.on}${held}`;
  return { task: id, state: 'blocked', site, on: [on], changed: false, missed: false };
}
