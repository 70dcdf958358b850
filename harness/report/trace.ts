/** The picture of an execution as data: rows in the order of the steps, each in the column of its task. */
import type { Value } from '../oracle/history.js';
import type { FindingKind } from '../oracle/oracle.js';
import type { Site } from '../submission/program.js';
import { conflictOf, type ConflictHint } from './conflict.js';
import { SCENARIO } from './legend.js';
import { messages, type Lang } from './messages.js';
import { foldSpins } from './spins.js';
import { effectText, preemptedAfter } from './step-effect.js';

/** One step of a detailed trace. */
export interface TraceStep {
  task: number;
  /** An index into the sites; anything else where the step has no place in the source. */
  site: number;
  /**
   * What it does: an operation as in `Read`, `Load`, `CompareExchange`, `notify`; `sleeps`, `wakes`, `wakes late`, `times out`, or `wait`
   * where the value was another one; `spin`; or a word of the scenario.
   */
  kind: string;
  /** The cell that it touches, as in `memory[0]`. */
  cell: string | null;
  /** The cell's value before and after the step. */
  before: Value;
  after: Value;
  /** What the operation returned. */
  result: Value;
  /** How the scheduler came to this task: it went on, another task was preempted for it, or another could not go on. */
  switch: 'none' | 'preemption' | 'blocked';
  /** Said beside the step instead of what it does to a cell. */
  note?: string;
}

export type Row =
  | {
      type: 'step';
      task: number;
      place: string;
      /** The function of the submission that the step is in. */
      within?: string;
      text: string;
      effect: string;
      conflicting: boolean;
    }
  /** The last `steps` rows of the task stand for that many iterations. */
  | { type: 'spins'; task: number; steps: number; times: number; text: string }
  | { type: 'preempted'; task: number; text: string };

/** One of the two accesses that conflict. */
export interface PictureAccess {
  task: number;
  access: 'read' | 'write' | 'notify' | 'sleep';
  place: string;
  text: string;
}

export interface Picture {
  tasks: string[];
  rows: Row[];
  /** How many times the scheduler switched away from a task that could go on. */
  preemptions: number;
  conflict?: { cell: string; accesses: [PictureAccess, PictureAccess] };
}

export interface PictureOptions {
  lang?: Lang;
  /** What the finding knows about the conflict: the accesses of a race. */
  hint?: ConflictHint | undefined;
  /** What was violated, where that is known. */
  kind?: FindingKind | undefined;
}

/** Computes the picture. Nothing of it depends on the width of a terminal. */
export function pictureOf(
  steps: readonly TraceStep[],
  sites: readonly Site[],
  tasks: readonly string[],
  { lang = 'en', hint, kind }: PictureOptions = {},
): Picture {
  const words = messages[lang];
  const conflict = conflictOf(steps, { hint, kind });
  const marked = conflict === undefined ? [] : [conflict.first, conflict.second];
  const rows: Row[] = [];
  for (const part of foldSpins(steps)) {
    for (const index of part.shown) {
      // The index is one of the steps'.
      const step = steps[index] as TraceStep;
      const site = sites[step.site];
      rows.push({
        type: 'step',
        task: step.task,
        place: placeOf(sites, step.site),
        ...(site?.within !== undefined && site.file !== SCENARIO && { within: site.within }),
        text: site?.text ?? step.kind,
        effect: effectText(step, lang),
        // A row that stands for several iterations is marked if any of them conflicts.
        conflicting: marked.some(
          (mark) => index <= mark && mark <= part.last && (mark - index) % part.shown.length === 0,
        ),
      });
    }
    const task = steps[part.last]?.task ?? 0;
    if (part.times > 1) {
      rows.push({ type: 'spins', task, steps: part.shown.length, times: part.times, text: words.spins(part.times) });
    }
    if (preemptedAfter(steps, part.last)) rows.push({ type: 'preempted', task, text: words.preempted });
  }
  const access = (index: number, kind: 'read' | 'write'): PictureAccess => {
    const step = steps[index] as TraceStep;
    return {
      task: step.task,
      access: doing(step) ?? kind,
      place: placeOf(sites, step.site),
      text: sites[step.site]?.text ?? step.kind,
    };
  };
  return {
    tasks: [...tasks],
    rows,
    preemptions: steps.filter((_, index) => preemptedAfter(steps, index)).length,
    ...(conflict && {
      conflict: {
        cell: conflict.cell,
        accesses: [access(conflict.first, conflict.firstAccess), access(conflict.second, conflict.secondAccess)],
      },
    }),
  };
}

/** What is less, or more, than to read or write. */
function doing({ kind }: TraceStep): 'notify' | 'sleep' | undefined {
  if (kind === 'notify') return 'notify';
  return kind === 'sleeps' ? 'sleep' : undefined;
}

/** As in `mutex.ts:12`; empty for a step without a place. */
export function placeOf(sites: readonly Site[], site: number): string {
  const found = sites[site];
  return found === undefined ? '' : `${found.file}:${String(found.line)}`;
}
