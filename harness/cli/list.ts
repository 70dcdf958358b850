import type { Language } from '../assignment/define.js';
import { listAssignments } from '../assignment/list.js';
import { loadAssignment } from '../assignment/load.js';
import { styleFor } from '../report/style.js';
import { exitCode } from './exit.js';

/** `interleave list` */
export async function list({ lang }: { lang: Language }): Promise<number> {
  const style = styleFor(process.stdout);
  const ids = listAssignments();
  const width = Math.max(...ids.map((id) => id.length));
  for (const id of ids) {
    const { definition } = await loadAssignment(id);
    const points = definition.checks.reduce((sum, check) => sum + check.points, 0);
    const count = definition.checks.length;
    const size =
      lang === 'zh'
        ? `${String(count)} 项检查，${String(points)} 分`
        : `${String(count)} checks, ${String(points)} points`;
    console.log(`${style('bold', id.padEnd(width))}  ${definition.title[lang]}  ${style('dim', `(${size})`)}`);
  }
  return exitCode.ok;
}
