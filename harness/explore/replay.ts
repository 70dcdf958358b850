import { optionOf } from './options.js';
import { actorOf, variantOf } from './schedule.js';
import type { ChoicePoint, ExecutionSummary, Progress, Schedule, Strategy } from './strategy.js';

/** The first step at which a schedule asked for what was not offered. */
export interface Divergence {
  readonly step: number;
  readonly actor: number;
  readonly variant: number;
  /** What was offered instead, as in a schedule. */
  readonly offered: Schedule;
}

/**
 * Follows a schedule, then the fallback option. `skip` drops a choice that is not offered and goes on with the next one
 * (for shrinking); `stop` takes the fallback from there on (for a faithful replay). Either way the first is reported.
 */
export class Replay implements Strategy {
  readonly name = 'replay';
  readonly progress: Progress;
  /** Undefined: the execution followed the schedule to its end. */
  divergence: Divergence | undefined;
  /** Preemptions of the execution. */
  preemptions = 0;
  private readonly counts = { executions: 0, cut: 0, exhausted: false };
  private position = 0;

  constructor(
    private readonly schedule: Schedule,
    private readonly onDivergence: 'skip' | 'stop' = 'stop',
  ) {
    this.progress = this.counts;
  }

  /** True once: a replay is one execution. */
  begin(): boolean {
    if (this.counts.exhausted) return false;
    this.counts.exhausted = true;
    return true;
  }

  choose(point: ChoicePoint): number {
    const option = this.follow(point);
    // `option` is one of the point's options, so the cell exists.
    if (point.preemptions[option] === 1) this.preemptions += 1;
    return option;
  }

  end(summary: ExecutionSummary): void {
    if (summary.status !== 'cut') this.counts.executions += 1;
  }

  private follow(point: ChoicePoint): number {
    while (this.position < this.schedule.length) {
      // The position was just compared with the length.
      const choice = this.schedule[this.position] as number;
      this.position += 1;
      const option = optionOf(point, actorOf(choice), variantOf(choice));
      if (option >= 0) return option;
      this.diverge(point, choice);
      if (this.onDivergence === 'stop') this.position = this.schedule.length;
    }
    return point.fallback;
  }

  private diverge(point: ChoicePoint, choice: number): void {
    if (this.divergence !== undefined) return;
    const offered: number[] = [];
    for (let i = 0; i < point.count; i += 1) {
      offered.push((point.actors[i] ?? 0) * 16 + (point.variants[i] ?? 0));
    }
    this.divergence = { step: point.depth, actor: actorOf(choice), variant: variantOf(choice), offered };
  }
}

/** Takes the fallback option at every step, once: the execution of a fair scheduler without preemptions. */
export function fallbackRun(): Replay {
  return new Replay([]);
}
