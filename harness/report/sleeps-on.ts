/** Why a task sleeps for ever: the two steps that decide it. */
import { isScenario } from './decisive-pair.js';
import { lastBefore, looks, type Pair } from './stale-act.js';
import { changes, stepClass } from './step-effect.js';
import type { TraceStep } from './trace.js';

type Steps = readonly TraceStep[];

/** What a task looked at before it fell asleep for ever had changed by then. */
export function sleepsTooLate(steps: Steps): Pair | undefined {
  for (const sleep of sleepsForEver(steps)) {
    for (const look of looksBefore(steps, sleep)) {
      const change = changeAfter(steps, look, steps[look]?.cell ?? null);
      if (change >= 0 && change < sleep) return [look, change];
    }
  }
  return undefined;
}

/**
 * A task sleeps for ever, and afterwards comes the notify that woke another one, the change that nobody told it of, or
 * neither: then the change before it, by whoever has what it waits for.
 */
export function sleepsOn(steps: Steps): Pair | undefined {
  const sleeps = sleepsForEver(steps);
  for (const sleep of sleeps) {
    const { task, cell } = steps[sleep] as TraceStep;
    const woken = steps.findLastIndex(
      (step) => step.cell === cell && step.task !== task && stepClass(step) === 'notify' && step.result !== 0,
    );
    if (woken > sleep) return [sleep, woken];
    for (const look of [sleep, ...looksBefore(steps, sleep)]) {
      const change = changeAfter(steps, look, steps[look]?.cell ?? null);
      if (change > sleep) return [look, change];
    }
  }
  for (const sleep of sleeps) {
    const { task, cell } = steps[sleep] as TraceStep;
    const taken = lastBefore(steps, sleep, (step) => step.cell === cell && changes(step) && step.task !== task);
    if (taken >= 0) return [taken, sleep];
  }
  return undefined;
}

/** The sleeps from which no task has come back. */
function sleepsForEver(steps: Steps): number[] {
  return steps.flatMap((step, at) =>
    stepClass(step) === 'sleep' && !steps.some((other, later) => later > at && other.task === step.task) ? [at] : [],
  );
}

/** The looks of the operation in which a task falls asleep, since it last woke up; the last first, one for each cell. */
function looksBefore(steps: Steps, sleep: number): number[] {
  const { task } = steps[sleep] as TraceStep;
  const found = new Map<string, number>();
  for (let index = sleep - 1; index >= 0; index--) {
    const step = steps[index] as TraceStep;
    if (step.task !== task) continue;
    if (isScenario(step) || ['sleep', 'wake', 'late', 'timeout'].includes(stepClass(step))) break;
    if (step.cell !== null && looks(step) && !found.has(step.cell)) found.set(step.cell, index);
  }
  return [...found.values()];
}

/** The last change by another task after that step. */
function changeAfter(steps: Steps, from: number, cell: string | null): number {
  const { task } = steps[from] as TraceStep;
  const index = steps.findLastIndex((step) => step.cell === cell && step.task !== task && changes(step));
  return index > from ? index : -1;
}
