import type { HistoryEvent } from './history.js';
import { OK, type Oracle, type OracleVerdict } from './oracle.js';
import { taskName } from './task-name.js';

/** No `check` of the scenario is false, no task ends with an error, and the submission can be loaded. */
export function noErrors(): Oracle {
  return {
    name: 'noErrors()',
    kinds: ['assertion', 'uncaught-error', 'broken-at-load'],
    judge(history) {
      if (history.end.status === 'broken') {
        const { phase, error, site } = history.end;
        const message =
          phase === 'load'
            ? { en: `the submission throws when it is loaded: ${error}`, zh: `加载提交代码时抛出错误：${error}` }
            : { en: `the set-up throws: ${error}`, zh: `初始化时抛出错误：${error}` };
        return { verdict: 'violated', kind: 'broken-at-load', message, tasks: [], sites: [site] };
      }
      for (const [index, event] of history.events.entries()) {
        const verdict = judgeEvent(history, event, index);
        if (verdict !== OK) return verdict;
      }
      return OK;
    },
  };
}

function judgeEvent(history: { tasks: string[] }, event: HistoryEvent, index: number): OracleVerdict {
  if (event.type === 'fail') {
    return {
      verdict: 'violated',
      kind: 'assertion',
      message: { en: event.message, zh: event.message },
      tasks: [event.task],
      sites: [event.site],
      witness: { type: 'events', events: [index] },
    };
  }
  if (event.type === 'uncaught') {
    const name = taskName(history, event.task);
    return {
      verdict: 'violated',
      kind: 'uncaught-error',
      message: {
        en: `${name.en} ends with an error that nobody catches: ${event.error}`,
        zh: `${name.zh} 因未捕获的错误而结束：${event.error}`,
      },
      tasks: [event.task],
      sites: [event.site],
      witness: { type: 'events', events: [index] },
    };
  }
  return OK;
}
