import type { ChoicePoint, ExecutionSummary, Progress, Strategy } from './strategy.js';

/** By how many steps the first actor is ahead of the others, and how many steps each takes in its turn. */
const LEADS = 4;
const QUANTA = 2;

/**
 * Lets all actors go in step: so many steps each, in turns, after the first had a start. It is how tasks that give way to
 * each other meet again and again, which a search with few preemptions or a random walk does not keep up. A handful of
 * executions in all.
 */
export class InStep implements Strategy {
  readonly name = 'in-step';
  readonly progress: Progress;
  private readonly counts = { executions: 0, cut: 0, exhausted: false };
  private run = -1;
  private actor = -1;
  private left = 0;

  constructor() {
    this.progress = this.counts;
  }

  begin(): boolean {
    this.run += 1;
    this.actor = -1;
    this.counts.exhausted = this.run >= LEADS * QUANTA;
    return !this.counts.exhausted;
  }

  choose(point: ChoicePoint): number {
    const own = this.ordinaryOf(point, this.actor);
    if (own >= 0 && this.left > 0) {
      this.left -= 1;
      return own;
    }
    const first = this.actor < 0;
    const option = this.after(point);
    this.actor = point.actors[option] as number; // `option` is one of the point's.
    const quantum = 1 + Math.floor(this.run / LEADS);
    this.left = quantum - 1 + (first ? this.run % LEADS : 0);
    return option;
  }

  end(summary: ExecutionSummary): void {
    if (summary.status !== 'cut') this.counts.executions += 1;
  }

  /** The next actor in turn that can go on in the ordinary way; the fallback where there is none. */
  private after(point: ChoicePoint): number {
    let wrapped = -1;
    for (let i = 0; i < point.count; i += 1) {
      if (point.variants[i] !== 0) continue;
      if ((point.actors[i] as number) > this.actor) return i; // `i` is an option.
      if (wrapped < 0) wrapped = i;
    }
    return wrapped >= 0 ? wrapped : point.fallback;
  }

  private ordinaryOf(point: ChoicePoint, actor: number): number {
    for (let i = 0; i < point.count; i += 1) if (point.actors[i] === actor && point.variants[i] === 0) return i;
    return -1;
  }
}
