/** Finds the handout of an assignment and renders it for the terminal. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Style } from '../report/style.js';
import { AssignmentError } from './assignment-error.js';
import type { Language } from './define.js';
import { renderMarkdown } from './markdown.js';

const fileNames: Record<Language, string> = { en: 'README.md', zh: 'README.zh-CN.md' };

/**
 * The handout of the assignment in that folder, ready to print.
 * @throws AssignmentError where the assignment has none in that language.
 */
export function renderHandout(folder: string, lang: Language, style: Style): string {
  const file = join(folder, fileNames[lang]);
  if (!existsSync(file)) throw new AssignmentError(`The handout ${file} is missing.`);
  return renderMarkdown(readFileSync(file, 'utf8'), style);
}
