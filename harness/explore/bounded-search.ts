import { NotRepeatable } from './not-repeatable.js';
import type { ChoicePoint, ExecutionSummary, Progress, Strategy } from './strategy.js';

/**
 * Preemption-bounded depth-first search with re-execution (Musuvathi and Qadeer, "Iterative context bounding for
 * systematic testing of multithreaded programs", PLDI 2007): all executions without a preemption, then all with exactly
 * one, and so on to `bound`. The order is fixed: the fallback first, then the other options that are no preemption, then
 * the preemptions, each ascending.
 *
 * Pass k meets the executions with fewer than k preemptions again on its way; they count as cut, not as executions.
 */
export class BoundedSearch implements Strategy {
  readonly name = 'bounded';
  readonly progress: Progress;
  /** The largest number of preemptions for which all executions have been explored; -1 before the first pass is over. */
  explored = -1;
  /** Whether every execution at all has been explored: no option was ever withheld for the bound. */
  complete = false;
  private readonly counts = { executions: 0, cut: 0, exhausted: false };
  private pass = 0;
  private used = 0;
  private withheld = false;
  private length = 0;
  private position = 0;
  /** For each depth on the stack: the rank of the option taken, and how many ranks the bound allows. */
  private ranks = new Int32Array(256);
  private limits = new Int32Array(256);

  constructor(private readonly bound: number) {
    this.progress = this.counts;
  }

  begin(): boolean {
    if (this.counts.exhausted) return false;
    this.position = 0;
    this.used = 0;
    return true;
  }

  choose(point: ChoicePoint): number {
    const depth = this.position;
    this.position += 1;
    if (depth >= this.length) this.open(point, depth);
    // `open` made room for this depth.
    const option = optionOfRank(point, this.ranks[depth] as number);
    if (point.preemptions[option] === 1) this.used += 1;
    return option;
  }

  end(summary: ExecutionSummary): void {
    if (summary.status === 'cut' || this.used < this.pass) this.counts.cut += 1;
    else this.counts.executions += 1;
    this.length = Math.min(this.length, this.position);
    while (this.length > 0) {
      const top = this.length - 1;
      // `top` is below the length, so both cells exist.
      const next = (this.ranks[top] as number) + 1;
      if (next < (this.limits[top] as number)) {
        this.ranks[top] = next;
        return;
      }
      this.length = top;
    }
    this.finishPass();
  }

  private open(point: ChoicePoint, depth: number): void {
    if (depth === this.ranks.length) this.grow();
    let limit = point.count;
    if (this.used >= this.pass) {
      for (let i = 0; i < point.count; i += 1) if (point.preemptions[i] === 1) limit -= 1;
      if (limit < point.count) this.withheld = true;
    }
    this.ranks[depth] = 0;
    // A machine whose every option is a preemption would leave none; one must remain.
    this.limits[depth] = limit < 1 ? 1 : limit;
    this.length = depth + 1;
  }

  private grow(): void {
    const ranks = new Int32Array(this.ranks.length * 2);
    ranks.set(this.ranks);
    this.ranks = ranks;
    const limits = new Int32Array(this.limits.length * 2);
    limits.set(this.limits);
    this.limits = limits;
  }

  private finishPass(): void {
    this.explored = this.pass;
    if (!this.withheld) this.complete = true;
    this.withheld = false;
    this.pass += 1;
    if (this.complete || this.pass > this.bound) this.counts.exhausted = true;
  }
}

/** The option of that rank in the fixed order; rank 0 is the fallback. */
function optionOfRank(point: ChoicePoint, rank: number): number {
  if (rank === 0) return point.fallback;
  let left = rank;
  for (let preemption = 0; preemption <= 1; preemption += 1) {
    for (let i = 0; i < point.count; i += 1) {
      if (i === point.fallback || point.preemptions[i] !== preemption) continue;
      left -= 1;
      if (left === 0) return i;
    }
  }
  throw new NotRepeatable('the machine offered fewer options than in the execution before: it is not deterministic');
}
