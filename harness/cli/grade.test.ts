import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Grade, GradeOptions } from '../grade/events.js';
import { exampleCheck, exampleResult } from '../report/example-result.js';
import type { CheckResult } from '../report/result.js';
import { codeOf, gradeAndReport, type GradeFlags } from './grade.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'interleave-test-'));
  jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  jest.spyOn(console, 'error').mockReturnValue();
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

const flags: GradeFlags = { seed: 3, failUnder: 100, lang: 'en' };
const engine: Grade = async () => Promise.resolve(exampleResult());

const passed: CheckResult = exampleCheck({ outcome: 'passed', points: 25, findings: [] });

describe('codeOf', () => {
  const result = (points: number, ...checks: CheckResult[]): Parameters<typeof codeOf>[0] => ({
    points,
    maxPoints: 35,
    checks,
  });

  test.each([
    ['full marks', result(35, passed), 100, 0],
    ['marks lost', result(34.9, exampleCheck()), 100, 1],
    ['just enough', result(21, exampleCheck()), 60, 0],
    ['not quite enough', result(20.9, exampleCheck()), 60, 1],
    ['an error, whatever the points', result(35, passed, exampleCheck({ outcome: 'error' })), 0, 3],
  ])('%s', (_, graded, failUnder, code) => {
    expect(codeOf(graded, failUnder)).toBe(code);
  });
});

describe('gradeAndReport', () => {
  test('passes on what was asked', async () => {
    const asked: GradeOptions[] = [];
    const listen: Grade = async (options) => {
      asked.push(options);
      return Promise.resolve(exampleResult());
    };

    await gradeAndReport('thread/mutex', folder, { ...flags, budget: 10, jobs: 2, lang: 'zh' }, listen);

    expect(asked[0]).toMatchObject({ submissionPath: folder, seed: 3, budget: 10, jobs: 2, lang: 'zh' });
    expect(asked[0]?.assignment.definition.id).toBe('thread/mutex');
  });

  test('writes the reports', async () => {
    const [json, junit] = [join(folder, 'r.json'), join(folder, 'r.xml')];

    await gradeAndReport('thread/mutex', folder, { ...flags, json, junit }, engine);

    expect(JSON.parse(readFileSync(json, 'utf8'))).toMatchObject({ assignment: 'thread/mutex' });
    expect(readFileSync(junit, 'utf8')).toContain('<testcase');
  });

  test('a report that cannot be written is an error of ours, and the others are written', async () => {
    const junit = join(folder, 'r.xml');

    const code = await gradeAndReport('thread/mutex', folder, { ...flags, json: folder, junit }, engine);

    expect(code).toBe(3);
    expect(existsSync(junit)).toBe(true);
  });

  test('refuses a path that is not there', async () => {
    await expect(gradeAndReport('thread/mutex', join(folder, 'none'), flags, engine)).rejects.toThrow('There is no');
  });

  test('ends with 130 after an interruption, with the engine told to stop and not listened to any more', async () => {
    const slow: Grade = async ({ signal }, listener) =>
      new Promise((_, reject) => {
        signal?.addEventListener('abort', () => {
          listener.checkFinished?.(exampleCheck({ outcome: 'error' }));
          reject(new Error('stopped'));
        });
        process.emit('SIGINT');
      });

    expect(await gradeAndReport('thread/mutex', folder, flags, slow)).toBe(130);
    expect(process.stdout.write).not.toHaveBeenCalled();
  });

  test('lets an error of the engine through', async () => {
    const broken: Grade = async () => Promise.reject(new Error('bug'));

    await expect(gradeAndReport('thread/mutex', folder, flags, broken)).rejects.toThrow('bug');
  });
});
