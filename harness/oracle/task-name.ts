import type { Text } from './oracle.js';
import type { History } from './history.js';

/** The name of a task as messages show it; a task that is known only by its position is called by that. */
export function taskName(history: Pick<History, 'tasks'>, task: number): Text {
  const name = history.tasks[task] ?? String(task);
  return /^\d+$/.test(name) ? { en: `task ${name}`, zh: `任务 ${name}` } : { en: name, zh: name };
}

/** Several names in one phrase: `a, b and c`. Tasks that are named twice are listed once. */
export function taskNames(history: Pick<History, 'tasks'>, tasks: readonly number[]): Text {
  const names = [...new Set(tasks)].map((task) => taskName(history, task));
  const en = names.map((name) => name.en);
  const last = en.pop() ?? '';
  return {
    en: en.length === 0 ? last : `${en.join(', ')} and ${last}`,
    zh: names.map((name) => name.zh).join('、'),
  };
}
