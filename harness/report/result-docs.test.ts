import { expect, test } from '@jest/globals';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../assignment/package-root.js';
import { resultDocs } from './result-docs.js';

const file = join(packageRoot(), 'docs/result.md');

test('docs/result.md says what the schema says (UPDATE_DOCS=1 writes it)', () => {
  if (process.env['UPDATE_DOCS'] === '1') writeFileSync(file, resultDocs());

  expect(readFileSync(file, 'utf8')).toBe(resultDocs());
});

test('every field is described', () => {
  expect(resultDocs()).not.toMatch(/\|\s*\|\n/);
});
