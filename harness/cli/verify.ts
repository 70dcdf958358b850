/** `interleave verify`: an assignment is right when its reference and its fixtures get what they must. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { loadFixtures } from '../assignment/fixture.js';
import { expandUnit } from '../assignment/list.js';
import { type LoadedAssignment, loadAssignment } from '../assignment/load.js';
import type { Grade } from '../grade/events.js';
import { type Style, styleFor } from '../report/style.js';
import { deviations, type Expectation } from './deviations.js';
import { exitCode } from './exit.js';
import { interruptible } from './interruption.js';

export interface VerifyFlags {
  seeds: number;
  jobs?: number;
  selfCheck?: boolean;
}

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
    for (const id of ids) {
      const assignment = await loadAssignment(id);
      for (const candidate of candidates(assignment)) {
        if (interruption.happened) break;
        await verifyCandidate(assignment, candidate, flags, grade, tally, interruption.signal, style);
      }
    }
    tally.seconds = (performance.now() - started) / 1000;
    console.log(summary(idOrUnit, tally, flags.seeds, interruption.happened));
    if (interruption.happened) return exitCode.interrupted;
    return tally.wrong === 0 && tally.right > 0 ? exitCode.ok : exitCode.marksLost;
  });
}

function candidates({ definition, root }: LoadedAssignment): Candidate[] {
  const reference = join(root, 'reference', definition.id);
  return [
    { name: 'reference', folder: reference, expect: 'full-marks' },
    ...loadFixtures(join(root, 'fixtures', definition.id)),
  ];
}

async function verifyCandidate(
  assignment: LoadedAssignment,
  { name, folder, expect }: Candidate,
  { seeds, jobs, selfCheck }: VerifyFlags,
  grade: Grade,
  tally: Tally,
  signal: AbortSignal,
  style: Style,
): Promise<void> {
  const label = `${assignment.definition.id} ${name}`;
  const wrong: string[] = [];
  for (let seed = 1; seed <= seeds && !signal.aborted; seed++) {
    const options = {
      assignment,
      submissionPath: folder,
      seed,
      lang: 'en' as const,
      signal,
      ...(selfCheck === true && { selfCheck }),
    };
    try {
      const result = await grade(jobs === undefined ? options : { ...options, jobs }, {});
      if (signal.aborted) return;
      wrong.push(...deviations(result, expect).map((each) => `seed ${String(seed)}: ${each}`));
    } catch (error) {
      if (signal.aborted) return;
      wrong.push(`seed ${String(seed)}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    }
  }
  if (signal.aborted) return;
  if (wrong.length === 0) {
    tally.right += 1;
    console.log(`${style('green', '✔')} ${label}`);
  } else {
    tally.wrong += 1;
    console.log([`${style('red', '✘')} ${label}`, ...wrong.map((each) => `    ${each}`)].join('\n'));
  }
}

function summary(target: string, { right, wrong, seconds }: Tally, seeds: number, interrupted: boolean): string {
  const state = interrupted ? 'interrupted' : wrong === 0 && right > 0 ? 'clean' : 'NOT clean';
  const seedText = seeds === 1 ? '1 seed' : `${String(seeds)} seeds`;
  return `verify ${target}: ${state}: ${String(right)} right, ${String(wrong)} wrong (${seedText}, ${seconds.toFixed(1)} s)`;
}
