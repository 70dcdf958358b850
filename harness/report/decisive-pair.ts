/**
 * Which two steps of a counterexample decide, where no pattern of a classical mistake says it. A counterexample is shrunk
 * to the fewest preemptions, so each one is needed: what the others do meanwhile meets what the preempted task had looked
 * at, or goes on to do.
 */
import type { Pair } from './stale-act.js';
import { lastBefore, looks, valueAt } from './stale-act.js';
import { changes, ofScenario, preemptedAfter, sameValue, stepClass } from './step-effect.js';
import type { TraceStep } from './trace.js';

/** A task is preempted after step `at`; the others have the steps up to `back`, where it goes on (or to the end). */
interface Gap {
  task: number;
  at: number;
  back: number;
}

type Steps = readonly TraceStep[];
type Rule = (steps: Steps, gap: Gap) => Pair | undefined;

/** The first pair that a rule finds at any preemption; the surest rule comes first. */
export function atPreemptions(steps: Steps, rules: readonly Rule[]): Pair | undefined {
  const gaps = steps.flatMap(({ task }, at) => {
    if (!preemptedAfter(steps, at)) return [];
    const back = steps.findIndex((step, later) => later > at && step.task === task);
    return [{ task, at, back: back < 0 ? steps.length : back }];
  });
  for (const rule of rules) {
    for (const gap of gaps) {
      const pair = rule(steps, gap);
      if (pair !== undefined) return pair;
    }
  }
  return undefined;
}

/** What the preempted task had looked at changes, and it goes on without looking at it again. */
export const actsOnWhatChanged: Rule = (steps, gap) => {
  const after = restOfOperation(steps, gap);
  const changed = new Set<string>();
  for (const look of operationBefore(steps, gap)) {
    const { cell, after: seen } = steps[look] as TraceStep;
    if (cell === null || changed.has(cell)) continue;
    // Only the last access counts: what it has changed itself it knows.
    changed.add(cell);
    if (!looks(steps[look] as TraceStep)) continue;
    // An operation that is over acted on no more than its last step.
    if (after.length === 0 && look !== gap.at) continue;
    const next = after.map((index) => steps[index] as TraceStep).find((step) => step.cell === cell);
    if (next !== undefined && looksAgain(next)) continue;
    const change = changeInGap(steps, gap, cell);
    if (change >= 0 && !sameValue((steps[change] as TraceStep).after, seen)) return [look, change];
  }
  return undefined;
};

/** The very step before which the task was preempted changes what another one has looked at or changed meanwhile. */
export const comesTooLate: Rule = (steps, gap) => {
  const next = steps[gap.back];
  if (next === undefined || next.cell === null || ofScenario(next) || !changes(next)) return undefined;
  const met = lastInGap(steps, gap, (step) => step.cell === next.cell && (looks(step) || changes(step)));
  return met < 0 ? undefined : [met, gap.back];
};

/** The last look of the preempted task's operation at something that has changed meanwhile. */
export const seesWhatChanged: Rule = (steps, gap) => {
  const seen = new Set<string>();
  let pair: Pair | undefined;
  for (const index of restOfOperation(steps, gap)) {
    const step = steps[index] as TraceStep;
    if (step.cell === null) continue;
    if (changes(step)) break;
    if (!looksAgain(step) || seen.has(step.cell)) continue;
    seen.add(step.cell);
    const change = changeInGap(steps, gap, step.cell);
    if (change >= 0 && !sameValue(valueAt(steps, gap.at + 1, step.cell), step.after)) pair = [change, index];
  }
  return pair;
};

/** Others overwrite what the preempted task had changed, or look at it and are not kept out by it. */
export const isNotHeeded: Rule = (steps, gap) => {
  const mine = steps.flatMap((step, index) =>
    index <= gap.at && step.task === gap.task && changes(step) && !ofScenario(step) ? [index] : [],
  );
  for (const index of mine.reverse()) {
    const { cell } = steps[index] as TraceStep;
    const on = (step: TraceStep): boolean => step.cell === cell;
    const overwritten = lastInGap(steps, gap, (step) => on(step) && stepClass(step) === 'write' && changes(step));
    if (overwritten >= 0) return [index, overwritten];
    const looked = lastInGap(steps, gap, (step) => on(step) && looks(step));
    if (looked >= 0) return [index, looked];
  }
  return undefined;
};

/** The last look of all at what another task has changed. */
export function lastLook(steps: Steps): Pair | undefined {
  for (let index = steps.length - 1; index >= 0; index--) {
    const { task, cell } = steps[index] as TraceStep;
    if (cell === null || ofScenario({ cell }) || !looks(steps[index] as TraceStep)) continue;
    const change = lastBefore(steps, index, (step) => step.cell === cell && changes(step));
    if (change >= 0 && steps[change]?.task !== task) return [change, index];
  }
  return undefined;
}

/** A look after an interruption: also one by which a task falls asleep, or does not. */
function looksAgain(step: TraceStep): boolean {
  return looks(step) || ['sleep', 'not-equal'].includes(stepClass(step));
}

function changeInGap(steps: Steps, gap: Gap, cell: string): number {
  return lastInGap(steps, gap, (step) => step.cell === cell && changes(step));
}

function lastInGap(steps: Steps, { at, back }: Gap, matches: (step: TraceStep) => boolean): number {
  const index = lastBefore(steps, back, matches);
  return index > at ? index : -1;
}

/** The task's own steps in the operation that is interrupted, the last first. */
function operationBefore(steps: Steps, { task, at }: Gap): number[] {
  const own = steps.flatMap((step, index) => (index <= at && step.task === task ? [index] : []));
  const begin = own.findLastIndex((index) => isScenario(steps[index] as TraceStep));
  return own.slice(begin + 1).reverse();
}

/** Its own steps from where it goes on until the scenario has its turn. */
function restOfOperation(steps: Steps, { task, back }: Gap): number[] {
  const own = steps.flatMap((step, index) => (index >= back && step.task === task ? [index] : []));
  const end = own.findIndex((index) => isScenario(steps[index] as TraceStep));
  return end < 0 ? own : own.slice(0, end);
}

/** A step of the scenario itself, which comes between the operations of the submission. */
export function isScenario(step: TraceStep): boolean {
  return ofScenario(step) || /^(open|pass|asleep|enter|leave)\b/.test(step.kind);
}
