import type { History } from './history.js';
import { OK, type Oracle, type OracleVerdict } from './oracle.js';
import { taskName } from './task-name.js';

export interface BusyWaitOptions {
  /**
   * How often one operation may be woken by a timeout and go on waiting. A timeout that was asked for ends the operation,
   * at most after a look at the clock that says that there is a little time left; more is polling in disguise.
   */
  timeouts?: number;
}

/** Whoever waits sleeps: nobody repeats an iteration without effect, nor sleeps in short timeouts over and over. */
export function noBusyWait({ timeouts = 3 }: BusyWaitOptions = {}): Oracle {
  return {
    name: 'noBusyWait()',
    kinds: ['busy-wait'],
    judge(history) {
      const spent = new Map<number, number>();
      for (const [index, event] of history.events.entries()) {
        switch (event.type) {
          case 'spin':
            return spins(history, index, event.task, event.site);
          case 'invoke':
          case 'return':
          case 'throw':
            spent.delete(event.task);
            break;
          case 'wake': {
            const count = event.by === 'timeout' ? (spent.get(event.task) ?? 0) + 1 : 0;
            spent.set(event.task, count);
            if (count > timeouts) return polls(history, index, event.task, count);
            break;
          }
          default:
            break;
        }
      }
      return OK;
    },
  };
}

function spins(history: History, index: number, task: number, site: number): OracleVerdict {
  const name = taskName(history, task);
  return {
    verdict: 'violated',
    kind: 'busy-wait',
    message: {
      en: `busy waiting: ${name.en} repeats a loop that changes nothing instead of sleeping`,
      zh: `忙等待：${name.zh} 反复执行没有效果的循环，而不是睡眠`,
    },
    tasks: [task],
    sites: [site],
    witness: { type: 'events', events: [index] },
  };
}

function polls(history: History, index: number, task: number, count: number): OracleVerdict {
  const name = taskName(history, task);
  return {
    verdict: 'violated',
    kind: 'busy-wait',
    message: {
      en: `busy waiting: ${name.en} slept in timeouts ${String(count)} times within one operation instead of waiting to be notified`,
      zh: `忙等待：${name.zh} 在一次操作中 ${String(count)} 次以超时方式睡眠，而不是等待通知`,
    },
    tasks: [task],
    sites: [],
    witness: { type: 'events', events: [index] },
  };
}
