import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { init } from './init.js';

let folder: string;
let output: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'interleave-test-'));
  output = '';
  jest.spyOn(console, 'log').mockImplementation((line: string) => {
    output += `${line}\n`;
  });
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

describe('init', () => {
  test('copies starter and handouts into a new folder', async () => {
    await init('thread/mutex', join(folder, 'mine'));

    expect(existsSync(join(folder, 'mine', 'mutex.ts'))).toBe(true);
    expect(existsSync(join(folder, 'mine', 'README.md'))).toBe(true);
    expect(output).toContain('interleave grade thread/mutex');
  });

  test('never overwrites', async () => {
    writeFileSync(join(folder, 'mutex.ts'), 'my work');

    await init('thread/mutex', folder);

    expect(readFileSync(join(folder, 'mutex.ts'), 'utf8')).toBe('my work');
    expect(output).toMatch(/kept {2}.*mutex\.ts/);
  });

  test('refuses a file as folder', async () => {
    writeFileSync(join(folder, 'file'), '');

    await expect(init('thread/mutex', join(folder, 'file'))).rejects.toThrow('is a file');
  });
});
