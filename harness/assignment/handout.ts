/** Renders a handout for the terminal: the Markdown that handouts use, and no more. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Style } from '../report/style.js';
import { AssignmentError } from './assignment-error.js';
import type { Language } from './define.js';

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

/** Colours headings, code, lists, quotes, tables and emphasis. */
export function renderMarkdown(source: string, style: Style): string {
  let inCode = false;
  const lines: string[] = [];
  for (const line of source.split('\n')) {
    if (/^\s*```/.test(line)) inCode = !inCode;
    else lines.push(inCode ? `    ${style('cyan', line)}` : renderLine(line, style));
  }
  return lines.join('\n').trimEnd();
}

function renderLine(line: string, style: Style): string {
  const heading = /^(#{1,6})\s+(.*)$/.exec(line);
  if (heading) return style(heading[1] === '#' ? ['bold', 'underline'] : 'bold', heading[2] ?? '');
  const item = /^(\s*)([-*]|\d+\.)\s+(.*)$/.exec(line);
  if (item)
    return `${item[1] ?? ''}  ${/\d/.test(item[2] ?? '') ? (item[2] ?? '') : '•'} ${inline(item[3] ?? '', style)}`;
  const quote = /^>\s?(.*)$/.exec(line);
  if (quote) return `  ${style('dim', '│')} ${style('italic', inline(quote[1] ?? '', style))}`;
  if (/^\|[\s|:-]+\|$/.test(line)) return style('dim', line);
  return inline(line, style);
}

function inline(text: string, style: Style): string {
  return text
    .split(/(`[^`]+`)/)
    .map((part) => (part.startsWith('`') && part.length > 1 ? style('cyan', part.slice(1, -1)) : emphasis(part, style)))
    .join('');
}

function emphasis(text: string, style: Style): string {
  return text
    .replace(/\[([^\]]+)\]\(([^)]+)\)/g, (_, label: string, target: string) =>
      label === target ? label : `${label} (${target})`,
    )
    .replace(/\*\*([^*]+)\*\*/g, (_, strong: string) => style('bold', strong))
    .replace(/(^|[^\w*])\*([^*\s][^*]*)\*/g, (_, before: string, words: string) => before + style('italic', words));
}
