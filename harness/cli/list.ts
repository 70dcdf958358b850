import { AssignmentError } from '../assignment/assignment-error.js';
import type { Language } from '../assignment/define.js';
import { listAssignments } from '../assignment/list.js';
import { loadAssignment } from '../assignment/load.js';
import { styleFor } from '../report/style.js';
import { exitCode } from './exit.js';

/** `interleave list`: one that is wrong does not hide the others. */
export async function list({ lang }: { lang: Language }): Promise<number> {
  const style = styleFor(process.stdout);
  const ids = listAssignments();
  const width = Math.max(0, ...ids.map((id) => id.length));
  const mistakes: string[] = [];
  for (const id of ids) {
    try {
      const { title, checks } = (await loadAssignment(id)).definition;
      const points = checks.reduce((sum, check) => sum + check.points, 0);
      const size = sizeInWords(checks.length, points, lang);
      console.log(`${style('bold', id.padEnd(width))}  ${title[lang]}  ${style('dim', `(${size})`)}`);
    } catch (error) {
      if (!(error instanceof AssignmentError)) throw error;
      mistakes.push(error.message);
    }
  }
  for (const mistake of mistakes) console.error(mistake);
  return mistakes.length === 0 ? exitCode.ok : exitCode.usage;
}

function sizeInWords(checks: number, points: number, lang: Language): string {
  return lang === 'zh'
    ? `${String(checks)} 项检查，${String(points)} 分`
    : `${String(checks)} checks, ${String(points)} points`;
}
