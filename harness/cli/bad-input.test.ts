/**
 * What somebody may hand in, by mistake or not: each gets a clear outcome and the right exit code within a bounded time,
 * and leaves nothing behind.
 */
import { afterAll, describe, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../assignment/package-root.js';

const root = packageRoot();
const cli = join(root, 'dist', 'cli.js');
const folder = mkdtempSync(join(tmpdir(), 'interleave-test-'));
const right = readFileSync(join(root, 'reference/thread/mutex/mutex.ts'), 'utf8');
const marker = join(folder, 'reached');

afterAll(() => {
  rmSync(folder, { recursive: true });
});

const submit = (name: string, source: string): string => {
  const path = join(folder, name);
  mkdirSync(path);
  writeFileSync(join(path, 'mutex.ts'), source);
  return path;
};

const grade = (path: string): { code: number | null; output: string } => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [cli, 'grade', 'thread/mutex', path, '--budget', '100'],
    { encoding: 'utf8', env: { PATH: process.env['PATH'] }, timeout: 100_000, killSignal: 'SIGKILL' },
  );
  expect(stderr).toBe('');
  return { code: status, output: stdout };
};

/** The right submission with something at the beginning of `acquire`. */
const inAcquire = (statement: string): string => right.replace('acquire(): void {', `acquire(): void { ${statement}`);

describe('loses marks, with the reason', () => {
  test.each([
    ['a syntax error', 'export class Mutex { static cells( { }', '> '],
    ['something that is no class', 'export const Mutex = 5;', 'Mutex'],
    ['another name', right.replace('class Mutex', 'class Lock'), 'Mutex'],
    ['a missing method', right.replaceAll('tryAcquire', 'attempt'), 'tryAcquire'],
    [
      'an import that is not allowed',
      `import fs from 'node:fs'; fs.writeFileSync('${marker}', '');${right}`,
      'not allowed',
    ],
    ['an error at import', `throw new Error('no chalk');${right}`, 'no chalk'],
    ['an endless loop at import', `for (;;) {}\n${right}`, 'import'],
    ['an end of the process at import', `process.exit(0);${right}`, 'process is not defined'],
    ['an endless loop without a step', inAcquire('for (let i = 0; ; i++) Math.sin(i);'), 'One holder'],
    ['memory without end', inAcquire('const a = []; for (;;) a.push(new Array(1e6).fill(1));'), 'One holder'],
  ])(
    '%s',
    (name, source, reason) => {
      const { code, output } = grade(submit(name.replaceAll(' ', '-'), source));

      expect(output).toContain(reason);
      expect(output).not.toMatch(/^Points 100\/100/m);
      expect(code).toBe(1);
      expect(existsSync(marker)).toBe(false);
    },
    120_000,
  );

  test('a folder without the file', () => {
    mkdirSync(join(folder, 'empty'));

    const { code, output } = grade(join(folder, 'empty'));

    expect(output).toContain('mutex.ts');
    expect(code).toBe(1);
  }, 60_000);

  test('a link to a file of somebody else, which is not shown', () => {
    mkdirSync(join(folder, 'link'));
    writeFileSync(join(folder, 'secret'), 'the answers are: 42\n');
    symlinkSync(join(folder, 'secret'), join(folder, 'link', 'mutex.ts'));

    const { code, output } = grade(join(folder, 'link'));

    expect(output).not.toContain('answers');
    expect(code).toBe(1);
  }, 60_000);
});

describe('keeps full marks', () => {
  test.each([
    [
      'built-ins replaced',
      `Array.prototype.push = (() => 0) as never; JSON.stringify = (() => '[]') as never;
       Promise.prototype.then = (() => { throw new Error(); }) as never; Object.freeze = (() => 0) as never;\n${right}`,
    ],
    ['a flood of words', inAcquire(`for (let i = 0; i < 100; i++) console.log('flood'.repeat(1000));`)],
  ])(
    '%s',
    (name, source) => {
      const { code, output } = grade(submit(name.replaceAll(' ', '-'), source));

      expect(output).toMatch(/^Points 100\/100/m);
      expect(output).not.toContain('flood');
      expect(code).toBe(0);
    },
    120_000,
  );
});

test('very much source is refused or graded, and never an error of ours', () => {
  const { code } = grade(submit('much', `// ${'x'.repeat(10_000_000)}\n${right}`));

  expect([0, 1]).toContain(code);
}, 120_000);
