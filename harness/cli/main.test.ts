/** End to end, with the build: `npm test` makes it first. */
import { describe, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { packageRoot } from '../assignment/package-root.js';

const dist = join(packageRoot(), 'dist');

const interleave = (...options: string[]): { code: number | null; stdout: string; stderr: string } => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(dist, 'cli.js'), ...options], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] },
    timeout: 20_000,
  });
  return { code: status, stdout, stderr };
};

describe('interleave', () => {
  test.each(['list', 'show', 'init', 'grade', 'replay', 'verify', 'doctor'])('%s --help has an example', (command) => {
    const { code, stdout } = interleave(command, '--help');

    expect(code).toBe(0);
    expect(stdout).toContain(`  interleave ${command}`);
  });

  test('--version', () => {
    expect(interleave('--version')).toMatchObject({ code: 0, stdout: '0.1.0\n' });
  });

  test.each([
    ['no command', [], 'Usage: interleave'],
    ['a command that there is not', ['grde'], 'Did you mean grade?'],
    ['an option that there is not', ['list', '--lnag', 'zh'], 'Did you mean --lang?'],
    ['an assignment that there is not', ['show', 'thread/mutx'], `Did you mean 'thread/mutex'?`],
    ['a unit that there is not', ['verify', 'thred'], `Did you mean 'thread'?`],
    ['a submission that there is not', ['grade', 'thread/mutex', '/nowhere'], 'There is no /nowhere'],
    ['a seed that is none', ['grade', 'thread/mutex', '.', '--seed', '-1'], 'A whole number'],
    ['a percentage that is none', ['grade', 'thread/mutex', '.', '--fail-under', '101'], 'from 0 to 100'],
    ['a language that there is not', ['list', '--lang', 'fr'], 'Allowed choices are en, zh'],
    ['an argument too few', ['grade', 'thread/mutex'], 'missing required argument'],
  ])('%s ends with 2 and says so', (_, options, message) => {
    const { code, stderr } = interleave(...options);

    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(code).toBe(2);
  });

  test('list shows the assignments, in both languages', () => {
    expect(interleave('list').stdout).toMatch(/^thread\/mutex +A mutual exclusion lock +\(\d+ checks, 100 points\)$/m);
    expect(interleave('list', '--lang', 'zh').stdout).toContain('互斥锁');
  });

  test('show prints the handout without colour into a pipe', () => {
    const { code, stdout } = interleave('show', 'thread/mutex');

    expect(code).toBe(0);
    expect(stdout).toContain('A mutual exclusion lock');
    // oxlint-disable-next-line no-control-regex
    expect(stdout).not.toMatch(/\u001b/);
  });

  test('doctor finds this machine ready', () => {
    const { code, stdout } = interleave('doctor');

    expect(stdout).toContain('Ready.');
    expect(code).toBe(0);
  });
});

test('the virtual engine runs in a context that holds nothing of Node', () => {
  const context = createContext(Object.create(null) as object);

  runInContext(readFileSync(join(dist, 'engine.js'), 'utf8'), context);

  expect(runInContext('typeof __il_engine', context)).toBe('object');
});
