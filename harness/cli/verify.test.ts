import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { Grade } from '../grade/events.js';
import { exampleCheck, exampleResult } from '../report/example-result.js';
import { verifyWith } from './verify.js';

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

/** Gives everybody full marks: right for the reference and the correct fixtures only. */
const kind: Grade = async () =>
  Promise.resolve(exampleResult({ checks: [exampleCheck({ id: 'one-at-a-time', outcome: 'passed', findings: [] })] }));

describe('verify', () => {
  test('is not clean where broken fixtures get away', async () => {
    const code = await verifyWith('thread/mutex', { seeds: 2 }, kind);

    expect(code).toBe(1);
    expect(lines[0]).toBe('✔ thread/mutex reference');
    expect(lines).toContain('✘ thread/mutex check-then-act');
    expect(lines).toContain('    seed 1: one-at-a-time: passed, expected mutual-exclusion');
    expect(lines.at(-1)).toMatch(/^verify thread\/mutex: NOT clean: \d+ right, \d+ wrong \(2 seeds, [\d.]+ s\)$/);
  });

  test('asks again, with the next seed, only for what chance had a part in', async () => {
    const settled = exampleCheck({ id: 'settled', outcome: 'passed', findings: [] });
    const seeded = exampleCheck({ id: 'seeded', outcome: 'passed', findings: [], seeded: true, sampled: 7 });
    const asked: string[] = [];
    const chance: Grade = async ({ submissionPath, seed, known, searched }) => {
      if (submissionPath.includes('reference'))
        asked.push(`${String(seed)}: ${[...(known?.keys() ?? [])].join()} ${[...(searched ?? [])].join()}`);
      return Promise.resolve(
        exampleResult({ checks: submissionPath.endsWith('closures') ? [settled] : [settled, seeded] }),
      );
    };
    await verifyWith('thread/mutex', { seeds: 3 }, chance);

    expect(asked).toEqual(['1:  ', '2: settled seeded,7', '3: settled seeded,7']);
  });

  test('counts an engine that throws as wrong, and goes on', async () => {
    const broken: Grade = async () => Promise.reject(new Error('no explorer'));

    expect(await verifyWith('thread/mutex', { seeds: 1 }, broken)).toBe(1);
    expect(lines.filter((line) => line.includes('no explorer')).length).toBeGreaterThan(1);
    expect(lines.at(-1)).toContain('NOT clean: 0 right');
  });

  test('says how far it came when it is interrupted', async () => {
    const interrupted: Grade = async (options, listener) => {
      process.emit('SIGINT');
      return kind(options, listener);
    };

    expect(await verifyWith('thread/mutex', { seeds: 1 }, interrupted)).toBe(130);
    expect(lines.at(-1)).toContain('interrupted: 0 right, 0 wrong');
  });
});
