import type { ChoicePoint } from './strategy.js';

/** The option of this actor and variant, or -1 where it is not offered. */
export function optionOf(point: ChoicePoint, actor: number, variant: number): number {
  for (let i = 0; i < point.count; i += 1) {
    if (point.actors[i] === actor && point.variants[i] === variant) return i;
  }
  return -1;
}
