/** Draws the picture of an execution for a terminal: one column a task, time runs downwards. */
import { styleText } from 'node:util';
import stringWidth from 'string-width';
import { describeConflict } from './describe-conflict.js';
import { messages, type Lang } from './messages.js';
import type { Picture, Row } from './trace.js';

export interface ColumnsOptions {
  /** Columns of the terminal; kept within 60 and 140. Default 100. */
  width?: number;
  /** Whether to use colour. Default no. */
  color?: boolean;
  lang?: Lang;
}

type Tone = 'plain' | 'star' | 'quiet' | 'switch';
interface Line {
  text: string;
  tone: Tone;
}

const SEPARATOR = ' │ ';
/** Narrower columns show nothing that can be read: then the steps stand below each other, each with its task's name. */
const NARROWEST = 20;

export function drawColumns(
  picture: Picture,
  { width = 100, color = false, lang = 'en' }: ColumnsOptions = {},
): string {
  const room = Math.min(140, Math.max(60, width));
  const shown = picture.tasks.map((_, task) => task).filter((task) => picture.rows.some((row) => row.task === task));
  const column = Math.floor((room - SEPARATOR.length * (shown.length - 1)) / Math.max(1, shown.length));
  const names = shown.map((task) => messages[lang].task(picture.tasks[task] ?? String(task)));
  const paint = painter(color);
  const lines =
    column >= NARROWEST
      ? drawTable(picture, shown, names, column, paint)
      : drawList(picture, shown, names, room, paint);
  const conflict = describeConflict(picture, lang);
  if (conflict !== undefined) lines.push('', ...wrap(conflict, room).map((line) => paint(line, 'star')));
  return lines.join('\n');
}

type Paint = (text: string, tone: Tone) => string;

function drawTable(
  picture: Picture,
  shown: readonly number[],
  names: readonly string[],
  column: number,
  paint: Paint,
): string[] {
  const lines = [
    names
      .map((name) => pad(cut(name, column), column))
      .join(SEPARATOR)
      .trimEnd(),
    names.map(() => '─'.repeat(column)).join('─┼─'),
  ];
  const heading = headings();
  for (const row of picture.rows) {
    for (const { text, tone } of linesOf(row, heading(row), column)) {
      const cells = shown.map((task) =>
        task === row.task
          ? paint(text, tone) + ' '.repeat(Math.max(0, column - stringWidth(text)))
          : ' '.repeat(column),
      );
      lines.push(cells.join(SEPARATOR).trimEnd());
    }
  }
  return lines;
}

function drawList(
  picture: Picture,
  shown: readonly number[],
  names: readonly string[],
  room: number,
  paint: Paint,
): string[] {
  const column = Math.min(16, Math.max(...names.map((name) => stringWidth(name)), 1));
  const lines: string[] = [];
  const heading = headings();
  for (const row of picture.rows) {
    let name = names[shown.indexOf(row.task)] ?? '';
    for (const { text, tone } of linesOf(row, heading(row), room - column - SEPARATOR.length)) {
      lines.push(`${pad(cut(name, column), column)}${SEPARATOR}${paint(text, tone)}`);
      name = '';
    }
  }
  return lines;
}

/** The name of the step's function, where the task's step before was in another. */
function headings(): (row: Row) => string | undefined {
  const last = new Map<number, string | undefined>();
  return (row) => {
    if (row.type !== 'step') return undefined;
    const before = last.get(row.task);
    last.set(row.task, row.within);
    return row.within === before ? undefined : row.within;
  };
}

function linesOf(row: Row, heading: string | undefined, width: number): Line[] {
  switch (row.type) {
    case 'step': {
      const above: Line[] = heading === undefined ? [] : [{ text: cut(`─ ${heading}`, width), tone: 'quiet' }];
      const sign = row.conflicting ? '★ ' : '  ';
      const tone = row.conflicting ? 'star' : 'plain';
      const source: Line[] = sourceLines(row.text, width - 2).map((text, line) => ({
        text: (line === 0 ? sign : '  ') + text,
        tone,
      }));
      const lines = [...above, ...source];
      const whole = `    ${[row.place, row.effect].filter((part) => part !== '').join('  ')}`;
      if (whole.trim() === '') return lines;
      if (stringWidth(whole) <= width) return [...lines, { text: whole, tone: 'quiet' }];
      for (const part of [row.place, row.effect]) {
        for (const line of wrap(part, width - 4)) lines.push({ text: `    ${line}`, tone: 'quiet' });
      }
      return lines;
    }
    case 'spins':
      return [{ text: cut(`    ${row.text}`, width), tone: 'quiet' }];
    case 'preempted':
      return [{ text: cut(`  ${row.text}`, width), tone: 'switch' }];
    default:
      return row satisfies never;
  }
}

/** The source text on at most two lines. */
function sourceLines(text: string, width: number): string[] {
  const [first = '', ...rest] = wrap(text, width);
  return rest.length === 0 ? [first] : [first, cut(rest.join(' '), width)];
}

function painter(color: boolean): Paint {
  if (!color) return (text) => text;
  const formats = { plain: undefined, star: 'red', quiet: 'dim', switch: 'yellow' } as const;
  return (text, tone) => {
    const format = formats[tone];
    // Colour was asked for: what the standard output is does not matter.
    return format === undefined ? text : styleText(format, text, { validateStream: false });
  };
}

/** Cuts to a width in columns of the terminal, never through a character. */
function cut(text: string, width: number): string {
  const clean = text.replaceAll(/\p{Cc}/gu, '·');
  if (stringWidth(clean) <= width) return clean;
  let kept = '';
  for (const { segment } of new Intl.Segmenter().segment(clean)) {
    if (stringWidth(kept + segment) > width - 1) break;
    kept += segment;
  }
  return `${kept}…`;
}

/** Breaks at spaces, and inside a word only where the word alone is too wide. */
function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.replaceAll(/\p{Cc}/gu, '·').split(' ')) {
    const joined = line === '' ? word : `${line} ${word}`;
    if (stringWidth(joined) <= width) {
      line = joined;
      continue;
    }
    if (line !== '') lines.push(line);
    line = word;
    while (stringWidth(line) > width) {
      const head = cut(line, width + 1).slice(0, -1);
      if (head === '') break;
      lines.push(head);
      line = line.slice(head.length);
    }
  }
  return line === '' ? lines : [...lines, line];
}

function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - stringWidth(text)));
}
