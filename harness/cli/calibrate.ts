/** `interleave calibrate`: mutation testing of the checks. Every mistake put into the reference must cost it marks. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pLimit from 'p-limit';
import { AssignmentError } from '../assignment/assignment-error.js';
import { expandUnit } from '../assignment/list.js';
import { type LoadedAssignment, loadAssignment } from '../assignment/load.js';
import type { Grade } from '../grade/events.js';
import { ExplorerPool } from '../grade/explorer-pool.js';
import { loadEquivalents } from '../mutation/equivalents.js';
import { type Mutant, mutantsOf } from '../mutation/mutants.js';
import { type Style, styleFor } from '../report/style.js';
import { readSubmission } from '../submission/read.js';
import { type Calibration, calibrationLines, calibrationOf, isExplained, summaryLine } from './calibration.js';
import { exitCode, UsageError } from './exit.js';
import { interruptible } from './interruption.js';
import { judgeMutant, type Judgement } from './judge-mutant.js';
import { statusLine } from './status-line.js';

export interface CalibrateFlags {
  seed: number;
  jobs?: number;
  /** An id of a mutant, or the name of an operator for all that it makes. */
  only?: string;
  json?: string;
}

const JOBS = 2;

export async function calibrate(idOrUnit: string, flags: CalibrateFlags): Promise<number> {
  const { grade } = await import('../grade/grade.js');
  return calibrateWith(idOrUnit, flags, grade);
}

/** Apart from the command so that tests can bring an engine of their own. */
export async function calibrateWith(idOrUnit: string, flags: CalibrateFlags, grade: Grade): Promise<number> {
  const ids = existsSync(join(idOrUnit, 'assignment.ts')) ? [idOrUnit] : expandUnit(idOrUnit);
  const style = styleFor(process.stdout);
  return interruptible(async ({ signal }) => {
    const done: Calibration[] = [];
    for (const id of ids) {
      const assignment = await loadAssignment(id);
      const calibration = await calibrateOne(assignment, flags, grade, signal);
      if (calibration === undefined) break;
      done.push(calibration);
      console.log(report(calibration, style));
    }
    const judged = done.flatMap((each) => each.judged);
    if (judged.length === 0 && flags.only !== undefined && !signal.aborted) {
      throw new UsageError(`There is no mutant '${flags.only}' and no operator of that name that fits here.`);
    }
    if (ids.length > 1) console.log(summaryLine(idOrUnit, { judged }));
    if (signal.aborted) {
      console.error('\nInterrupted: the assignments above had finished.');
      return exitCode.interrupted;
    }
    if (flags.json !== undefined) writeFileSync(flags.json, `${JSON.stringify(done.map(plain), undefined, 2)}\n`);
    return done.every(isExplained) ? exitCode.ok : exitCode.marksLost;
  });
}

async function calibrateOne(
  assignment: LoadedAssignment,
  { seed, jobs = JOBS, only }: CalibrateFlags,
  grade: Grade,
  signal: AbortSignal,
): Promise<Calibration | undefined> {
  const { definition, root } = assignment;
  const reference = join(root, 'reference', definition.id);
  const equivalents = loadEquivalents(join(reference, 'equivalent.json'));
  const read = readSubmission(reference, definition.submission.file);
  if (read.kind === 'problem') throw new AssignmentError(read.problem.message);
  const { files } = read;
  const all = [...files].flatMap(([file, source]) => mutantsOf(file, source));
  const selected = all.filter(({ id, operator }) => only === undefined || id === only || operator === only);
  const status = statusLine(process.stderr);
  const limit = pLimit(jobs);
  const explorers = new ExplorerPool(signal);
  let finished = 0;
  const judge = async (mutant: Mutant): Promise<{ mutant: Mutant; judgement: Judgement | undefined }> => {
    if (signal.aborted) return { mutant, judgement: undefined };
    status.show(`${definition.id}: mutant ${String(finished + 1)} of ${String(selected.length)}: ${mutant.id}`);
    const judgement = await judgeMutant({ assignment, files, mutant, seed, explorers, signal }, grade);
    finished += 1;
    return { mutant, judgement };
  };
  try {
    const results = await Promise.all(selected.map((mutant) => limit(judge, mutant)));
    const judged = results.flatMap(({ mutant, judgement }) => (judgement === undefined ? [] : [{ mutant, judgement }]));
    return signal.aborted ? undefined : calibrationOf(definition.id, judged, all, equivalents);
  } finally {
    explorers.close();
    status.clear();
  }
}

function report(calibration: Calibration, style: Style): string {
  const sign = isExplained(calibration) ? style('green', '✔') : style('red', '✘');
  return [`${sign} ${summaryLine(calibration.assignment, calibration)}`, ...calibrationLines(calibration, style)].join(
    '\n',
  );
}

/** For a file: the changes say enough, the whole sources would be too much. */
function plain({ assignment, judged, stale }: Calibration): object {
  return {
    assignment,
    mutants: judged.map(({ mutant: { source: _, ...mutant }, fate }) => ({ ...mutant, ...fate })),
    stale,
  };
}
