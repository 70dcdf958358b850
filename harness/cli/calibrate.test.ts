import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Grade } from '../grade/events.js';
import { grade as realGrade } from '../grade/grade.js';
import { exampleCheck, exampleResult } from '../report/example-result.js';
import { calibrateWith } from './calibrate.js';
import { UsageError } from './exit.js';

let lines: string[];
beforeEach(() => {
  lines = [];
  jest.spyOn(console, 'log').mockImplementation((line: string) => {
    lines.push(...line.split('\n'));
  });
});
afterEach(() => {
  jest.restoreAllMocks();
});

const passed = exampleCheck({ id: 'one-at-a-time', outcome: 'passed', findings: [] });
const failed = exampleCheck({ id: 'one-at-a-time', outcome: 'failed' });

/** Kills everything that it is shown, and remembers where it lay. */
const strict: Grade = async ({ submissionPath }, { checkFinished }) => {
  expect(readFileSync(join(submissionPath, 'mutex.ts'), 'utf8')).toContain('class Mutex');
  checkFinished?.(failed);
  return Promise.resolve(exampleResult({ checks: [failed] }));
};
const kind: Grade = async (_, { checkFinished }) => {
  checkFinished?.(passed);
  return Promise.resolve(exampleResult({ checks: [passed] }));
};

describe('calibrate', () => {
  test('is content where every mutant is killed', async () => {
    expect(await calibrateWith('thread/mutex', { seed: 1, only: 'while-to-if' }, strict)).toBe(0);
    expect(lines[0]).toBe('✔ thread/mutex: 1 mutants: 1 killed, 0 equivalent, 0 invalid');
    expect(lines[1]).toBe('  killed by one-at-a-time 1');
  });

  test('shows the survivors of checks that see nothing', async () => {
    expect(await calibrateWith('thread/mutex', { seed: 1, only: 'while-to-if' }, kind)).toBe(1);
    expect(lines[0]).toContain('0 killed, 0 equivalent, 0 invalid, 1 survived');
    expect(lines.join('\n')).toMatch(/SURVIVED {2}while-to-if:\d+ {2}mutex\.ts:\d+ in acquire\n +- while .*\n +\+ if /);
  });

  test('ends a grade at the first failure, and does not take its end for an answer', async () => {
    const endless: Grade = async ({ signal }, { checkFinished }) =>
      new Promise((_, reject) => {
        signal?.addEventListener('abort', () => {
          checkFinished?.(exampleCheck({ id: 'cut-off', outcome: 'error' }));
          reject(new Error('interrupted'));
        });
        checkFinished?.(failed);
      });

    expect(await calibrateWith('thread/mutex', { seed: 1, only: 'while-to-if' }, endless)).toBe(0);
  });

  test('says that a check could not be judged', async () => {
    const error = exampleCheck({ id: 'waits', outcome: 'error', reason: 'not repeated', findings: [] });
    const broken: Grade = async () => Promise.resolve(exampleResult({ checks: [error] }));

    expect(await calibrateWith('thread/mutex', { seed: 1, only: 'while-to-if' }, broken)).toBe(1);
    expect(lines.join('\n')).toContain('waits: not repeated');
  });

  test('leaves nothing behind, and no result, when it is interrupted', async () => {
    jest.spyOn(console, 'error').mockImplementation(() => undefined);
    const folders: string[] = [];
    const interrupted: Grade = async ({ submissionPath }) => {
      folders.push(submissionPath);
      process.emit('SIGINT');
      return Promise.resolve(exampleResult({ checks: [passed] }));
    };

    expect(await calibrateWith('thread/mutex', { seed: 1, jobs: 1 }, interrupted)).toBe(130);
    expect(folders.length).toBe(1);
    expect(folders.some((folder) => existsSync(folder))).toBe(false);
    expect(lines).toEqual([]);
  });

  test('knows no mutant of another name', async () => {
    await expect(calibrateWith('thread/mutex', { seed: 1, only: 'nonsense' }, strict)).rejects.toThrow(UsageError);
  });

  test('kills real mutants with real checks, and writes what became of them', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'interleave-test-'));
    try {
      const json = join(folder, 'mutants.json');

      expect(await calibrateWith('coroutine/lock', { seed: 1, only: 'drop-await', json }, realGrade)).toBe(0);
      const [written] = JSON.parse(readFileSync(json, 'utf8')) as [{ assignment: string; mutants: object[] }];
      expect(written.assignment).toBe('coroutine/lock');
      expect(written.mutants).toContainEqual({
        id: 'drop-await:40',
        operator: 'drop-await',
        in: 'runExclusive',
        file: 'lock.ts',
        line: 40,
        was: 'await this.acquire();',
        becomes: '(this.acquire());',
        type: 'killed',
        check: 'run-exclusive',
        kind: 'mutual-exclusion',
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
