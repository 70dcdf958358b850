import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exampleResult } from './example-result.js';
import { jsonReporter } from './json.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'interleave-test-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('jsonReporter', () => {
  test('writes the document, in a folder that it makes', async () => {
    const file = join(folder, 'new', 'result.json');

    await jsonReporter(file).graded?.(exampleResult());

    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(exampleResult());
    expect(readdirSync(join(folder, 'new'))).toEqual(['result.json']);
  });

  test('writes nothing that does not fit the schema', () => {
    const wrong = { ...exampleResult(), points: -1 };

    expect(() => jsonReporter(join(folder, 'result.json')).graded?.(wrong)).toThrow();
    expect(readdirSync(folder)).toEqual([]);
  });
});
