/** What the grading engine is asked and what it tells: the interface between the commands and the engine. */
import type { LoadedAssignment } from '../assignment/load.js';

import type { GradeListener } from '../report/reporter.js';
import type { CheckResult, Result } from '../report/result.js';
import type { ExplorerPool } from './explorer-pool.js';

export type { CheckHeading, CheckProgress, GradeListener } from '../report/reporter.js';

export interface GradeOptions {
  assignment: LoadedAssignment;
  /** The student's folder or file, as given. */
  submissionPath: string;
  seed: number;
  /** Executions for each check instead of the assignment's own. */
  budget?: number;
  /** Processes that explore at the same time; the grade does not depend on it. */
  jobs?: number;
  lang: 'en' | 'zh';
  /** Runs on free threads for each failure, to tell how often it shows by itself; default none. Never decides anything. */
  stress?: number;
  /** Run every schedule twice; a check whose executions differ ends as an error that names the step. */
  selfCheck?: boolean;
  /** Only these checks and what they require. */
  only?: string[];
  /** Results of checks that need not be graded again, by the check's id. */
  known?: ReadonlyMap<string, CheckResult>;
  /**
   * Checks that another seed passed, and how many executions the sampling strategies had: the searches are the same for
   * every seed, so only those executions are run.
   */
  searched?: ReadonlyMap<string, number>;
  /** To explore with, where several gradings may share processes; default new ones, ended at the end. */
  explorers?: ExplorerPool;
  /** Ends the grading: children are ended, and checks that have not finished get the outcome `error`. */
  signal?: AbortSignal;
}

export interface ReplayOptions {
  token: string;
  submissionPath: string;
  lang: 'en' | 'zh';
  signal?: AbortSignal;
}

export type ReplayOutcome =
  /** The execution showed the finding again; `text` is the explanation, ready to print. */
  | { status: 'repeated'; text: string }
  /** The execution ran to its end and the finding was not there: the submission has changed, or the harness is wrong. */
  | { status: 'passed'; text: string }
  /** The token is not for this version, assignment or submission, or is no token. */
  | { status: 'refused'; reason: string };

export type Grade = (options: GradeOptions, listener: GradeListener) => Promise<Result>;
