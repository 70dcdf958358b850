import { allOf } from './all-of.js';
import { OK, type Oracle } from './oracle.js';
import { taskName } from './task-name.js';

/** No `check` of the scenario is false, no task ends with an error, and the submission can be loaded. */
export function noErrors(): Oracle {
  return { ...allOf(noFailedChecks(), noUncaughtErrors()), name: 'noErrors()' };
}

/** No `check` of the scenario is false, and the submission can be loaded. */
export function noFailedChecks(): Oracle {
  return {
    name: 'noFailedChecks()',
    kinds: ['assertion', 'broken-at-load'],
    ignoresOperations: true,
    judge({ end, events }) {
      if (end.status === 'broken') {
        const { phase, error, site } = end;
        const message =
          phase === 'load'
            ? { en: `the submission throws when it is loaded: ${error}`, zh: `加载提交代码时抛出错误：${error}` }
            : { en: `the set-up throws: ${error}`, zh: `初始化时抛出错误：${error}` };
        return { verdict: 'violated', kind: 'broken-at-load', message, tasks: [], sites: [site] };
      }
      for (const [index, event] of events.entries()) {
        if (event.type !== 'fail') continue;
        return {
          verdict: 'violated',
          kind: 'assertion',
          message: { en: event.message, zh: event.message },
          tasks: [event.task],
          sites: [event.site],
          witness: { type: 'events', events: [index] },
        };
      }
      return OK;
    },
  };
}

/**
 * No task ends with an error. Often the consequence of something that another oracle names better: ask that one first.
 */
export function noUncaughtErrors(): Oracle {
  return {
    name: 'noUncaughtErrors()',
    kinds: ['uncaught-error'],
    ignoresOperations: true,
    judge(history) {
      for (const [index, event] of history.events.entries()) {
        if (event.type !== 'uncaught') continue;
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
    },
  };
}
