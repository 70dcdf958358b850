/** Oracles about who is inside which section of the scenario at the same time. */
import type { History } from './history.js';
import { OK, type FindingKind, type Oracle, type OracleVerdict, type Text } from './oracle.js';
import { taskNames } from './task-name.js';

/**
 * Calls `look` after every entry with the tasks inside each section. A task that enters twice (a reentrant lock) has to
 * leave as often. Who ends with an error, or is stopped for ever, leaves everything: it does nothing any more that others
 * could disturb.
 */
export function watchSections<T>(
  history: History,
  look: (inside: ReadonlyMap<string, ReadonlyMap<number, number>>, event: number) => T | undefined,
): T | undefined {
  const inside = new Map<string, Map<number, number>>();
  for (const [index, event] of history.events.entries()) {
    if (event.type === 'enter') {
      let section = inside.get(event.section);
      if (section === undefined) inside.set(event.section, (section = new Map()));
      section.set(event.task, (section.get(event.task) ?? 0) + 1);
      const seen = look(inside, index);
      if (seen !== undefined) return seen;
    } else if (event.type === 'leave') {
      const section = inside.get(event.section);
      const depth = (section?.get(event.task) ?? 0) - 1;
      if (depth > 0) section?.set(event.task, depth);
      else section?.delete(event.task);
    } else if (event.type === 'uncaught' || event.type === 'stop') {
      for (const section of inside.values()) section.delete(event.task);
    }
  }
  return undefined;
}

/** At most one task is inside the section. */
export function exclusive(section: string): Oracle {
  return limit(`exclusive(${section})`, 'mutual-exclusion', section, 1);
}

/** At most `n` tasks are inside the section. */
export function atMost(section: string, n: number): Oracle {
  return limit(`atMost(${section}, ${String(n)})`, 'too-many-inside', section, n);
}

function limit(name: string, kind: FindingKind, section: string, n: number): Oracle {
  return {
    name,
    kinds: [kind],
    ignoresOperations: true,
    judge: (history) =>
      watchSections(history, (inside, event) => {
        const tasks = [...(inside.get(section)?.keys() ?? [])];
        if (tasks.length <= n) return undefined;
        const names = taskNames(history, tasks);
        return crowd(kind, tasks, event, {
          en: `${names.en} are inside '${section}' at the same time; at most ${String(n)} may be`,
          zh: `${names.zh} 同时处于“${section}”之内；最多只允许 ${String(n)} 个`,
        });
      }) ?? OK,
  };
}

/** No two tasks are inside two different ones of these sections: writers and readers, neighbours at a table. */
export function apart(...sections: string[]): Oracle {
  return {
    name: `apart(${sections.join(', ')})`,
    kinds: ['mutual-exclusion'],
    ignoresOperations: true,
    judge: (history) =>
      watchSections(history, (inside, event) => {
        const busy = sections.filter((section) => (inside.get(section)?.size ?? 0) > 0);
        const tasks = [...new Set(busy.flatMap((section) => [...(inside.get(section)?.keys() ?? [])]))];
        if (busy.length < 2 || tasks.length < 2) return undefined;
        const names = taskNames(history, tasks);
        return crowd('mutual-exclusion', tasks, event, {
          en: `${names.en} are inside ${busy.map((s) => `'${s}'`).join(' and ')} at the same time`,
          zh: `${names.zh} 同时处于${busy.map((s) => `“${s}”`).join('与')}之内`,
        });
      }) ?? OK,
  };
}

function crowd(kind: FindingKind, tasks: number[], event: number, message: Text): OracleVerdict {
  return { verdict: 'violated', kind, message, tasks, sites: [], witness: { type: 'events', events: [event] } };
}
