/**
 * What the classical mistakes look like in a trace. Each pattern describes the mistake itself, not its consequence, so that
 * a correct program with an unlucky neighbour does not match.
 */
import type { History, Pending } from '../oracle/history.js';
import type { Evidence } from './bug-class.js';
import { blindWakeup, changedByOthers, lastBefore, staleStore, valueAt } from './stale-act.js';
import { changes, ofScenario, sameValue, type StepClass, stepClass } from './step-effect.js';
import type { TraceStep } from './trace.js';

/** A task reads a cell, another changes it, and the first stores there without having looked again. */
export function actsOnStaleRead({ steps }: Evidence): boolean {
  return staleStore(steps) !== undefined;
}

/** A task that wakes up goes on without a look that would have sent it back to sleep. */
export function goesOnWithoutLooking({ steps }: Evidence): boolean {
  return blindWakeup(steps) !== undefined;
}

/** Several tasks are in each other's way, and none has touched the memory that they share. */
export function sharesNothing({ kind, steps }: Evidence): boolean {
  if (!['mutual-exclusion', 'too-many-inside', 'data-race'].includes(kind)) return false;
  return (
    new Set(steps.map(({ task }) => task)).size > 1 && steps.every((step) => step.cell === null || ofScenario(step))
  );
}

/** A compare-exchange links in what was read behind the old value, and that has changed although the old value came back. */
export function swapsForStaleLink({ steps }: Evidence): boolean {
  return steps.some((swap, at) => {
    if (!/compareexchange$/i.test(swap.kind) || !changes(swap) || swap.cell === null) return false;
    const { task, cell } = swap;
    const head = lastBefore(
      steps,
      at,
      (step) => step.task === task && step.cell === cell && stepClass(step) === 'read',
    );
    if (head < 0 || !sameValue(steps[head]?.result ?? null, swap.before)) return false;
    if (changedByOthers(steps, head, at, task, cell).length < 2) return false;
    return steps.some(
      (link, index) =>
        index > head &&
        index < at &&
        link.task === task &&
        stepClass(link) === 'read' &&
        link.cell !== null &&
        link.cell !== cell &&
        sameValue(link.result, swap.after) &&
        !sameValue(valueAt(steps, at, link.cell), link.result),
    );
  });
}

/**
 * More releases came back without an error than permits had been taken, and the check that failed was about that; or the
 * check that failed says so.
 */
export function releasesTooMuch({ kind, history }: Evidence): boolean {
  if (kind !== 'assertion') return false;
  const fail = history.events.findIndex((event) => event.type === 'fail');
  const failed = history.events[fail];
  if (failed?.type === 'fail' && isRelease(failed.message) && /(did not|does not|must) throw/.test(failed.message))
    return true;
  const ops = new Map<number, string>();
  let taken = 0;
  let released = 0;
  let last = '';
  for (const event of history.events.slice(0, fail)) {
    if (event.type === 'invoke') ops.set(event.call, (last = event.op));
    if (event.type !== 'return') continue;
    const op = ops.get(event.call) ?? '';
    if (isRelease(op)) released++;
    else if (isAcquire(op) && event.value !== false) taken++;
  }
  return isRelease(last) && released > taken;
}

/** Two or more stand in a circle, each asleep or spinning on a cell that the next one has taken from 0. */
export function takesInOppositeOrders({ history, steps }: Evidence): boolean {
  const pending = unfinished(history);
  const wants = new Map(pending.map(({ task, on }) => [task, on]));
  const next = (task: number): number | undefined => {
    for (const cell of wants.get(task) ?? []) {
      const owner = ownerOf(steps, cell);
      if (owner !== undefined && owner !== task) return owner;
    }
    return undefined;
  };
  return pending.some(({ task }) => {
    let at: number | undefined = task;
    for (let hops = 0; hops < pending.length; hops++) {
      at = at === undefined || !wants.has(at) ? undefined : next(at);
      if (at === task) return hops > 0;
    }
    return false;
  });
}

/** Somebody waits for a cell that a task took which has since left by an error. */
export function holdsOnAfterError({ history, steps }: Evidence): boolean {
  const failed = new Set(
    history.events.flatMap((event) => (event.type === 'throw' || event.type === 'uncaught' ? [event.task] : [])),
  );
  return unfinished(history).some(({ task, on }) =>
    on.some((cell) => {
      const owner = ownerOf(steps, cell);
      return owner !== undefined && owner !== task && failed.has(owner);
    }),
  );
}

/**
 * A notify woke one of several sleepers of a cell, another of them is asleep there for ever, and nothing has happened to
 * the cell since: what one was woken for, or what nobody else could use, was as true for the one that sleeps.
 */
export function leavesSleepersBehind({ history, steps }: Evidence): boolean {
  return unfinished(history).some(({ task, state, on }) => {
    if (state !== 'sleep') return false;
    const slept = steps.findLastIndex((step) => step.task === task && stepClass(step) === 'sleep');
    const woke = steps.findLastIndex(
      (step) => stepClass(step) === 'notify' && step.result === 1 && on.includes(step.cell ?? ''),
    );
    return (
      slept >= 0 &&
      woke > slept &&
      !steps.some((step, at) => at > woke && on.includes(step.cell ?? '') && changes(step))
    );
  });
}

const TIME_IS_UP: ReadonlySet<StepClass> = new Set(['timeout', 'late']);

/** A notify came while a task slept whose time was up when it went on, and somebody else is asleep on that cell for ever. */
export function timeoutTakesWakeup({ history, steps }: Evidence): boolean {
  const cells = new Set(unfinished(history).flatMap(({ state, on }) => (state === 'sleep' ? on : [])));
  return steps.some((step, at) => {
    if (!TIME_IS_UP.has(stepClass(step)) || step.cell === null || !cells.has(step.cell)) return false;
    const slept = lastBefore(steps, at, (other) => other.task === step.task && stepClass(other) === 'sleep');
    const released = steps.some(
      (other, index) =>
        index > slept &&
        other.task !== step.task &&
        other.cell === step.cell &&
        (changes(other) || stepClass(other) === 'notify'),
    );
    const cameBack = steps.some((other, index) => index > at && other.task === step.task && other.cell === step.cell);
    return released && (gaveUp(history, step.task) || !cameBack);
  });
}

/** A notify found nobody asleep on a cell where somebody who had decided to sleep then fell asleep for ever. */
export function notifiedTooEarly({ history, steps }: Evidence): boolean {
  return unfinished(history).some(({ task, state, on }) => {
    if (state !== 'sleep') return false;
    const slept = steps.findLastIndex((step) => step.task === task && stepClass(step) === 'sleep');
    const acted = lastBefore(
      steps,
      slept,
      (step) => step.task === task && (changes(step) || !['read', 'update', 'spin'].includes(stepClass(step))),
    );
    const decided = steps.findIndex((step, at) => at > acted && step.task === task);
    return steps.some(
      (step, at) =>
        at > decided && at < slept && stepClass(step) === 'notify' && step.result === 0 && on.includes(step.cell ?? ''),
    );
  });
}

/** A task is still in a wait of one round when another has begun its wait of a later one. */
export function roundsOverlap({ history }: Evidence): boolean {
  // A sleeper whose notify came before it slept would be lost in the first round, too.
  if (unfinished(history).some(({ missed }) => missed)) return false;
  const began = new Map<number, number>();
  const inside = new Map<number, number>();
  const ops = new Map<number, string>();
  let overlap = false;
  for (const event of history.events) {
    if (event.type === 'invoke') ops.set(event.call, event.op);
    if (event.type === 'invoke' && event.op === 'wait' && event.args.length === 0) {
      const round = (began.get(event.task) ?? 0) + 1;
      began.set(event.task, round);
      inside.set(event.task, round);
      overlap ||= [...inside].some(([task, other]) => task !== event.task && other < round);
    } else if (event.type === 'return' && ops.get(event.call) === 'wait') {
      // A wait that gives no number is no barrier's.
      if (typeof event.value !== 'number') return false;
      inside.delete(event.task);
    }
  }
  return overlap;
}

function isRelease(op: string): boolean {
  return /release|unlock|putDown/i.test(op);
}

function isAcquire(op: string): boolean {
  return /acquire|lock|pickUp/i.test(op);
}

function unfinished({ end }: History): Pending[] {
  return end.status === 'stuck' || end.status === 'endless' ? end.pending : [];
}

/** Whether an operation of the task came back with false: it gave up. */
function gaveUp(history: History, task: number): boolean {
  return history.events.some((event) => event.type === 'return' && event.task === task && event.value === false);
}

/** The task that took the cell from 0 last, if it has not been given back. */
function ownerOf(steps: readonly TraceStep[], cell: string): number | undefined {
  let owner: number | undefined;
  for (const step of steps) {
    if (step.cell !== cell || !changes(step)) continue;
    if (step.before === 0 && stepClass(step) === 'update') owner = step.task;
    else if (step.after === 0) owner = undefined;
  }
  return owner;
}
