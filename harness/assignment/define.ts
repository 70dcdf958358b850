/**
 * What a teacher writes: one `assignment.ts` per assignment whose default export is `defineAssignment({...})`.
 *
 * The function only types its argument. The definition is validated when it is loaded (see `load.ts`), so that every
 * mistake is reported with the file that it stands in, and so that this entry stays free of the schema library.
 */
import type { Oracle } from '../oracle/oracle.js';
import type { ScenarioGenerator } from './scenario-generator.js';

/** A text that people read, in both languages of the course. */
export interface Text {
  en: string;
  zh: string;
}

export type Language = keyof Text;

export type World = 'thread' | 'coroutine' | 'process';

export type SubmissionExport =
  | { kind: 'class'; statics?: readonly string[]; methods?: readonly string[] }
  | { kind: 'function' };

export interface SubmissionShape {
  /** The file that the student hands in, relative to the submission's folder, as in `mutex.ts`. */
  file: string;
  /** What that file must export, by name. */
  exports: Readonly<Record<string, SubmissionExport>>;
}

export interface Budget {
  /** Executions that the explorer may spend on the check. */
  executions?: number;
  /** Steps after which one execution counts as endless. */
  steps?: number;
}

export interface Check {
  /** Unique within the assignment; lower case and hyphens, as in `no-busy-wait`. */
  id: string;
  title: Text;
  /** More than 0. */
  points: number;
  /** Hidden: what is sent to students before the deadline leaves the check's findings out. */
  visibility: 'public' | 'hidden';
  /** Checks that must have passed; otherwise this one is skipped. */
  requires?: readonly string[];
  /** The name under which the scenarios' file exports it. */
  scenario: string;
  /**
   * Where the scenario leaves its tasks to a generator (`threadOperations`, `coroutineOperations`): which operations, and
   * how many. The budget is shared out among the scenarios that are drawn.
   */
  generate?: ScenarioGenerator;
  /** All must hold. An error that nobody catches, a false `check` of the scenario and a task left over count without being named. */
  oracles: readonly Oracle[];
  /** Why the property matters: shown with every failure. */
  rationale: Text;
  /** Where to look: shown with every failure, never the solution. */
  help: Text;
  budget?: Budget;
}

export interface AssignmentDefinition {
  /** `unit/mechanism`, as in `thread/mutex`. */
  id: string;
  title: Text;
  world: World;
  submission: SubmissionShape;
  /** The file that exports the scenarios, relative to the assignment's folder; default `./scenarios.ts`. */
  scenarios?: string;
  checks: readonly Check[];
}

/** Declares an assignment. */
export function defineAssignment(definition: AssignmentDefinition): AssignmentDefinition {
  return definition;
}
