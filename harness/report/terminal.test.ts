import { describe, expect, test } from '@jest/globals';
import { Writable } from 'node:stream';
import { exampleCheck, exampleResult } from './example-result.js';
import type { CheckHeading } from './reporter.js';
import type { Result } from './result.js';
import { plain } from './style.js';
import { terminalReporter } from './terminal.js';

class Screen extends Writable {
  text = '';
  columns = 40;
  constructor(readonly isTTY: boolean) {
    super();
  }
  override _write(chunk: Buffer, _: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

const heading: CheckHeading = {
  id: 'a',
  title: { en: 'One holder', zh: '一个持有者' },
  points: 1,
  visibility: 'public',
};

const report = async (result: Result, lang: 'en' | 'zh' = 'en', isTTY = false): Promise<string> => {
  const screen = new Screen(isTTY);
  const reporter = terminalReporter({ output: screen, lang, submissionPath: 'my mutex', style: plain });
  for (const check of result.checks) {
    reporter.checkStarted?.(heading);
    reporter.progress?.(heading, { executions: 1234, strategy: 'random walk' });
    reporter.checkFinished?.(check);
  }
  await reporter.graded?.(result);
  return screen.text;
};

describe('terminalReporter', () => {
  test('has a line per check, then the findings, then the points', async () => {
    expect(await report(exampleResult())).toBe(`\
✘    0/25  One holder at a time · mutual-exclusion
✔   10/10  The lock orders memory · proved: all 24 executions
✔     5/5  release of a free lock throws (hidden) · bounded: all executions with at most 2 preemptions (12,345 runs, repeats included)
           limits: a getter runs without a switch
–    0/15  Three threads · requires 'one-at-a-time'
!     0/5  Who waits, sleeps · could not be judged: the explorer went away

── One holder at a time (one-at-a-time)

Two threads are in the critical section at the same time.
  mutex.ts:12  Atomics.load(memory, 0)

See it again: interleave replay il1_example 'my mutex'

All this is about the check’s scenario, a small program that calls your code. proved: no schedule of it breaks the property; bounded: none with so few forced switches does.

Points 15/60 (seed 1)
`);
  });

  test.each([
    [0, 500, 'run 500 times on this machine without forcing anything, it never failed: luck hides this mistake'],
    [0, 1, 'run once on this machine without forcing anything, it did not fail: too few to tell'],
    [1, 1, 'run once on this machine without forcing anything, it failed once'],
    [12, 1500, 'run 1,500 times on this machine without forcing anything, it failed 12 times'],
  ])('says in words that %d of %d free runs failed', async (failures, runs, words) => {
    const text = await report(exampleResult({ checks: [exampleCheck({ rate: { failures, runs } })] }));

    expect(text).toContain(`           ${words}\n`);
  });

  test('says once what several checks found', async () => {
    const text = await report(exampleResult({ checks: [exampleCheck({ id: 'a' }), exampleCheck({ id: 'b' })] }));

    expect(text.match(/mutex\.ts:12/g)).toHaveLength(1);
    expect(text).toContain('── Several checks (a, b)');
  });

  test('speaks Chinese', async () => {
    const text = await report(exampleResult(), 'zh');

    expect(text).toContain('已证明：全部 24 种执行');
    expect(text).toContain('得分 15/60');
  });

  test('shows progress on a terminal only, in one line that it clears', async () => {
    expect(await report(exampleResult(), 'en', true)).toContain('… One holder\r\u001b[2K');
    expect(await report(exampleResult(), 'en', false)).not.toContain('…');
  });

  test('obeys no escape sequence of a submission', async () => {
    const hostile = exampleCheck({ title: '\u001b[2J\u001b]0;title\u0007', reason: '\u009b2J\r' });

    const text = await report(exampleResult({ checks: [hostile] }));

    // oxlint-disable-next-line no-control-regex
    expect(text).not.toMatch(/[\u001b\u009b\u0007\r]/);
  });
});
