/** Which two accesses of an execution conflict: those whose order decides. */
import type { Conflict } from '../oracle/history.js';
import type { FindingKind } from '../oracle/oracle.js';
import {
  actsOnWhatChanged,
  atPreemptions,
  comesTooLate,
  isNotHeeded,
  lastLook,
  seesWhatChanged,
} from './decisive-pair.js';
import { sleepsOn, sleepsTooLate } from './sleeps-on.js';
import { blindWakeup, type Pair, staleStore } from './stale-act.js';
import { changes, stepClass } from './step-effect.js';
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

/** What is known of the finding besides its steps. */
export interface ConflictOptions {
  kind?: FindingKind | undefined;
  hint?: ConflictHint | undefined;
}

/** Undefined where nothing in the trace is sure to be the conflict: a wrong pair teaches worse than none. */
export function conflictOf(
  steps: readonly TraceStep[],
  { kind, hint }: ConflictOptions = {},
): ConflictingSteps | undefined {
  if (hint !== undefined) return byHint(steps, hint);
  const pair = decisive(steps, kind);
  return pair === undefined ? undefined : pairOf(steps, ...pair);
}

function decisive(steps: readonly TraceStep[], kind: FindingKind | undefined): Pair | undefined {
  if (kind === 'busy-wait' || kind === 'livelock') return lastLook(steps);
  const acted = blindWakeup(steps) ?? staleStore(steps) ?? sleepsTooLate(steps);
  if (acted !== undefined) return acted;
  const met = atPreemptions(steps, [actsOnWhatChanged, comesTooLate, seesWhatChanged]);
  if (met !== undefined) return met;
  if (kind === undefined || !ENDS_WELL.has(kind)) {
    const slept = sleepsOn(steps);
    if (slept !== undefined) return slept;
  }
  if (kind !== undefined && TELLS_LATE.has(kind)) return lastLook(steps);
  return atPreemptions(steps, [isNotHeeded]);
}

/** What is violated although tasks may end: one that sleeps for ever then does so for the violation. */
const ENDS_WELL: ReadonlySet<FindingKind> = new Set([
  'assertion',
  'mutual-exclusion',
  'not-linearizable',
  'order',
  'starvation',
  'too-many-inside',
  'uncaught-error',
]);

/** What shows where a task returns, and not where it began. */
const TELLS_LATE: ReadonlySet<FindingKind> = new Set(['assertion', 'uncaught-error']);

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

function pairOf(steps: readonly TraceStep[], first: number, second: number): ConflictingSteps | undefined {
  const one = steps[first];
  const other = steps[second];
  if (one === undefined || other === undefined || one.cell === null || one.task === other.task) return undefined;
  return { first, second, firstAccess: accessOf(one), secondAccess: accessOf(other), cell: one.cell };
}

function accessOf(step: TraceStep): 'read' | 'write' {
  return changes(step) || stepClass(step) === 'write' || stepClass(step) === 'notify' ? 'write' : 'read';
}
