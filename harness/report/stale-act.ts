/** Acting on what is no longer so: the steps at which it happens. */
import type { Value } from '../oracle/history.js';
import { changes, ofScenario, sameValue, type StepClass, stepClass } from './step-effect.js';
import type { TraceStep } from './trace.js';

/** Indices of two steps of different tasks on one cell, in the order of the trace. */
export type Pair = readonly [first: number, second: number];

/**
 * A look at a cell of the submission, and the change by another task before the first one stores there unseen; or adds
 * or subtracts there as its very next step, which it decided by that look.
 */
export function staleStore(steps: readonly TraceStep[]): Pair | undefined {
  for (const [at, { task, cell, kind }] of steps.entries()) {
    if (cell === null || ofScenario({ cell })) continue;
    const stores = stepClass({ kind }) === 'write';
    if (!stores && !isBlindUpdate({ kind })) continue;
    const look = lastBefore(steps, at, (other) => other.task === task && (!stores || other.cell === cell));
    const looked = steps[look];
    if (looked?.cell !== cell || stepClass(looked) !== 'read') continue;
    const changed = changedByOthers(steps, look, at, task, cell)[0];
    if (changed !== undefined) return [look, changed];
  }
  return undefined;
}

const WAKES: ReadonlySet<StepClass> = new Set(['wake', 'late']);

/**
 * A task wakes up, the cell on which it slept still (or again) holds the value on which it slept, and it goes on without
 * a look: one look would have sent it back to sleep. The pair is what the others did last there, and where it goes on.
 */
export function blindWakeup(steps: readonly TraceStep[]): Pair | undefined {
  for (const [at, sleep] of steps.entries()) {
    const { task, cell } = sleep;
    if (stepClass(sleep) !== 'sleep' || cell === null) continue;
    const [woken, ...after] = steps.flatMap((step, index) => (index > at && step.task === task ? [index] : []));
    if (woken === undefined || !WAKES.has(stepClass(steps[woken] as TraceStep))) continue;
    const acts = after.find((index) => decides(steps[index] as TraceStep, cell) !== undefined);
    if (acts === undefined || decides(steps[acts] as TraceStep, cell) === 'look') continue;
    if (!sameValue(valueAt(steps, acts, cell), sleep.before)) continue;
    const goesOn = steps[acts]?.cell === cell ? acts : woken;
    const others =
      changedByOthers(steps, at, acts, task, cell).at(-1) ??
      lastBefore(steps, woken, (step) => step.task !== task && step.cell === cell && stepClass(step) === 'notify');
    if (others >= 0) return others < goesOn ? [others, goesOn] : [goesOn, others];
  }
  return undefined;
}

/** Whether a step after a wake-up looks again, or acts as if that were not needed; undefined for neither. */
function decides(step: TraceStep, slept: string): 'look' | 'act' | undefined {
  if (step.cell === null) return stepClass(step) === 'spin' ? 'look' : 'act';
  if (ofScenario(step)) return 'act';
  if (stepClass(step) === 'write' || isBlindUpdate(step)) return step.cell === slept ? 'act' : undefined;
  return stepClass(step) === 'notify' ? undefined : 'look';
}

/** An update that happens whatever the value is. */
function isBlindUpdate({ kind }: Pick<TraceStep, 'kind'>): boolean {
  return /^(atomics\.)?(add|sub)$/i.test(kind);
}

/** A read, or an update that was refused. */
export function looks(step: TraceStep): boolean {
  return stepClass(step) === 'read' || (stepClass(step) === 'update' && !changes(step));
}

export function lastBefore(steps: readonly TraceStep[], at: number, matches: (step: TraceStep) => boolean): number {
  return steps.findLastIndex((step, index) => index < at && matches(step));
}

/** Where, between two steps, other tasks change the cell. */
export function changedByOthers(
  steps: readonly TraceStep[],
  from: number,
  to: number,
  task: number,
  cell: string,
): number[] {
  return steps.flatMap((step, at) =>
    at > from && at < to && step.task !== task && step.cell === cell && changes(step) ? [at] : [],
  );
}

/** The value of the cell just before a step, as far as the trace shows it. */
export function valueAt(steps: readonly TraceStep[], at: number, cell: string): Value {
  return (
    steps.findLast((step, index) => index < at && step.cell === cell && stepClass(step) !== 'notify')?.after ?? null
  );
}
