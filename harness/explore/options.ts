import type { ChoicePoint } from './strategy.js';

/** The option of this actor and variant, or -1 where it is not offered. */
export function optionOf(point: ChoicePoint, actor: number, variant: number): number {
  for (let i = 0; i < point.count; i += 1) {
    if (point.actors[i] === actor && point.variants[i] === variant) return i;
  }
  return -1;
}

/** Whether the current actor could go on but gives way: it repeats something without effect. */
export function givesWay(point: ChoicePoint): boolean {
  if (point.current < 0 || point.actors[point.fallback] === point.current) return false;
  for (let i = 0; i < point.count; i += 1) if (point.actors[i] === point.current) return true;
  return false;
}

/** Whether two footprints, given as cells and lengths, conflict; without allocating. */
export function clash(left: Int32Array, leftLength: number, right: Int32Array, rightLength: number): boolean {
  for (let i = 0; i < leftLength; i += 1) {
    const a = left[i] as number; // Below the length.
    for (let j = 0; j < rightLength; j += 1) {
      const b = right[j] as number; // As above.
      if ((a ^ b) <= 1 && ((a | b) & 1) === 1) return true;
    }
  }
  return false;
}
