import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadEquivalents } from './equivalents.js';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'interleave-test-'));
  file = join(folder, 'equivalent.json');
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const mutant = { operator: 'off-by-one', in: 'module', was: 'const HELD = 1;', becomes: 'const HELD = 3;' };

describe('loadEquivalents', () => {
  test('has none where there is no file', () => {
    expect(loadEquivalents(file)).toEqual([]);
  });

  test('gives every mutant its reason', () => {
    const reason = 'Any three numbers will do, as long as they differ.';
    writeFileSync(file, JSON.stringify([{ reason, mutants: [mutant, { ...mutant, becomes: 'const HELD = 4;' }] }]));

    expect(loadEquivalents(file)).toEqual([
      { reason, ...mutant },
      { reason, ...mutant, becomes: 'const HELD = 4;' },
    ]);
  });

  test.each([
    ['no JSON', '[', 'is no JSON'],
    ['no reason worth the name', JSON.stringify([{ reason: 'ok', mutants: [mutant] }]), 'reason'],
    ['a reason for nothing', JSON.stringify([{ reason: 'It is the same by any measure.', mutants: [] }]), 'mutants'],
    [
      'a line number',
      JSON.stringify([{ reason: 'It is the same by any measure.', mutants: [{ ...mutant, line: 1 }] }]),
      'line',
    ],
  ])('refuses %s', (_, content, message) => {
    writeFileSync(file, content);

    expect(() => loadEquivalents(file)).toThrow(message);
    expect(() => loadEquivalents(file)).toThrow(file);
  });
});
