import { describe, expect, test } from '@jest/globals';
import { type Style, plain } from '../report/style.js';
import { renderMarkdown } from './handout.js';

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
    ['> a thought', '  <dim>│</> <italic>a thought</>'],
    ['see [the book](https://example.org)', 'see the book (https://example.org)'],
  ])('renders %s', (source, expected) => {
    expect(renderMarkdown(source, shown)).toBe(expected);
  });

  test('leaves code alone but for its colour', () => {
    expect(renderMarkdown('```ts\n# not a heading\n- **x**\n```', plain)).toBe('    # not a heading\n    - **x**');
  });
});
