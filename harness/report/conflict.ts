/** Which two accesses of an execution conflict: those whose order decides. */
import type { Conflict } from '../oracle/history.js';
import { blindWakeup, looks, staleStore } from './stale-act.js';
import { changes, ofScenario, preemptedAfter, stepClass } from './step-effect.js';
import type { TraceStep } from './trace.js';

/** What a finding knows: the two accesses of a race. */
export interface ConflictHint {
  first: Pick<Conflict, 'task' | 'site' | 'cell' | 'access'>;
  second: Pick<Conflict, 'task' | 'site' | 'cell' | 'access'>;
}

/** Indices of two steps on one cell by different tasks, in the order of the trace. */
export interface ConflictingSteps {
  first: number;
  second: number;
  firstAccess: 'read' | 'write';
  secondAccess: 'read' | 'write';
  cell: string;
}

/** Undefined where nothing in the trace is sure to be the conflict. */
export function conflictOf(steps: readonly TraceStep[], hint?: ConflictHint): ConflictingSteps | undefined {
  if (hint !== undefined) return byHint(steps, hint);
  const acted = blindWakeup(steps) ?? staleStore(steps);
  if (acted !== undefined) return pairOf(steps, ...acted);
  return (
    atPreemptions(steps, (step) => !ofScenario(step) && looks(step)) ??
    atSleep(steps) ??
    atPreemptions(steps, (step) => !ofScenario(step)) ??
    atPreemptions(steps, () => true)
  );
}

function byHint(steps: readonly TraceStep[], { first, second }: ConflictHint): ConflictingSteps | undefined {
  const at = ({ task, site, cell }: ConflictHint['first']): number =>
    steps.findLastIndex((step) => step.task === task && step.site === site && step.cell === cell);
  const pair = [
    { index: at(first), access: first.access },
    { index: at(second), access: second.access },
  ].sort((a, b) => a.index - b.index);
  const [one, other] = pair;
  if (one === undefined || other === undefined || one.index < 0) return undefined;
  return {
    first: one.index,
    second: other.index,
    firstAccess: one.access,
    secondAccess: other.access,
    cell: second.cell,
  };
}

/**
 * A task is switched away from; meanwhile another one changes what it had read, or what it goes on to touch. The stale
 * read comes first: it is what the preempted task acts upon.
 */
function atPreemptions(
  steps: readonly TraceStep[],
  counts: (step: TraceStep) => boolean,
): ConflictingSteps | undefined {
  for (const [index, { task }] of steps.entries()) {
    if (!preemptedAfter(steps, index)) continue;
    const back = steps.findIndex((step, later) => later > index && step.task === task);
    const end = back < 0 ? steps.length : back;
    for (let read = index; read >= 0; read--) {
      const mine = steps[read];
      if (mine?.task !== task || mine.cell === null || stepClass(mine) === 'other' || !counts(mine)) continue;
      const changed = steps.findIndex(
        (step, other) => other > index && other < end && step.cell === mine.cell && changes(step),
      );
      if (changed >= 0) return pairOf(steps, read, changed);
    }
    const next = steps[back];
    if (next === undefined || next.cell === null || !counts(next)) continue;
    const other = steps.findLastIndex(
      (step, at) => at > index && at < back && step.cell === next.cell && meets(step, next),
    );
    if (other >= 0) return pairOf(steps, other, back);
  }
  return undefined;
}

/** Whether the order of two steps on one cell can matter. */
function meets(one: TraceStep, other: TraceStep): boolean {
  if (changes(one) || stepClass(one) === 'notify') return true;
  return changes(other) && stepClass(one) === 'read';
}

/** Without a preemption: the last sleep, and the last access to its cell by another task. */
function atSleep(steps: readonly TraceStep[]): ConflictingSteps | undefined {
  const sleep = steps.findLastIndex((step) => stepClass(step) === 'sleep');
  const sleeper = steps[sleep];
  if (sleeper === undefined) return undefined;
  const other = steps.findLastIndex(
    (step) =>
      step.cell === sleeper.cell && step.task !== sleeper.task && (changes(step) || stepClass(step) === 'notify'),
  );
  return other < 0 ? undefined : pairOf(steps, Math.min(other, sleep), Math.max(other, sleep));
}

function pairOf(steps: readonly TraceStep[], first: number, second: number): ConflictingSteps | undefined {
  const one = steps[first];
  const other = steps[second];
  if (one === undefined || other === undefined || one.cell === null || one.task === other.task) return undefined;
  return { first, second, firstAccess: accessOf(one), secondAccess: accessOf(other), cell: one.cell };
}

function accessOf(step: TraceStep): 'read' | 'write' {
  return changes(step) || stepClass(step) === 'write' || stepClass(step) === 'notify' ? 'write' : 'read';
}
