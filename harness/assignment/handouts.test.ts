/** Every handout tells what is graded, in both languages, in the same shape. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Check } from './define.js';
import { listAssignments } from './list.js';
import { loadAssignment } from './load.js';

const languages = [
  { file: 'README.md', lang: 'en', sections: [/contract/i, /example/i, /think about/i, /test/i] },
  { file: 'README.zh-CN.md', lang: 'zh', sections: [/契约/, /例/, /想一想|思考/, /测/] },
] as const;

/** The handouts of `ipc` speak of roles, and have no sentences with numbers. */
const numbered = listAssignments().filter((id) => !id.startsWith('ipc/'));

const sectionsOf = (text: string): { title: string; body: string }[] =>
  text
    .split(/^## /m)
    .slice(1)
    .map((part) => ({ title: part.split('\n')[0] ?? '', body: part }));

describe.each(listAssignments())('the handout of %s', (id) => {
  test.each(languages)('has its sections: $file', async ({ file, lang, sections }) => {
    const { folder, definition } = await loadAssignment(id);
    const text = readFileSync(join(folder, file), 'utf8');
    const titles = sectionsOf(text).map(({ title }) => title);

    expect(text.startsWith('# ')).toBe(true);
    for (const section of sections) expect(titles).toContainEqual(expect.stringMatching(section));
    expect(text).toContain(`interleave grade ${id} `);
    expect(text).toContain(definition.submission.file);
    expect(text).not.toMatch(lang === 'en' ? /public checks/ : /公开的检查/);
  });
});

describe.each(numbered)('the handout of %s', (id) => {
  test.each(languages)(
    'numbers its sentences, and its table has every check with points and sentences: $file',
    async ({ file, lang }) => {
      const { folder, definition } = await loadAssignment(id);
      const sections = sectionsOf(readFileSync(join(folder, file), 'utf8'));
      const contract = sections.find(({ title }) => /contract|契约/i.test(title))?.body ?? '';
      const own = sections.at(-1)?.body ?? '';
      const sentences = [...contract.matchAll(/^(\d+)\. /gm)].map(([, number]) => Number(number));
      const rows = [...own.matchAll(/^\| (.+?) \| (\d+) \| ([\d,、， ]+) \|$/gm)];

      expect(sentences).toEqual(sentences.map((_, index) => index + 1));
      expect(rows.map(([, title, points]) => `${String(title)} ${String(points)}`)).toEqual(
        definition.checks.map((check: Check) => `${check.title[lang]} ${String(check.points)}`),
      );
      const named = rows.flatMap(([, , , list = '']) => list.split(/[,、，]/).map(Number));
      for (const sentence of named) expect(sentences).toContain(sentence);
      for (const command of ['init', 'grade', 'replay TOKEN']) expect(own).toContain(`interleave ${command} `);
      const hides = definition.checks.some(({ visibility }) => visibility === 'hidden');
      expect(own.includes(lang === 'en' ? '(hidden)' : '(隐藏)')).toBe(hides);
    },
  );
});
