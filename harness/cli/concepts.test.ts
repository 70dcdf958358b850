import { readFileSync } from 'node:fs';
import { expect, jest, test } from '@jest/globals';
import { concepts, picture } from './concepts.js';
import { measure, type Span } from './flows.js';

const overlap = (one: Span, other: Span): boolean => one.from < other.to && other.from < one.to;

test('a picture has a row for each flow, and a column for each share of the time', () => {
  const flows = [
    [
      { from: 0, to: 25 },
      { from: 50, to: 75 },
    ],
    [{ from: 99.9, to: 100 }],
  ];

  expect(picture({ way: 'threads', job: 'computes', flows, total: 100 }, 100, 4)).toEqual(['│█ █ │', '│   █│']);
  expect(picture({ way: 'threads', job: 'waits', flows, total: 100 }, 200, 4)).toEqual(['│░░  │', '│ ░  │']);
});

test('coroutines never compute at the same time, and wait at the same time', async () => {
  const computing = await measure('coroutines', { kind: 'computes', parts: 3, size: 200_000 }, 2);
  const waiting = await measure('coroutines', { kind: 'waits', parts: 1, size: 20 }, 2);

  const [one = [], other = []] = computing.flows;
  expect(one).toHaveLength(3);
  expect(one.some((span) => other.some((there) => overlap(span, there)))).toBe(false);
  // They take turns: the second begins before the first has done its last part.
  expect((other[0]?.from ?? 0) < (one[2]?.from ?? 0)).toBe(true);
  const [first = [], second = []] = waiting.flows;
  expect(first[0] !== undefined && second[0] !== undefined && overlap(first[0], second[0])).toBe(true);
});

test.each(['processes', 'threads'] as const)('%s do the same job', async (way) => {
  const { flows, total } = await measure(way, { kind: 'computes', parts: 2, size: 1000 }, 2);

  expect(flows.map((spans) => spans.length)).toEqual([2, 2]);
  expect(total).toBe(Math.max(...flows.flat().map(({ to }) => to)));
});

test('the page says the same in both languages', () => {
  const [en = '', zh = ''] = ['en', 'zh'].map((lang) =>
    readFileSync(new URL(`../../docs/concepts/${lang}.md`, import.meta.url), 'utf8'),
  );
  const shape = (page: string): string[] => page.split('\n').map((line) => (line.startsWith('#') ? '#' : line && 'x'));

  expect(shape(zh)).toEqual(shape(en));
});

test('shows the page and a picture of each measurement', async () => {
  const printed: string[] = [];
  const log = jest.spyOn(console, 'log').mockImplementation((text: string) => {
    printed.push(text);
  });
  try {
    expect(await concepts('en', [{ kind: 'waits', parts: 1, size: 1 }])).toBe(0);
  } finally {
    log.mockRestore();
  }

  expect(printed.join('\n')).toContain('Parallelism');
  expect(printed.filter((line) => /^ {2}│.{48}│$/.test(line))).toHaveLength(12);
});
