import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { BUG_CLASSES } from './bug-class.js';
import { messages } from './messages.js';

const root = new URL('../../', import.meta.url);
const classes = BUG_CLASSES.filter((name) => name !== 'unclassified');

describe.each(['en', 'zh'] as const)('the pages in %s', (lang) => {
  test.each(classes)('%s begins with the title and the sentence of the explanations', (name) => {
    const page = readFileSync(new URL(`docs/bugs/${lang}/${name}.md`, root), 'utf8');
    const { title, sentence } = messages[lang].classes[name];
    expect(page.split('\n').slice(0, 3)).toEqual([`# ${title}`, '', sentence]);
    expect(page).toContain('```ts');
  });

  test('there is none without a class', () => {
    const files = readdirSync(new URL(`docs/bugs/${lang}`, root)).sort();
    expect(files).toEqual(classes.map((name) => `${name}.md`).sort());
  });
});
