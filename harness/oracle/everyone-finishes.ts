import { OK, type Oracle } from './oracle.js';
import { taskNames } from './task-name.js';
import { describeWaits, unfinished, waits } from './wait-for.js';

/** Everybody who was not stopped finishes, however the others are stopped: for what must be free of locks. */
export function everyoneFinishes(): Oracle {
  return {
    name: 'everyoneFinishes()',
    kinds: ['no-progress'],
    judge(history) {
      const pending = unfinished(history);
      if (pending.length === 0) return OK;
      const tasks = pending.map(({ task }) => task);
      const names = taskNames(history, tasks);
      const found = waits(history);
      const waiting = describeWaits(history, found);
      return {
        verdict: 'violated',
        kind: 'no-progress',
        message: {
          en: `${names.en} never finishes; ${waiting.en}`,
          zh: `${names.zh} 永远无法结束；${waiting.zh}`,
        },
        tasks,
        sites: [...new Set(pending.map(({ site }) => site))],
        witness: { type: 'waits', ...found },
      };
    },
  };
}
