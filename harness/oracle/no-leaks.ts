import type { Value } from './history.js';
import { OK, type Oracle } from './oracle.js';
import { taskName } from './task-name.js';

/**
 * Nothing of this kind is left behind at the end: `timer`, `listener` and so on, the first word of what the world marks
 * as a leak.
 */
export function noLeaks(...kinds: string[]): Oracle {
  return {
    name: `noLeaks(${kinds.join(', ')})`,
    kinds: ['leak'],
    judge(history) {
      for (const [index, event] of history.events.entries()) {
        if (event.type !== 'mark' || event.name !== 'leak' || !kinds.includes(kindOf(event.value))) continue;
        const name = taskName(history, event.task);
        const what = typeof event.value === 'string' ? event.value : JSON.stringify(event.value);
        return {
          verdict: 'violated',
          kind: 'leak',
          message: { en: `${name.en} leaves something behind: ${what}`, zh: `${name.zh} 遗留了资源:${what}` },
          tasks: [event.task],
          sites: [],
          witness: { type: 'events', events: [index] },
        };
      }
      return OK;
    },
  };
}

function kindOf(value: Value): string {
  return typeof value === 'string' ? (value.split(' ', 1)[0] ?? '') : '';
}
