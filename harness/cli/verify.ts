/** `interleave verify`: an assignment is right when its reference and its fixtures get what they must. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import pLimit from 'p-limit';
import { loadFixtures } from '../assignment/fixture.js';
import { expandUnit } from '../assignment/list.js';
import { type LoadedAssignment, loadAssignment } from '../assignment/load.js';
import type { Grade, GradeOptions } from '../grade/events.js';
import { ExplorerPool } from '../grade/explorer-pool.js';
import type { CheckResult, Result } from '../report/result.js';
import { type Style, styleFor } from '../report/style.js';
import { deviations, type Expectation } from './deviations.js';
import { exitCode } from './exit.js';
import { interruptible } from './interruption.js';

export interface VerifyFlags {
  seeds: number;
  jobs?: number;
  selfCheck?: boolean;
}

/** Candidates at a time. */
const JOBS = 2;

interface Candidate {
  name: string;
  folder: string;
  expect: Expectation;
}

interface Tally {
  right: number;
  wrong: number;
  seconds: number;
}

export async function verify(idOrUnit: string, flags: VerifyFlags): Promise<number> {
  const { grade } = await import('../grade/grade.js');
  return verifyWith(idOrUnit, flags, grade);
}

/** Apart from the command so that tests can bring an engine of their own. */
export async function verifyWith(idOrUnit: string, flags: VerifyFlags, grade: Grade): Promise<number> {
  const ids = existsSync(join(idOrUnit, 'assignment.ts')) ? [idOrUnit] : expandUnit(idOrUnit);
  const tally: Tally = { right: 0, wrong: 0, seconds: 0 };
  const started = performance.now();
  const style = styleFor(process.stdout);
  return interruptible(async (interruption) => {
    const { signal } = interruption;
    const explorers = new ExplorerPool(signal);
    try {
      for (const id of ids) {
        if (signal.aborted) break;
        await verifyAssignment(await loadAssignment(id), { ...flags, explorers, signal }, grade, tally, style);
      }
    } finally {
      explorers.close();
    }
    tally.seconds = (performance.now() - started) / 1000;
    console.log(summary(idOrUnit, tally, flags.seeds, interruption.happened));
    if (interruption.happened) return exitCode.interrupted;
    return tally.wrong === 0 && tally.right > 0 ? exitCode.ok : exitCode.marksLost;
  });
}

interface Means extends VerifyFlags {
  explorers: ExplorerPool;
  signal: AbortSignal;
}

/** Several candidates at a time, each with one explorer; told of in their order, each as soon as those before it are. */
async function verifyAssignment(
  assignment: LoadedAssignment,
  means: Means,
  grade: Grade,
  tally: Tally,
  style: Style,
): Promise<void> {
  const limit = pLimit(means.jobs ?? JOBS);
  const running = candidates(assignment).map((candidate) => ({
    label: `${assignment.definition.id} ${candidate.name}`,
    differences: limit(() => differences(assignment, candidate, means, grade)),
  }));
  for (const { label, differences } of running) {
    const wrong = await differences;
    if (wrong === undefined) continue;
    if (wrong.length === 0) tally.right += 1;
    else tally.wrong += 1;
    const sign = wrong.length === 0 ? style('green', '✔') : style('red', '✘');
    console.log([`${sign} ${label}`, ...wrong.map((each) => `    ${each}`)].join('\n'));
  }
}

function candidates({ definition, root }: LoadedAssignment): Candidate[] {
  const reference = join(root, 'reference', definition.id);
  return [
    { name: 'reference', folder: reference, expect: 'full-marks' },
    ...loadFixtures(join(root, 'fixtures', definition.id)),
  ];
}

/** What is not as it must be, by seed; undefined where it was interrupted. */
async function differences(
  assignment: LoadedAssignment,
  { folder, expect }: Candidate,
  { seeds, selfCheck, explorers, signal }: Means,
  grade: Grade,
): Promise<string[] | undefined> {
  const wrong: string[] = [];
  let known: ReadonlyMap<string, CheckResult> | undefined;
  let searched: ReadonlyMap<string, number> | undefined;
  for (let seed = 1; seed <= seeds && !signal.aborted; seed++) {
    const base = {
      assignment,
      submissionPath: folder,
      seed,
      jobs: 1,
      lang: 'en' as const,
      explorers,
      signal,
      ...(known && { known }),
      ...(searched && { searched }),
    };
    const options: GradeOptions = selfCheck === true ? { ...base, selfCheck } : base;
    try {
      const result = await grade(options, {});
      if (!signal.aborted) wrong.push(...deviations(result, expect).map((each) => `seed ${String(seed)}: ${each}`));
      known ??= sameForEverySeed(result);
      searched ??= samplesOf(result);
      if (known.size === result.checks.length) break;
    } catch (error) {
      wrong.push(`seed ${String(seed)}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    }
  }
  return signal.aborted ? undefined : wrong;
}

/** The checks that chance had no part in; what another seed might find may also be what a skipped check waits for. */
function sameForEverySeed({ checks }: Result): Map<string, CheckResult> {
  const isSettled = ({ outcome, seeded }: CheckResult): boolean =>
    seeded !== true && (outcome === 'passed' || outcome === 'failed');
  const settled = checks.filter(isSettled);
  const skipsAreSettled = checks.every((check) => check.outcome === 'skipped' || isSettled(check));
  return new Map((skipsAreSettled ? checks : settled).map((check) => [check.id, check]));
}

/** The checks that passed, where another seed can only come to other samples. */
function samplesOf({ checks }: Result): Map<string, number> {
  return new Map(
    checks.flatMap(({ id, outcome, seeded, sampled }) =>
      outcome === 'passed' && seeded === true && sampled !== undefined ? [[id, sampled] as const] : [],
    ),
  );
}

function summary(target: string, { right, wrong, seconds }: Tally, seeds: number, interrupted: boolean): string {
  const state = interrupted ? 'interrupted' : wrong === 0 && right > 0 ? 'clean' : 'NOT clean';
  const seedText = seeds === 1 ? '1 seed' : `${String(seeds)} seeds`;
  return `verify ${target}: ${state}: ${String(right)} right, ${String(wrong)} wrong (${seedText}, ${seconds.toFixed(1)} s)`;
}
