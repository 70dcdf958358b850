import { renderHandout } from '../assignment/handout.js';
import { findAssignment } from '../assignment/list.js';
import type { Language } from '../assignment/define.js';
import { styleFor } from '../report/style.js';
import { exitCode } from './exit.js';

/** `interleave show` */
export async function show(assignment: string, { lang }: { lang: Language }): Promise<number> {
  if (assignment === 'concepts') return (await import('./concepts.js')).concepts(lang);
  console.log(renderHandout(findAssignment(assignment), lang, styleFor(process.stdout)));
  return exitCode.ok;
}
