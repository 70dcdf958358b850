import type { ChoicePoint } from './strategy.js';

/**
 * How many executions a search with a bound on preemptions would have, guessed from one execution without preemptions: as
 * if every execution offered the same choices. With f_i options at choice point i that are no preemptions, and p in all
 * that are, there are about (product of f_i) * (sum of p^k / k!, k up to the bound).
 */
export class BoundedSize {
  private free = 1;
  private preemptions = 0;

  constructor(private readonly bound: number) {}

  /** Takes a choice point of that execution into account. */
  see(point: ChoicePoint): void {
    let free = 0;
    for (let i = 0; i < point.count; i += 1) {
      if (point.preemptions[i] === 1) this.preemptions += 1;
      else free += 1;
    }
    if (free > 1) this.free *= free;
  }

  get estimate(): number {
    let sum = 1;
    let term = 1;
    for (let k = 1; k <= this.bound; k += 1) {
      term *= this.preemptions / k;
      sum += term;
    }
    return this.free * sum;
  }
}
