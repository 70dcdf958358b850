import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSubmission } from './read.js';

describe('readSubmission', () => {
  let root: string;
  let folders = 0;
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'read-'));
  });
  afterAll(() => {
    rmSync(root, { recursive: true });
  });

  function folder(files: Record<string, string | Uint8Array>): string {
    const path = join(root, String(folders++));
    mkdirSync(path);
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(join(path, name, '..'), { recursive: true });
      writeFileSync(join(path, name), content);
    }
    return path;
  }
  function problemOf(path: string): { kind: string; message: string } {
    const result = readSubmission(path, 'mutex.ts');
    if (result.kind !== 'problem') throw new Error('it was read');
    return result.problem;
  }

  test('reads what the entry reaches and nothing else', () => {
    const path = folder({
      'mutex.ts': "import { a } from './lib/a.js';\nimport type { B } from './b';",
      'lib/a.ts': "export * from '../c.mjs'; import './index-of';",
      'lib/index-of/index.ts': '1',
      'b.ts': '\ufeffexport type B = 1;',
      'c.mts': "import x from './missing.js';",
      'other.ts': 'never',
      'node_modules/a/index.js': 'never',
    });
    const result = readSubmission(path, 'mutex.ts');
    if (result.kind !== 'files') throw new Error(result.problem.message);
    expect([...result.files.keys()].sort()).toEqual(['b.ts', 'c.mts', 'lib/a.ts', 'lib/index-of/index.ts', 'mutex.ts']);
    expect(result.files.get('b.ts')).toBe('export type B = 1;');
    expect(result.entry).toBe('mutex.ts');
  });

  test('reads a single file by any name', () => {
    const path = folder({ 'my lock.ts': 'export {}' });
    expect(readSubmission(join(path, 'my lock.ts'), 'mutex.ts')).toMatchObject({ kind: 'files', entry: 'my lock.ts' });
    expect(readSubmission(`${path}/`, 'my lock.ts')).toMatchObject({ kind: 'files' });
  });

  test('says what is missing and what may have been meant', () => {
    expect(problemOf(join(root, 'nowhere'))).toMatchObject({ kind: 'missing-path' });
    const near = problemOf(folder({ 'Mutex.ts': '', 'readme.md': '' }));
    expect(near).toMatchObject({ kind: 'missing-file' });
    expect(near.message).toContain("Did you mean 'Mutex.ts'? Rename it to mutex.ts.");
    expect(problemOf(folder({ 'mutx.js': '', 'semaphore.ts': '' })).message).toContain("'mutx.js'");
    expect(problemOf(folder({})).message).toContain('Put your solution into a file of that name.');
    expect(problemOf(folder({ 'src/mutex.ts': '' })).message).toMatch(/There is one in .*src: give that folder/);
    expect(problemOf(join(folder({ 'a.txt': '' }), 'a.txt'))).toMatchObject({ kind: 'not-a-submission' });
  });

  test('refuses what is too large', () => {
    expect(problemOf(folder({ 'mutex.ts': 'x'.repeat(10 * 1024 * 1024) }))).toMatchObject({ kind: 'too-large' });
    const half = '/'.repeat(600 * 1024);
    expect(problemOf(folder({ 'mutex.ts': `import './a.js';${half}`, 'a.ts': half }))).toMatchObject({
      kind: 'too-large',
    });
    const many = Object.fromEntries(
      Array.from({ length: 250 }, (_, i) => [`m${String(i)}.ts`, `import './m${String(i + 1)}.js';`]),
    );
    expect(problemOf(folder({ 'mutex.ts': "import './m0.js';", ...many }))).toMatchObject({ kind: 'too-large' });
    expect(readSubmission(folder({ 'mutex.ts': 'x'.repeat(1024 * 1024) }), 'mutex.ts').kind).toBe('files');
  });

  test('follows no link to elsewhere', () => {
    const outside = folder({ 'mutex.ts': 'export {}' });
    const path = folder({ 'inner.ts': 'export {}' });
    symlinkSync(join(outside, 'mutex.ts'), join(path, 'mutex.ts'));
    expect(problemOf(path)).toMatchObject({ kind: 'symlink-outside' });
    symlinkSync(outside, join(root, 'link'));
    expect(problemOf(join(root, 'link'))).toMatchObject({ kind: 'symlink-outside' });
    symlinkSync('inner.ts', join(path, 'alias.ts'));
    expect(readSubmission(path, 'alias.ts').kind).toBe('files');
    symlinkSync('/etc', join(path, 'etc'));
    writeFileSync(
      join(path, 'reaches.ts'),
      "import './etc/../../x.js'; import '../0/mutex.js'; import './nothing.js';",
    );
    expect(readSubmission(path, 'reaches.ts')).toMatchObject({ kind: 'files' });
    symlinkSync('loop.ts', join(path, 'loop.ts'));
    expect(readSubmission(path, 'loop.ts')).toMatchObject({ kind: 'problem', problem: { kind: 'unreadable' } });
  });

  test('refuses what is no text', () => {
    expect(problemOf(folder({ 'mutex.ts': new Uint8Array([0xff, 0xfe, 65, 0]) }))).toMatchObject({ kind: 'not-text' });
    expect(problemOf(folder({ 'mutex.ts': new Uint8Array([0xc3, 0x28]) }))).toMatchObject({ kind: 'not-text' });
    const path = folder({ 'mutex.ts/x.ts': '' });
    expect(problemOf(path)).toMatchObject({ kind: 'not-text' });
    const pipe = folder({});
    execFileSync('mkfifo', [join(pipe, 'mutex.ts')]);
    expect(problemOf(pipe)).toMatchObject({ kind: 'not-text' });
  });
});
