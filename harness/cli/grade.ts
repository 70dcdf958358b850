/** `interleave grade` */
import { existsSync } from 'node:fs';
import type { Language } from '../assignment/define.js';
import { loadAssignment } from '../assignment/load.js';
import type { Grade } from '../grade/events.js';
import { Broadcaster, type Reporter } from '../report/reporter.js';
import type { Result } from '../report/result.js';
import { terminalReporter } from '../report/terminal.js';
import { exitCode, UsageError } from './exit.js';
import { type Interruption, interruptible } from './interruption.js';

export interface GradeFlags {
  json?: string;
  junit?: string;
  seed: number;
  budget?: number;
  /** In per cent of the points. */
  failUnder: number;
  lang: Language;
  jobs?: number;
  selfCheck?: boolean;
}

/** For every failure: enough to tell something common from something rare. */
const STRESS_RUNS = 500;

export async function gradeCommand(assignment: string, path: string, flags: GradeFlags): Promise<number> {
  const { grade } = await import('../grade/grade.js');
  return gradeAndReport(assignment, path, flags, grade);
}

/** Apart from the command so that tests can bring an engine of their own. */
export async function gradeAndReport(
  assignment: string,
  path: string,
  flags: GradeFlags,
  grade: Grade,
): Promise<number> {
  const loaded = await loadAssignment(assignment);
  if (!existsSync(path)) throw new UsageError(`There is no ${path}. Give the folder of the submission, or its file.`);
  const broadcaster = new Broadcaster(await reporters(path, flags));
  return interruptible(async (interruption) => {
    interruption.signal.addEventListener('abort', () => {
      broadcaster.silence();
    });
    const result = await gradeUnlessInterrupted(interruption, () =>
      grade(
        {
          assignment: loaded,
          submissionPath: path,
          seed: flags.seed,
          lang: flags.lang,
          signal: interruption.signal,
          stress: STRESS_RUNS,
          ...(flags.budget === undefined ? {} : { budget: flags.budget }),
          ...(flags.selfCheck === true ? { selfCheck: true } : {}),
          ...(flags.jobs === undefined ? {} : { jobs: flags.jobs }),
        },
        broadcaster,
      ),
    );
    if (!result || interruption.happened) {
      console.error(
        flags.lang === 'zh' ? '\n已中断：以上是中断前完成的检查。' : '\nInterrupted: the checks above had finished.',
      );
      return exitCode.interrupted;
    }
    await broadcaster.graded(result);
    for (const { reporter, error } of broadcaster.failures) console.error(`The ${reporter} report failed:`, error);
    return broadcaster.failures.length > 0 ? exitCode.harness : codeOf(result, flags.failUnder);
  });
}

async function reporters(path: string, { json, junit, lang }: GradeFlags): Promise<Reporter[]> {
  const output = json === '-' ? process.stderr : process.stdout;
  return [
    terminalReporter({ output, lang, submissionPath: path }),
    ...(json === undefined ? [] : [(await import('../report/json.js')).jsonReporter(json)]),
    ...(junit === undefined ? [] : [(await import('../report/junit.js')).junitReporter(junit)]),
  ];
}

/** What the engine throws once it has been interrupted is no error. */
async function gradeUnlessInterrupted(
  interruption: Interruption,
  grade: () => Promise<Result>,
): Promise<Result | undefined> {
  try {
    return await grade();
  } catch (error) {
    if (interruption.happened) return undefined;
    throw error;
  }
}

/** A check that could not be judged needs a person, whatever the points are. */
export function codeOf(result: Pick<Result, 'points' | 'maxPoints' | 'checks'>, failUnder: number): number {
  if (result.checks.some((check) => check.outcome === 'error')) return exitCode.harness;
  // Compared without a division, so that 60% of 35 points is exactly 21.
  return result.points * 100 >= failUnder * result.maxPoints ? exitCode.ok : exitCode.marksLost;
}
