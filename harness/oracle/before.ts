import { OK, type Oracle } from './oracle.js';
import { taskName } from './task-name.js';

export interface BeforeOptions {
  /** How many marks `a` have to be there at the first `b`; default 1. */
  count?: number;
  /** Compares only marks that carry the same value, as in rounds: `mark('arrive', round)`. */
  perValue?: boolean;
}

/** Every mark `a` comes before every mark `b`, and `count` of them do: nobody leaves a barrier before all have come. */
export function before(a: string, b: string, { count = 1, perValue = false }: BeforeOptions = {}): Oracle {
  return {
    name: `before(${a}, ${b})`,
    kinds: ['order'],
    judge(history) {
      const seen = new Map<string, { a: number; b: number }>();
      for (const [index, event] of history.events.entries()) {
        if (event.type !== 'mark' || (event.name !== a && event.name !== b)) continue;
        const group = perValue ? JSON.stringify(event.value) : '';
        const marks = seen.get(group) ?? { a: 0, b: 0 };
        seen.set(group, marks);
        if (event.name === a) marks.a++;
        else marks.b++;
        const tooEarly = event.name === b && marks.a < count;
        const tooLate = event.name === a && marks.b > 0;
        if (!tooEarly && !tooLate) continue;
        const name = taskName(history, event.task);
        const round = perValue ? ` (${group})` : '';
        return {
          verdict: 'violated',
          kind: 'order',
          message: tooEarly
            ? {
                en: `${name.en} is at '${b}'${round} when only ${String(marks.a)} of ${String(count)} '${a}' have come`,
                zh: `${name.zh} 到达“${b}”${round}时，“${a}”只出现了 ${String(marks.a)} 次，应为 ${String(count)} 次`,
              }
            : {
                en: `${name.en} is at '${a}'${round} only after somebody was at '${b}'`,
                zh: `${name.zh} 在有任务到达“${b}”之后才到达“${a}”${round}`,
              },
          tasks: [event.task],
          sites: [],
          witness: { type: 'events', events: [index] },
        };
      }
      return OK;
    },
  };
}
