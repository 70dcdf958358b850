import type { Value } from '../oracle/history.js';
import { messages, type Lang } from './messages.js';
import type { TraceStep } from './trace.js';

const READS: ReadonlySet<string> = new Set(['read', 'load']);
const WRITES: ReadonlySet<string> = new Set(['write', 'store']);
const UPDATES: ReadonlySet<string> = new Set([
  'add',
  'sub',
  'and',
  'or',
  'xor',
  'exchange',
  'compareexchange',
  'update',
]);

const OTHERS: ReadonlyMap<string, StepClass> = new Map([
  ['sleeps', 'sleep'],
  ['wakes', 'wake'],
  ['wakes late', 'late'],
  ['times out', 'timeout'],
  ['wait', 'not-equal'],
  ['notify', 'notify'],
  ['spin', 'spin'],
]);

export type StepClass =
  | 'read'
  | 'write'
  | 'update'
  | 'sleep'
  | 'wake'
  | 'late'
  | 'timeout'
  | 'not-equal'
  | 'notify'
  | 'spin'
  | 'other';

/** What a step is to a cell, whatever the spelling of its kind (`Load`, `Atomics.load`, `load`). */
export function stepClass({ kind }: Pick<TraceStep, 'kind'>): StepClass {
  const name = kind.replace(/^.*\./, '').toLowerCase();
  if (READS.has(name)) return 'read';
  if (WRITES.has(name)) return 'write';
  if (UPDATES.has(name)) return 'update';
  return OTHERS.get(name) ?? 'other';
}

/** Whether the scheduler switched away after this step although the task could go on. */
export function preemptedAfter(steps: readonly TraceStep[], index: number): boolean {
  const next = steps[index + 1];
  return next?.switch === 'preemption' && next.task !== steps[index]?.task;
}

/** Whether the value of the cell is another one after the step. */
export function changes(step: TraceStep): boolean {
  return step.cell !== null && !sameValue(step.before, step.after);
}

/** Whether the step touches the scenario's own cells: what goes wrong there has its cause elsewhere. */
export function ofScenario({ cell }: Pick<TraceStep, 'cell'>): boolean {
  return cell?.startsWith('data[') ?? false;
}

/** What the step did, as in `memory[0]: 0 → 1`. */
export function effectText(step: TraceStep, lang: Lang): string {
  const words = messages[lang];
  const kind = stepClass(step);
  if (kind === 'spin') return words.parked;
  if (step.note !== undefined) return step.note;
  if (step.cell === null) return '';
  const change = `${step.cell}: ${valueText(step.before)} → ${valueText(step.after)}`;
  switch (kind) {
    case 'read':
      return `${step.cell} = ${valueText(step.result)}`;
    case 'write':
      return change;
    case 'update':
      return /compareexchange$/i.test(step.kind) && !changes(step)
        ? words.notReplaced(step.cell, valueText(step.before))
        : change;
    case 'sleep':
      return words.sleeps(step.cell, valueText(step.before));
    case 'wake':
      return words.wakesUp(step.cell);
    case 'late':
      return words.wakesLate(step.cell);
    case 'timeout':
      return words.timesOut(step.cell);
    case 'not-equal':
      return words.notEqual(step.cell, valueText(step.before));
    case 'notify':
      return words.notifies(step.cell, typeof step.result === 'number' ? step.result : 0);
    case 'other':
      return changes(step) ? change : step.cell;
    default:
      return kind satisfies never;
  }
}

export function sameValue(a: Value, b: Value): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

function valueText(value: Value): string {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return 'undefined' in value ? 'undefined' : value.object;
  }
  return JSON.stringify(value);
}
