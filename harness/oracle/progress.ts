import type { History, Pending } from './history.js';
import { OK, type FindingKind, type Oracle, type Text } from './oracle.js';
import { taskNames } from './task-name.js';
import { describeWaits, stoppedTasks, unfinished, waits } from './wait-for.js';

/**
 * Everybody who was not stopped finishes; otherwise says how it fails.
 *
 * - A sleeper whose notify came too early or not at all, although what it waits for has happened: lost wakeup.
 * - Somebody spins, or the steps run out under a fair scheduler: livelock.
 * - Everybody sleeps or is blocked: deadlock.
 */
export function progress(): Oracle {
  return {
    name: 'progress()',
    kinds: ['deadlock', 'livelock', 'lost-wakeup'],
    ignoresOperations: true,
    judge(history) {
      const pending = unfinished(history);
      if (pending.length === 0) return OK;
      const kind = kindOf(history, pending);
      const guilty = kind === 'lost-wakeup' ? pending.filter(lostItsWakeup) : pending;
      const found = waits(history);
      const tasks = kind === 'deadlock' && found.cycle.length > 0 ? found.cycle : guilty.map(({ task }) => task);
      return {
        verdict: 'violated',
        kind,
        message: describe(history, kind, guilty, describeWaits(history, found)),
        tasks,
        sites: [...new Set(guilty.map(({ site }) => site))],
        witness: { type: 'waits', ...found },
      };
    },
  };
}

function lostItsWakeup(pending: Pending): boolean {
  return pending.state === 'sleep' && (pending.missed || pending.changed);
}

function kindOf(
  history: History,
  pending: readonly Pending[],
): FindingKind & ('lost-wakeup' | 'livelock' | 'deadlock') {
  if (history.end.status === 'endless') return 'livelock';
  if (pending.some(lostItsWakeup)) return 'lost-wakeup';
  return pending.some(({ state }) => state === 'spin') ? 'livelock' : 'deadlock';
}

function describe(
  history: History,
  kind: 'lost-wakeup' | 'livelock' | 'deadlock',
  guilty: readonly Pending[],
  waiting: Text,
): Text {
  const names = taskNames(
    history,
    guilty.map(({ task }) => task),
  );
  const stopped = stoppedTasks(history);
  const after = taskNames(history, [...stopped]);
  const en = stopped.size === 0 ? '' : ` after ${after.en} was stopped for ever`;
  const zh = stopped.size === 0 ? '' : `（在 ${after.zh} 被永久停止之后）`;
  switch (kind) {
    case 'lost-wakeup':
      return {
        en: `lost wakeup${en}: ${names.en} sleeps for ever although what it waits for has happened; ${waiting.en}`,
        zh: `丢失唤醒${zh}：${names.zh} 所等待的事情已经发生，却永远睡眠；${waiting.zh}`,
      };
    case 'livelock':
      return {
        en: `livelock${en}: ${names.en} keeps running and never gets anywhere; ${waiting.en}`,
        zh: `活锁${zh}：${names.zh} 一直运行却永远没有进展；${waiting.zh}`,
      };
    case 'deadlock':
      return {
        en: `deadlock${en}: nobody can go on; ${waiting.en}`,
        zh: `死锁${zh}：没有任务能继续执行；${waiting.zh}`,
      };
    default:
      return kind satisfies never;
  }
}
