import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadFixtures } from './fixture.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'interleave-test-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const fixture = (name: string, content: string): void => {
  mkdirSync(join(folder, name));
  writeFileSync(join(folder, name, 'fixture.json'), content);
};

describe('loadFixtures', () => {
  test('lists them by name', () => {
    fixture('b', '{ "description": "right", "expect": "full-marks" }');
    fixture(
      'a',
      '{ "description": "wrong", "expect": { "check": "live", "kind": "deadlock", "alsoFails": ["fair"] } }',
    );

    expect(loadFixtures(folder).map(({ name, expect: expected }) => [name, expected])).toEqual([
      ['a', { check: 'live', kind: 'deadlock', alsoFails: ['fair'] }],
      ['b', 'full-marks'],
    ]);
  });

  test('has none where there is no folder', () => {
    expect(loadFixtures(join(folder, 'none'))).toEqual([]);
  });

  test.each([
    ['no JSON', '{', 'is no JSON'],
    ['a kind of expectation that is none', '{ "description": "x", "expect": "half-marks" }', 'A mistake in'],
    ['no description', '{ "expect": "full-marks" }', 'description'],
  ])('names the file with %s', (_, content, message) => {
    fixture('broken', content);

    expect(() => loadFixtures(folder)).toThrow(message);
    expect(() => loadFixtures(folder)).toThrow(join('broken', 'fixture.json'));
  });

  test('names a fixture without description file', () => {
    mkdirSync(join(folder, 'empty'));

    expect(() => loadFixtures(folder)).toThrow('is missing');
  });
});
