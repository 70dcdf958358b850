/** Acting on what is no longer so: the steps at which it happens. */
import type { Value } from '../oracle/history.js';
import { changes, ofScenario, sameValue, stepClass } from './step-effect.js';
import type { TraceStep } from './trace.js';

/** Indices of two steps of different tasks on one cell, in the order of the trace. */
export type Pair = readonly [first: number, second: number];

/** A look at a cell of the submission, and the change by another task before the first one stores there unseen. */
export function staleStore(steps: readonly TraceStep[]): Pair | undefined {
  for (const [at, { task, cell, ...step }] of steps.entries()) {
    if (stepClass(step) !== 'write' || cell === null || ofScenario({ cell })) continue;
    const look = lastBefore(steps, at, (other) => other.task === task && other.cell === cell);
    if (look < 0 || stepClass(steps[look] as TraceStep) !== 'read') continue;
    const changed = changedByOthers(steps, look, at, task, cell)[0];
    if (changed !== undefined) return [look, changed];
  }
  return undefined;
}

/**
 * A task saw a value that made it sleep; when it goes on after its wake-up the cell holds that value again, and it does not
 * look: one look would have sent it back to sleep. The pair is the other's change and what the woken task does.
 */
export function blindWakeup(steps: readonly TraceStep[]): Pair | undefined {
  for (const [at, sleep] of steps.entries()) {
    if (stepClass(sleep) !== 'sleep') continue;
    const [woken, next] = steps.flatMap((step, index) => (index > at && step.task === sleep.task ? [index] : []));
    if (woken === undefined || next === undefined || stepClass(steps[woken] as TraceStep) !== 'wake') continue;
    const looked = steps[lastBefore(steps, at, (step) => step.task === sleep.task && looks(step))];
    const after = steps[next];
    if (looked?.cell == null || after === undefined) continue;
    if (after.cell === looked.cell && stepClass(after) !== 'write') continue;
    if (!sameValue(valueAt(steps, next, looked.cell), looked.result)) continue;
    if (after.cell === looked.cell) {
      const last = changedByOthers(steps, -1, next, sleep.task, looked.cell).at(-1);
      if (last !== undefined) return [last, next];
      continue;
    }
    // Where nothing has changed, the wake-up itself may have handed over what the task waited for.
    const changed = changedByOthers(steps, at, next, sleep.task, looked.cell);
    const last = changed.at(-1);
    if (last !== undefined && changed.length > 1) return woken > last ? [last, woken] : [woken, last];
  }
  return undefined;
}

/** A read, or an update that was refused. */
function looks(step: TraceStep): boolean {
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
  return steps.findLast((step, index) => index < at && step.cell === cell && stepClass(step) !== 'notify')?.after ?? null;
}
