/** What a mutation does to a text, line by line. */
export interface Change {
  /** The first line that differs, from 1. */
  line: number;
  /** The lines that differ, without comments and the blanks around each, and what stands in their place. */
  was: string;
  becomes: string;
}

export function changeBetween(before: string, after: string): Change {
  const [old, fresh] = [before.split('\n'), after.split('\n')];
  const shorter = Math.min(old.length, fresh.length);
  let head = 0;
  while (head < shorter && old[head] === fresh[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && old[old.length - 1 - tail] === fresh[fresh.length - 1 - tail]) tail += 1;
  return { line: head + 1, was: between(old, head, tail), becomes: between(fresh, head, tail) };
}

function between(lines: readonly string[], head: number, tail: number): string {
  return lines
    .slice(head, lines.length - tail)
    .map((line) => line.trim())
    .filter((line) => !line.startsWith('//'))
    .join('\n');
}
