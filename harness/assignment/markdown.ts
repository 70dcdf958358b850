/** Renders for the terminal the Markdown that handouts and pages use, and no more. */
import stringWidth from 'string-width';
import type { Style } from '../report/style.js';

type Block = { type: 'code' | 'table' | 'text'; lines: string[] };

/** Colours headings, code, lists, quotes and emphasis, and lines up the columns of tables. */
export function renderMarkdown(source: string, style: Style): string {
  return blocksOf(source)
    .flatMap((block) => renderBlock(block, style))
    .join('\n')
    .trimEnd();
}

/** What belongs together: emphasis may go on in the next line, and a table's columns are as wide as its widest cells. */
function blocksOf(source: string): Block[] {
  const blocks: Block[] = [];
  let inCode = false;
  for (const line of source.split('\n')) {
    if (/^\s*```/.test(line)) {
      inCode = !inCode;
      if (inCode) blocks.push({ type: 'code', lines: [] });
      continue;
    }
    const last = blocks.at(-1);
    const type = inCode ? 'code' : line.startsWith('|') ? 'table' : 'text';
    const begins = type === 'text' && (line.trim() === '' || /^(#|>|\s*([-*]|\d+\.)\s)/.test(line));
    const goesOn = last?.type === type && !begins && (type !== 'text' || last.lines.at(-1)?.trim() !== '');
    if (goesOn || inCode) last?.lines.push(line);
    else blocks.push({ type, lines: [line] });
  }
  return blocks;
}

function renderBlock({ type, lines }: Block, style: Style): string[] {
  switch (type) {
    case 'code':
      return lines.map((line) => `    ${style('cyan', line)}`);
    case 'table':
      return renderTable(lines, style);
    case 'text':
      return [renderText(lines.join('\n'), style)];
    default:
      return type satisfies never;
  }
}

function renderTable(lines: readonly string[], style: Style): string[] {
  const rows = lines
    .filter((line) => !/^\|[\s|:-]+\|$/.test(line))
    .map((line) => cellsOf(line).map((cell) => inline(cell, style)));
  const widths: number[] = [];
  for (const cells of rows) {
    for (const [column, cell] of cells.entries()) widths[column] = Math.max(widths[column] ?? 0, stringWidth(cell));
  }
  const padded = (cell: string, column: number): string =>
    cell + ' '.repeat(Math.max(0, (widths[column] ?? 0) - stringWidth(cell)));
  const [head = '', ...body] = rows.map((cells) => cells.map(padded).join('  ').trimEnd());
  const rule = widths.map((width) => '─'.repeat(width)).join('  ');
  return [style('bold', head), style('dim', rule), ...body];
}

/** A bar inside code separates nothing when it is escaped. */
function cellsOf(line: string): string[] {
  const inner = line.trim().replace(/^\|/, '').replace(/\|$/, '');
  return inner.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll('\\|', '|'));
}

function renderText(text: string, style: Style): string {
  const heading = /^(#{1,6})\s+(.*)$/.exec(text);
  if (heading) return style(heading[1] === '#' ? ['bold', 'underline'] : 'bold', inline(heading[2] ?? '', style));
  const item = /^(\s*)([-*]|\d+\.)\s+([^]*)$/.exec(text);
  if (item) {
    const [, indent = '', sign = '', rest = ''] = item;
    const shown = /\d/.test(sign) ? sign : '•';
    const hanging = ' '.repeat(indent.length + shown.length + 3);
    return `${indent}  ${shown} ${inline(rest, style).replaceAll(/\n\s*/g, `\n${hanging}`)}`;
  }
  const quote = /^>\s?([^]*)$/.exec(text);
  if (quote) return `  ${style('dim', '│')} ${style('italic', inline(quote[1] ?? '', style))}`;
  return inline(text, style);
}

/** Code comes out as it is, also inside emphasis: it is set aside meanwhile, between characters that no text has. */
function inline(text: string, style: Style): string {
  const code: string[] = [];
  const rest = text.replace(/`([^`]+)`/g, (_, inner: string) => `\ue000${String(code.push(inner) - 1)}\ue001`);
  return emphasis(rest, style).replace(/\ue000(\d+)\ue001/g, (_, index: string) =>
    style('cyan', code[Number(index)] ?? ''),
  );
}

function emphasis(text: string, style: Style): string {
  return text
    .replace(/\[([^\]]+)\]\(([^)]+)\)/g, (_, label: string, target: string) =>
      label === target ? label : `${label} (${target})`,
    )
    .replace(/\*\*([^*]+)\*\*/g, (_, strong: string) => style('bold', strong))
    .replace(/(^|[^\w*])\*([^*\s][^*]*)\*/g, (_, before: string, words: string) => before + style('italic', words));
}
