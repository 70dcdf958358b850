import type { History } from './history.js';

/** For tests: which operations were over before which others began, as text; all that linearizability knows of a history. */
export function orderOf(history: History): string {
  const over: string[] = [];
  const numbers = new Map<number, string>();
  const begun = history.tasks.map(() => 0);
  const pairs: string[] = [];
  for (const event of history.events) {
    if (event.type === 'invoke') {
      const count = begun[event.task] ?? 0;
      const name = `${event.task}.${count}`;
      begun[event.task] = count + 1;
      numbers.set(event.call, name);
      pairs.push(...over.map((earlier) => `${earlier}<${name}`));
    } else if (event.type === 'return') over.push(numbers.get(event.call) ?? '?');
  }
  return pairs.sort().join(' ');
}
