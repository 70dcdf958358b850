import { OK, type Oracle } from './oracle.js';
import { taskName } from './task-name.js';

export interface AccessLimitOptions {
  /** The region whose cells are counted, as in `data`. */
  region: string;
  /** How many reads one task may make. */
  readsPerTask?: number;
  /** How often one cell may be read by all tasks together. */
  readsPerCell?: number;
}

/** The work on a region is divided: nobody reads too much of it, and nothing is read too often. */
export function accessLimit({ region, readsPerTask = Infinity, readsPerCell = Infinity }: AccessLimitOptions): Oracle {
  return {
    name: `accessLimit(${region})`,
    kinds: ['unequal-work'],
    needsAccesses: true,
    judge(history) {
      const byTask = new Map<number, number>();
      const byCell = new Map<string, number>();
      for (const [index, event] of history.events.entries()) {
        if (event.type !== 'access' || event.access === 'write' || !event.cell.startsWith(`${region}[`)) continue;
        const read = (byTask.get(event.task) ?? 0) + 1;
        const times = (byCell.get(event.cell) ?? 0) + 1;
        byTask.set(event.task, read);
        byCell.set(event.cell, times);
        if (read <= readsPerTask && times <= readsPerCell) continue;
        const name = taskName(history, event.task);
        return {
          verdict: 'violated',
          kind: 'unequal-work',
          message:
            times > readsPerCell
              ? {
                  en: `${event.cell} is read ${String(times)} times; at most ${String(readsPerCell)} is allowed`,
                  zh: `${event.cell} 被读取了 ${String(times)} 次；最多允许 ${String(readsPerCell)} 次`,
                }
              : {
                  en: `${name.en} reads ${String(read)} elements of ${region}; its share is at most ${String(readsPerTask)}`,
                  zh: `${name.zh} 读取了 ${region} 的 ${String(read)} 个元素；它最多应读取 ${String(readsPerTask)} 个`,
                },
          tasks: [event.task],
          sites: [event.site],
          witness: { type: 'events', events: [index] },
        };
      }
      return OK;
    },
  };
}
