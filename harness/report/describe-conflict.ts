import { messages, type Lang } from './messages.js';
import type { Picture, PictureAccess } from './trace.js';

/** The two conflicting accesses in one line, with file and line; undefined where the picture names none. */
export function describeConflict({ conflict, tasks }: Picture, lang: Lang): string | undefined {
  if (conflict === undefined) return undefined;
  const words = messages[lang];
  const say = ({ task, access, place, text }: PictureAccess): string =>
    words.access(words.task(tasks[task] ?? String(task)), words.doing[access], place, text);
  const [first, second] = conflict.accesses;
  return words.conflict(conflict.cell, say(first), say(second));
}
