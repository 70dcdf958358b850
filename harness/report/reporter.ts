/**
 * Reporters: optional handlers of what happens while a submission is graded, behind a broadcaster that isolates one
 * that throws. A report that cannot be written must never change a grade or stop the other reports.
 */
import type { CheckResult, Finding, Result } from './result.js';

/** What a report needs to know of a check before it has a result. */
export interface CheckHeading {
  readonly id: string;
  readonly title: { readonly en: string; readonly zh: string };
  readonly points: number;
  readonly visibility: 'public' | 'hidden';
}

export interface CheckProgress {
  /** Executions of the check so far. */
  executions: number;
  /** What they are spent on, as in `preemption-bounded search`. */
  strategy: string;
}

/** What the grading engine tells. Every handler is optional and called in the order of the events. */
export interface GradeListener {
  checkStarted?(check: CheckHeading): void;
  progress?(check: CheckHeading, progress: CheckProgress): void;
  /** As soon as a finding is certain, before its check has finished. */
  finding?(check: CheckHeading, finding: Finding): void;
  checkFinished?(check: CheckResult): void;
}

export interface Reporter extends GradeListener {
  /** Names the reporter where it fails, as in `junit`. */
  readonly name: string;
  /** The whole result, once, last. */
  graded?(result: Result): void | Promise<void>;
}

export interface ReporterFailure {
  reporter: string;
  error: unknown;
}

/** Passes every event to every reporter; a reporter that throws is dropped and named in `failures`. */
export class Broadcaster implements Required<GradeListener> {
  readonly failures: ReporterFailure[] = [];
  #reporters: readonly Reporter[];

  constructor(reporters: readonly Reporter[]) {
    this.#reporters = reporters;
  }

  checkStarted(check: CheckHeading): void {
    this.#tell((reporter) => reporter.checkStarted?.(check));
  }

  progress(check: CheckHeading, progress: CheckProgress): void {
    this.#tell((reporter) => reporter.progress?.(check, progress));
  }

  finding(check: CheckHeading, finding: Finding): void {
    this.#tell((reporter) => reporter.finding?.(check, finding));
  }

  checkFinished(check: CheckResult): void {
    this.#tell((reporter) => reporter.checkFinished?.(check));
  }

  async graded(result: Result): Promise<void> {
    for (const reporter of this.#reporters) {
      try {
        await reporter.graded?.(result);
      } catch (error) {
        this.#drop(reporter, error);
      }
    }
  }

  /** Tells nobody anything more: what comes after an interruption is only how it ends. */
  silence(): void {
    this.#reporters = [];
  }

  #tell(event: (reporter: Reporter) => void): void {
    for (const reporter of this.#reporters) {
      try {
        event(reporter);
      } catch (error) {
        this.#drop(reporter, error);
      }
    }
  }

  #drop(reporter: Reporter, error: unknown): void {
    this.failures.push({ reporter: reporter.name, error });
    this.#reporters = this.#reporters.filter((other) => other !== reporter);
  }
}
