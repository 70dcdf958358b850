import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderHandout } from '../assignment/handout.js';
import { findAssignment } from '../assignment/list.js';
import { renderMarkdown } from '../assignment/markdown.js';
import type { Language } from '../assignment/define.js';
import { packageRoot } from '../assignment/package-root.js';
import { styleFor } from '../report/style.js';
import { exitCode, UsageError } from './exit.js';

/** `show bugs/aba` shows the page of a class of bugs. */
const BUGS = 'bugs/';

function bugPage(name: string, lang: Language): string {
  const folder = join(packageRoot(), 'docs', 'bugs', lang);
  const names = readdirSync(folder).map((file) => file.replace(/\.md$/, ''));
  if (!names.includes(name)) throw new UsageError(`There is no page ${BUGS}${name}: one of ${names.join(', ')}.`);
  return renderMarkdown(readFileSync(join(folder, `${name}.md`), 'utf8'), styleFor(process.stdout));
}

/** `interleave show` */
export async function show(assignment: string, { lang }: { lang: Language }): Promise<number> {
  if (assignment === 'concepts') return (await import('./concepts.js')).concepts(lang);
  if (assignment.startsWith(BUGS)) {
    console.log(bugPage(assignment.slice(BUGS.length), lang));
    return exitCode.ok;
  }
  console.log(renderHandout(findAssignment(assignment), lang, styleFor(process.stdout)));
  return exitCode.ok;
}
