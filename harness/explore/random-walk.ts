import { Random } from './random.js';
import type { ChoicePoint, ExecutionSummary, Progress, Strategy } from './strategy.js';

/** At every step any option with the same probability. Never exhausted; the same seed gives the same executions. */
export class RandomWalk implements Strategy {
  readonly name = 'random';
  readonly progress: Progress;
  private readonly counts = { executions: 0, cut: 0, exhausted: false };
  private readonly random: Random;

  constructor(seed: number) {
    this.random = new Random(seed);
    this.progress = this.counts;
  }

  begin(): boolean {
    return true;
  }

  choose(point: ChoicePoint): number {
    return point.count === 1 ? 0 : this.random.below(point.count);
  }

  end(summary: ExecutionSummary): void {
    if (summary.status !== 'cut') this.counts.executions += 1;
  }
}
