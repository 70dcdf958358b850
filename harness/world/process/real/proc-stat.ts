import { readFileSync } from 'node:fs';

/**
 * What `/proc/<process>/stat` says, from the third field, the state, on; undefined where there is no such process. The second
 * field, the name, may contain anything: proc(5), stat.
 *
 * @param process a pid, `self`, or a thread as in `12/task/13`
 */
export function statOf(process: string): readonly string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${process}/stat`, 'latin1').trim();
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}
