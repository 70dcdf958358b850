import { changes, sameValue, stepClass } from './step-effect.js';
import type { TraceStep } from './trace.js';

/** Steps that are shown, standing for `times` iterations of them; `last` is the index of the last step that they stand for. */
export interface Part {
  shown: number[];
  times: number;
  last: number;
}

const LONGEST_ITERATION = 8;

/** Folds iterations that follow each other without a switch, look the same and change nothing. */
export function foldSpins(steps: readonly TraceStep[]): Part[] {
  const parts: Part[] = [];
  for (let index = 0; index < steps.length; ) {
    const { length, times } = iterationAt(steps, index);
    const shown = Array.from({ length }, (_, offset) => index + offset);
    index += length * times;
    if (times > 1) parts.push({ shown, times, last: index - 1 });
    else parts.push({ shown: shown.slice(0, 1), times: 1, last: shown[0] ?? 0 });
  }
  return parts;
}

/** The shortest iteration that begins here and repeats; a single step that does not if there is none. */
function iterationAt(steps: readonly TraceStep[], start: number): { length: number; times: number } {
  for (let length = 1; length <= LONGEST_ITERATION; length++) {
    let times = 1;
    while (repeats(steps, start, length, start + length * times)) times++;
    if (times > 1) return { length, times };
  }
  return { length: 1, times: 1 };
}

function repeats(steps: readonly TraceStep[], start: number, length: number, again: number): boolean {
  for (let offset = 0; offset < length; offset++) {
    const one = steps[start + offset];
    const other = steps[again + offset];
    if (one === undefined || other === undefined) return false;
    if (other.switch !== 'none') return false;
    if (one.task !== other.task || one.site !== other.site || one.kind !== other.kind || one.cell !== other.cell)
      return false;
    if (
      (one.cell === null && stepClass(one) !== 'spin') ||
      changes(one) ||
      changes(other) ||
      stepClass(one) === 'notify'
    )
      return false;
    if (!sameValue(one.before, other.before) || !sameValue(one.result, other.result)) return false;
  }
  return true;
}
