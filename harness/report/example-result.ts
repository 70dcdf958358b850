/** A result for the tests of reports: one check of every outcome. */
import type { CheckResult, Finding, Result } from './result.js';

const finding: Finding = {
  kind: 'mutual-exclusion',
  check: 'one-at-a-time',
  message: 'Two threads are in the critical section at the same time.',
  token: 'il1_example',
  confirmed: 'lockstep',
  class: 'check-then-act',
  explanation: 'Two threads are in the critical section at the same time.\n  mutex.ts:12  Atomics.load(memory, 0)',
};

export function exampleCheck(more: Partial<CheckResult> = {}): CheckResult {
  return {
    id: 'one-at-a-time',
    title: 'One holder at a time',
    points: 0,
    maxPoints: 25,
    visibility: 'public',
    outcome: 'failed',
    executions: 1234,
    findings: [finding],
    ...more,
  };
}

export function exampleResult(more: Partial<Result> = {}): Result {
  const passed: Pick<CheckResult, 'outcome' | 'findings'> = { outcome: 'passed', findings: [] };
  return {
    version: 1,
    harnessVersion: '0.1.0',
    assignment: 'thread/mutex',
    title: 'A mutual exclusion lock',
    submission: { path: 'my-mutex', digest: 'sha256:00' },
    seed: 1,
    points: 15,
    maxPoints: 60,
    checks: [
      exampleCheck(),
      exampleCheck({
        ...passed,
        id: 'no-data-race',
        title: 'The lock orders memory',
        points: 10,
        maxPoints: 10,
        strength: { level: 'proved', executions: 24, notes: [] },
      }),
      exampleCheck({
        ...passed,
        id: 'misuse',
        title: 'release of a free lock throws',
        points: 5,
        maxPoints: 5,
        visibility: 'hidden',
        strength: { level: 'bounded', preemptions: 2, executions: 12345, notes: ['a getter runs without a switch'] },
      }),
      exampleCheck({
        id: 'three-threads',
        title: 'Three threads',
        maxPoints: 15,
        outcome: 'skipped',
        findings: [],
        reason: "requires 'one-at-a-time'",
      }),
      exampleCheck({
        id: 'no-busy-wait',
        title: 'Who waits, sleeps',
        maxPoints: 5,
        outcome: 'error',
        findings: [],
        reason: 'the explorer went away',
      }),
    ],
    ...more,
  };
}
