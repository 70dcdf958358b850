/**
 * Every check of an assignment as a test: `SUBMISSION=path npm run test:submission`.
 * `ASSIGNMENT=unit/mechanism` says which one where the name of the submitted file leaves it open.
 */
import { existsSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { test } from '@jest/globals';
import { listAssignments } from '../harness/assignment/list.js';

const submission = process.env['SUBMISSION'];

if (submission === undefined) {
  test.skip('SUBMISSION=path names the submission to grade', () => undefined);
} else {
  // The build: what runs the submission is started from there.
  const { gradeWithJest } = await import('interleave/jest');
  await gradeWithJest(process.env['ASSIGNMENT'] ?? assignmentOf(submission), submission);
}

/** The assignment whose mechanism names the submitted file; a mistake ends the run with what to type instead. */
function assignmentOf(path: string): string {
  if (!existsSync(path)) throw new Error(`SUBMISSION=${path}: there is no such path`);
  const hasFile = (name: string): boolean =>
    statSync(path).isDirectory() ? existsSync(join(path, name)) : basename(path) === name;
  const fitting = listAssignments().filter((id) => hasFile(`${id.split('/')[1] ?? ''}.ts`));
  const [first, ...others] = fitting;
  if (first !== undefined && others.length === 0) return first;
  throw new Error(
    first === undefined
      ? `SUBMISSION=${path} holds no file of a known assignment: add ASSIGNMENT=unit/mechanism`
      : `SUBMISSION=${path} fits ${fitting.join(' and ')}: add ASSIGNMENT=${first}`,
  );
}
