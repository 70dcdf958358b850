import { describe, it } from '@jest/globals';
import { loadAssignment } from '../assignment/load.js';
import type { CheckResult, Result } from '../report/result.js';
import { grade } from './grade.js';

export interface JestOptions {
  seed?: number;
  lang?: 'en' | 'zh';
  /** For one check; default ten minutes. */
  timeoutMs?: number;
}

/**
 * Declares one Jest test for each check of an assignment; a check that fails has the explanation as its message.
 * Call it at the top level of a test file, after `await`: `await gradeWithJest('thread/mutex', './mutex')`.
 *
 * @throws AssignmentError where there is no such assignment
 */
export async function gradeWithJest(
  assignmentId: string,
  submissionPath: string,
  options: JestOptions = {},
): Promise<void> {
  const { seed = 1, lang = 'en', timeoutMs = 600_000 } = options;
  const assignment = await loadAssignment(assignmentId);
  let graded: Promise<Result> | undefined;
  const once = (): Promise<Result> => (graded ??= grade({ assignment, submissionPath, seed, lang }, {}));
  describe(`${assignment.definition.id}: ${submissionPath}`, () => {
    for (const check of assignment.definition.checks) {
      it(
        `${check.title[lang]} (${String(check.points)})`,
        async () => {
          const result = (await once()).checks.find((each) => each.id === check.id);
          const problem = result === undefined ? 'the check has no result' : problemOf(result);
          if (problem !== undefined) throw new Error(problem);
        },
        timeoutMs,
      );
    }
  });
}

function problemOf(check: CheckResult): string | undefined {
  switch (check.outcome) {
    case 'passed':
      return undefined;
    case 'failed':
      return check.findings.map((finding) => finding.explanation).join('\n\n');
    case 'skipped':
    case 'error':
      return check.reason ?? check.outcome;
    default:
      return check.outcome satisfies never;
  }
}
