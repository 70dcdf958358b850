import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Style, plain } from '../report/style.js';
import { listAssignments } from './list.js';
import { renderMarkdown } from './markdown.js';
import { packageRoot } from './package-root.js';

const shown: Style = (format, text) => `<${[format].flat().join('+')}>${text}</>`;

describe('renderMarkdown', () => {
  test.each([
    ['# A lock', '<bold+underline>A lock</>'],
    ['## The contract', '<bold>The contract</>'],
    ['- one `holder`', '  • one <cyan>holder</>'],
    ['2. then', '  2. then'],
    ['a **strong** and an *emphatic* word', 'a <bold>strong</> and an <italic>emphatic</> word'],
    ['`a * b * c` is code', '<cyan>a * b * c</> is code'],
    ['2 * 3 * 4 stays', '2 * 3 * 4 stays'],
    [
      '2. **`get` never\n   waits**: it *asks\n   again*',
      '  2. <bold><cyan>get</> never\n     waits</>: it <italic>asks\n     again</>',
    ],
    ['a **strong\nword** in two lines', 'a <bold>strong\nword</> in two lines'],
    ['> a thought', '  <dim>│</> <italic>a thought</>'],
    ['see [the book](https://example.org)', 'see the book (https://example.org)'],
  ])('renders %s', (source, expected) => {
    expect(renderMarkdown(source, shown)).toBe(expected);
  });

  test('lines up the columns of a table, however wide its characters are', () => {
    const table = '| 检查项 | points |\n| --- | --- |\n| 锁 | 5 |\n| `a \\| b` | 10 |\n\nafter';
    expect(renderMarkdown(table, plain)).toBe('检查项  points\n──────  ──────\n锁      5\na | b   10\n\nafter');
  });

  test('leaves no sign of its own in any handout', () => {
    const root = join(packageRoot(), 'assignments');
    for (const id of listAssignments()) {
      for (const name of ['README.md', 'README.zh-CN.md']) {
        const text = readFileSync(join(root, id, name), 'utf8').replaceAll(/```[^]*?```/g, '');
        const shown = renderMarkdown(text.replaceAll(/`[^`]+`/g, 'code'), plain);
        expect(`${id} ${/.*(\*\*|`|^\||\|$|\w\*|\*\w).*/m.exec(shown)?.[0] ?? ''}`).toBe(`${id} `);
      }
    }
  });

  test('leaves code alone but for its colour', () => {
    expect(renderMarkdown('```ts\n# not a heading\n- **x**\n```', plain)).toBe('    # not a heading\n    - **x**');
  });
});
