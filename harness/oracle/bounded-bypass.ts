import type { History, HistoryEvent } from './history.js';
import { OK, type FindingKind, type Oracle, type OracleVerdict } from './oracle.js';
import { taskName } from './task-name.js';

/** From when on a task counts as waiting. `op` is the operation by which it gets in. */
export type WaitStart =
  | { event: 'invoke'; op: string }
  /** Its first sleep within the operation. */
  | { event: 'sleep'; op: string }
  /** Its first spin within the operation. */
  | { event: 'spin'; op: string }
  | { event: 'mark'; name: string };

export interface BypassOptions {
  from: WaitStart;
  /** The sections whose entries overtake; default: the one waited for. */
  by?: readonly string[];
  /**
   * Counts also entries of calls that had begun before the wait. They may only be late to say that they are in, so by
   * default they do not count.
   */
  earlierCalls?: boolean;
}

/**
 * While a task waits to enter `section`, others enter at most `k` times. The wait ends as soon as its operation has
 * returned: what the task does afterwards to reach its `enter` is not the submission's.
 */
export function boundedBypass(section: string, k: number, options: BypassOptions): Oracle {
  return bypass(`boundedBypass(${section}, ${String(k)})`, 'starvation', section, k, options);
}

/** First come, first served: nobody whose call begins after a task's wait began gets in before it. */
export function fifoOrder(section: string, options: BypassOptions): Oracle {
  return bypass(`fifoOrder(${section})`, 'order', section, 0, options);
}

interface Waiting {
  since: number;
  /** The operation under way when the wait began, to know its return; undefined for a mark outside of any. */
  call: number | undefined;
  overtakes: number[];
}

function bypass(name: string, kind: FindingKind, section: string, k: number, options: BypassOptions): Oracle {
  const by = options.by ?? [section];
  return {
    name,
    kinds: [kind],
    judge(history) {
      const waiting = new Map<number, Waiting>();
      const calls = new Map<number, { call: number; op: string }[]>();
      const lastInvoke = new Map<number, number>();
      for (const [index, event] of history.events.entries()) {
        if (!('task' in event)) continue;
        if (event.type === 'invoke') {
          calls.set(event.task, [...(calls.get(event.task) ?? []), { call: event.call, op: event.op }]);
          lastInvoke.set(event.task, index);
        }
        const current = calls.get(event.task)?.at(-1);
        if (!waiting.has(event.task) && starts(options.from, event, current?.op)) {
          waiting.set(event.task, { since: index, call: current?.call, overtakes: [] });
        }
        if (ends(event, section, waiting.get(event.task))) waiting.delete(event.task);
        if (event.type === 'return' || event.type === 'throw') calls.get(event.task)?.pop();
        if (event.type !== 'enter' || !by.includes(event.section)) continue;
        for (const [task, wait] of waiting) {
          const later = (lastInvoke.get(event.task) ?? -1) > wait.since;
          if (task === event.task || (!later && options.earlierCalls !== true)) continue;
          wait.overtakes.push(index);
          if (wait.overtakes.length > k) return overtaken(history, kind, section, task, wait, k);
        }
      }
      return OK;
    },
  };
}

function starts(from: WaitStart, event: HistoryEvent, op: string | undefined): boolean {
  if (from.event !== event.type) return false;
  if (from.event === 'mark') return event.type === 'mark' && event.name === from.name;
  return op === from.op;
}

/** In, given up, stopped, or dead: nobody can overtake it any more. */
function ends(event: HistoryEvent, section: string, wait: Waiting | undefined): boolean {
  if (wait === undefined) return false;
  switch (event.type) {
    case 'enter':
      return event.section === section;
    case 'return':
    case 'throw':
      return wait.call === undefined || event.call === wait.call;
    case 'stop':
    case 'uncaught':
    case 'fail':
      return true;
    default:
      return false;
  }
}

function overtaken(
  history: History,
  kind: FindingKind,
  section: string,
  task: number,
  wait: Waiting,
  k: number,
): OracleVerdict {
  const others = wait.overtakes.map((index) => (history.events[index] as { task: number }).task);
  const name = taskName(history, task);
  const who = others.map((other) => taskName(history, other));
  const times = String(others.length);
  return {
    verdict: 'violated',
    kind,
    message: {
      en: `${name.en} waits for '${section}' and is overtaken ${times === '1' ? 'once' : `${times} times`} (${who.map((w) => w.en).join(', ')}); at most ${String(k)} is allowed`,
      zh: `${name.zh} 等待“${section}”时被后来者超越 ${times} 次（${who.map((w) => w.zh).join('、')}）；最多允许 ${String(k)} 次`,
    },
    tasks: [...new Set([task, ...others])],
    sites: [],
    witness: { type: 'events', events: [wait.since, ...wait.overtakes] },
  };
}
