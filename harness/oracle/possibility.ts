import type { History } from './history.js';
import type { FindingKind, Text } from './oracle.js';
import { watchSections } from './sections.js';

/**
 * Something that at least one execution must show: what a check asks of all histories together. A lock around everything
 * is safe in every execution, and yet wrong where readers must be able to share.
 */
export interface Possibility {
  readonly name: string;
  /** What is reported when no execution shows it. */
  readonly kind: FindingKind;
  readonly message: Text;
  shown(history: History): boolean;
}

/** Some execution has `n` tasks inside the section at the same time. */
export function sharedBy(section: string, n: number): Possibility {
  return {
    name: `sharedBy(${section}, ${String(n)})`,
    kind: 'no-parallelism',
    message: {
      en: `no execution lets ${String(n)} tasks be inside '${section}' at the same time`,
      zh: `没有任何一次执行允许 ${String(n)} 个任务同时处于“${section}”之内`,
    },
    shown: (history) =>
      watchSections(history, (inside) => ((inside.get(section)?.size ?? 0) >= n ? true : undefined)) ?? false,
  };
}

/** Some execution has a task inside each of these sections at the same time: two seats that are not neighbours. */
export function together(...sections: string[]): Possibility {
  return {
    name: `together(${sections.join(', ')})`,
    kind: 'no-parallelism',
    message: {
      en: `no execution lets tasks be inside ${sections.map((s) => `'${s}'`).join(' and ')} at the same time`,
      zh: `没有任何一次执行允许任务同时处于${sections.map((s) => `“${s}”`).join('与')}之内`,
    },
    shown: (history) =>
      watchSections(history, (inside) =>
        sections.every((section) => (inside.get(section)?.size ?? 0) > 0) ? true : undefined,
      ) ?? false,
  };
}
