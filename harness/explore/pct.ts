import { givesWay } from './options.js';
import { PerActor } from './per-actor.js';
import { Random } from './random.js';
import type { ChoicePoint, ExecutionSummary, Progress, Strategy } from './strategy.js';

/**
 * Probabilistic concurrency testing (Burckhardt, Kothari, Musuvathi and Nagarakatte, "A randomized scheduler with
 * probabilistic guarantees of finding bugs", ASPLOS 2010, section 3): actors have random priorities, the highest that is
 * enabled runs, and at `depth - 1` random steps the one at work falls below all others. With n actors and k steps a bug
 * of that depth is found with a probability of at least 1 / (n * k^(depth-1)) in each execution.
 *
 * k is the longest execution so far. Beyond the paper: an actor that gives way falls below all others.
 */
export class Pct implements Strategy {
  readonly name: string;
  readonly progress: Progress;
  private readonly counts = { executions: 0, cut: 0, exhausted: false };
  private readonly random: Random;
  private readonly priorities = new PerActor();
  private readonly changes: Int32Array;
  private steps: number;
  private lowest = 0;
  private limit = 0;

  /** `steps`: an estimate of the length of an execution, for the first of them. */
  constructor(
    seed: number,
    private readonly depth = 3,
    steps = 0,
  ) {
    this.name = `pct-${depth}`;
    this.random = new Random(seed);
    this.changes = new Int32Array(Math.max(0, depth - 1));
    this.progress = this.counts;
    this.steps = steps;
  }

  begin(): boolean {
    this.priorities.clear();
    this.lowest = 0;
    this.limit = 0;
    for (let i = 0; i < this.changes.length; i += 1) this.changes[i] = this.random.below(Math.max(1, this.steps));
    return true;
  }

  choose(point: ChoicePoint): number {
    if (givesWay(point)) this.demote(point.current);
    let option = this.highest(point);
    for (let i = 0; i < this.changes.length; i += 1) {
      if (this.changes[i] !== point.depth) continue;
      this.priorities.set(point.actors[option] as number, i - this.depth); // The option was just chosen.
      option = this.highest(point);
    }
    this.limit = point.depth + 1;
    return option;
  }

  end(summary: ExecutionSummary): void {
    if (this.limit > this.steps) this.steps = this.limit;
    if (summary.status !== 'cut') this.counts.executions += 1;
  }

  private demote(actor: number): void {
    this.lowest -= 1;
    this.priorities.set(actor, this.lowest - this.depth);
  }

  private highest(point: ChoicePoint): number {
    let best = 0;
    let highest = -Infinity;
    let outcomes = 0;
    for (let i = 0; i < point.count; i += 1) {
      const actor = point.actors[i] as number; // `i` is an option.
      if (!this.priorities.has(actor)) this.priorities.set(actor, this.random.fraction());
      const priority = this.priorities.get(actor, 0);
      if (priority > highest) {
        highest = priority;
        best = i;
        outcomes = 1;
      } else if (actor === point.actors[best]) {
        outcomes += 1;
        if (this.random.below(outcomes) === 0) best = i;
      }
    }
    return best;
  }
}
