import type { Footprint } from './strategy.js';

/** A step as the reduction sees it: who, which outcome, and what it touches (cells as in `Footprint`). */
export interface Event {
  readonly actor: number;
  readonly variant: number;
  readonly cells: Int32Array;
}

export function cellsOf(footprint: Footprint): Int32Array {
  return footprint.cells.slice(0, footprint.length);
}

/**
 * Objects from here on are written once, and whoever reads one could not have come before: their order is always the same,
 * and not to be reversed.
 */
export const FIRST_ONCE = 1 << 29;

/** Whether two events that conflict may come in the other order, as far as what they touch tells. */
export function reversible(left: Int32Array, right: Int32Array): boolean {
  const isNot = (cell: number): boolean => cell < 2 * FIRST_ONCE;
  return conflict(left.filter(isNot), right.filter(isNot));
}

/** Whether some object is touched by both and written by at least one. */
export function conflict(left: Int32Array, right: Int32Array): boolean {
  for (const a of left) {
    for (const b of right) {
      // The same object in all but the lowest bit, and that bit set in at least one.
      if ((a ^ b) <= 1 && ((a | b) & 1) === 1) return true;
    }
  }
  return false;
}

/** Whether `written` writes an object that `touched` touches. */
export function writesInto(written: Int32Array, touched: Int32Array): boolean {
  for (const a of written) {
    if ((a & 1) === 0) continue;
    for (const b of touched) if (a >> 1 === b >> 1) return true;
  }
  return false;
}

/** Two outcomes of one actor exclude each other, so events of one actor always depend. */
export function dependent(left: Event, right: Event): boolean {
  return left.actor === right.actor || conflict(left.cells, right.cells);
}

export function union(left: Int32Array, right: Int32Array): Int32Array {
  if (right.every((cell) => left.includes(cell))) return left;
  const all = new Int32Array(left.length + right.length);
  all.set(left);
  all.set(right, left.length);
  return all;
}
