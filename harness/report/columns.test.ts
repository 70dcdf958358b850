import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import stringWidth from 'string-width';
import { drawColumns } from './columns.js';
import { checkThenAct, lostWakeup, sites, spinning, step } from './example-traces.js';
import { explain } from './explain.js';
import { pictureOf } from './trace.js';

/** Compares with the file in `__golden__`; `GOLDEN=write` writes it anew, to be read in review. */
function golden(name: string, text: string): void {
  const file = new URL(`__golden__/${name}.txt`, import.meta.url);
  if (process.env['GOLDEN'] === 'write' || !existsSync(file)) writeFileSync(file, `${text}\n`);
  expect(`${text}\n`).toBe(readFileSync(file, 'utf8'));
}

const wide = {
  tasks: ['读者', 'b'],
  steps: [step(0, 7, 'Store', { cell: 'memory[0]', before: 0, after: 1 }), ...checkThenAct],
};

describe('drawColumns', () => {
  test.each([
    ['check-then-act-80', checkThenAct, 80],
    ['lost-wakeup-100', lostWakeup, 100],
    ['spinning-140', spinning, 140],
  ] as const)('%s', (name, steps, width) => {
    golden(name, drawColumns(pictureOf(steps, sites, ['twice', 'once']), { width }));
  });

  test('in Chinese', () => {
    golden(
      'check-then-act-zh',
      drawColumns(pictureOf(checkThenAct, sites, ['0', '1'], { lang: 'zh' }), { lang: 'zh', width: 90 }),
    );
  });

  test('an explanation in both languages', () => {
    const finding = {
      message: { en: 'twice and once are inside at the same time', zh: 'twice、once 同时处于临界区之内' },
      tasks: ['twice', 'once'],
      class: 'check-then-act' as const,
      token: 'il1_abc',
    };
    golden('explanation-en', explain(finding, checkThenAct, sites, 'en'));
    golden('explanation-zh', explain(finding, checkThenAct, sites, 'zh'));
  });

  test('keeps within the width, counting wide characters twice, and lines the columns up', () => {
    for (const width of [80, 100, 140]) {
      const lines = drawColumns(pictureOf(wide.steps, sites, wide.tasks), { width }).split('\n');
      for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(width);
      const borders = lines
        .filter((line) => / │ /.test(line))
        .map((line) => stringWidth(line.slice(0, line.indexOf(' │ '))));
      expect(new Set(borders).size).toBe(1);
    }
  });

  test('gives a column only to tasks that do something, and a list where columns would be too narrow', () => {
    const tasks = Array.from({ length: 9 }, (_, task) => `t${String(task)}`);
    const few = drawColumns(pictureOf(checkThenAct, sites, tasks));
    expect(few.split('\n')[0]?.trimEnd().split(/ │ /)).toHaveLength(2);
    const steps = tasks.map((_, task) => step(task, 0, 'Load', { cell: 'memory[0]', before: 0, after: 0, result: 0 }));
    expect(drawColumns(pictureOf(steps, sites, tasks), { width: 80 })).toContain('t8');
  });

  test('colours only if asked, and without changing the text', () => {
    const picture = pictureOf(checkThenAct, sites, ['a', 'b']);
    const plain = drawColumns(picture);
    expect(stripVTControlCharacters(plain)).toBe(plain);
    const coloured = drawColumns(picture, { color: true });
    expect(coloured).not.toBe(plain);
    expect(stripVTControlCharacters(coloured)).toBe(plain);
  });

  test('shows control characters of the source as dots', () => {
    const evil = [{ file: 'a.ts', line: 1, column: 1, text: 'x\u001b[2J' }];
    const text = drawColumns(pictureOf([step(0, 0, 'Load')], evil, ['a']));
    expect(text).not.toContain('\u001b');
    expect(text).toContain('x·[2J');
  });
});
