/** Whether the checks of an assignment see that a mutant of its reference is wrong. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import tmp from 'tmp';
import type { LoadedAssignment } from '../assignment/load.js';
import type { Grade } from '../grade/events.js';
import type { ExplorerPool } from '../grade/explorer-pool.js';
import type { Mutant } from '../mutation/mutants.js';
import type { CheckResult } from '../report/result.js';

export type Judgement =
  | { type: 'killed'; check: string; kind: string }
  | { type: 'survived' }
  /** It does not get to its first step, which takes no check to find out. */
  | { type: 'invalid'; message: string }
  /** A check could not be judged: an error of the harness. */
  | { type: 'error'; check: string; message: string };

export interface MutantInput {
  assignment: LoadedAssignment;
  /** The reference's files; the mutant's own takes the place of one. */
  files: ReadonlyMap<string, string>;
  mutant: Mutant;
  seed: number;
  explorers: ExplorerPool;
  signal: AbortSignal;
}

/** Grades until the first check fails; undefined where `signal` has ended it. */
export async function judgeMutant(input: MutantInput, grade: Grade): Promise<Judgement | undefined> {
  const { assignment, files, mutant, seed, explorers, signal } = input;
  const folder = tmp.dirSync({ prefix: 'interleave-mutant-', unsafeCleanup: true });
  try {
    for (const [path, text] of new Map([...files, [mutant.file, mutant.source]])) {
      mkdirSync(dirname(join(folder.name, path)), { recursive: true });
      writeFileSync(join(folder.name, path), text);
    }
    const enough = new AbortController();
    let failed: Judgement | undefined;
    const options = { assignment, submissionPath: folder.name, seed, jobs: 1, lang: 'en' as const, explorers };
    const checkFinished = (check: CheckResult): void => {
      failed ??= enough.signal.aborted ? undefined : failure(check);
      if (failed !== undefined) enough.abort();
    };
    try {
      const all = AbortSignal.any([signal, enough.signal]);
      const { checks } = await grade({ ...options, signal: all }, { checkFinished });
      return failed ?? (signal.aborted ? undefined : (errorIn(checks) ?? { type: 'survived' }));
    } catch (error) {
      if (failed !== undefined) return failed;
      if (signal.aborted) return undefined;
      throw error;
    }
  } finally {
    folder.removeCallback();
  }
}

/** What a failed check says; every finding of one has been confirmed. */
function failure({ id, outcome, findings: [finding] }: CheckResult): Judgement | undefined {
  if (outcome !== 'failed' || finding === undefined) return undefined;
  if (finding.kind === 'broken-at-load') return { type: 'invalid', message: finding.message };
  return { type: 'killed', check: id, kind: finding.kind };
}

function errorIn(checks: readonly CheckResult[]): Judgement | undefined {
  const check = checks.find(({ outcome }) => outcome === 'error');
  return check && { type: 'error', check: check.id, message: check.reason ?? '' };
}
