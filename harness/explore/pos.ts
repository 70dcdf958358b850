import { clash, givesWay } from './options.js';
import { PerActor } from './per-actor.js';
import { Random } from './random.js';
import type { ChoicePoint, ExecutionSummary, Progress, Strategy } from './strategy.js';

/**
 * Partial order sampling (Yuan, Yang and Gu, "Partial order aware concurrency sampling", CAV 2018, section 4): every
 * pending step has a random priority and the highest goes first; whoever raced with the step taken draws again, so that
 * each order of dependent steps has its chance whatever the independent ones do.
 *
 * Beyond the paper: an actor that gives way draws again, and of several outcomes of an actor each is as likely.
 */
export class PartialOrderSampling implements Strategy {
  readonly name = 'pos';
  readonly progress: Progress;
  private readonly counts = { executions: 0, cut: 0, exhausted: false };
  private readonly random: Random;
  private readonly priorities = new PerActor();
  private readonly taken = { cells: new Int32Array(16), length: 0 };

  constructor(seed: number) {
    this.random = new Random(seed);
    this.progress = this.counts;
  }

  begin(): boolean {
    this.priorities.clear();
    return true;
  }

  choose(point: ChoicePoint): number {
    if (givesWay(point)) this.priorities.forget(point.current);
    const option = this.highest(point, undefined);
    this.redraw(point, option);
    return option;
  }

  end(summary: ExecutionSummary): void {
    if (summary.status !== 'cut') this.counts.executions += 1;
  }

  /** The option of the highest priority among those not excluded (1 in `excluded`); -1 where all are. */
  highest(point: ChoicePoint, excluded: Uint8Array | undefined): number {
    let best = -1;
    let highest = -1;
    let outcomes = 0;
    for (let i = 0; i < point.count; i += 1) {
      if (excluded !== undefined && excluded[i] === 1) continue;
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

  /** Lets the actor of the option and all who race with it draw anew. */
  redraw(point: ChoicePoint, option: number): void {
    if (point.count === 1) {
      this.priorities.forget(point.actors[option] as number);
      return;
    }
    const { taken } = this;
    const footprint = point.footprint(option);
    if (footprint.length > taken.cells.length) taken.cells = new Int32Array(footprint.length * 2);
    for (let i = 0; i < footprint.length; i += 1) taken.cells[i] = footprint.cells[i] as number; // Below the length.
    taken.length = footprint.length;
    const actor = point.actors[option] as number; // The option was just chosen.
    this.priorities.forget(actor);
    for (let i = 0; i < point.count; i += 1) {
      const other = point.actors[i] as number; // `i` is an option.
      if (other === actor || !this.priorities.has(other)) continue;
      const pending = point.footprint(i);
      if (clash(taken.cells, taken.length, pending.cells, pending.length)) this.priorities.forget(other);
    }
  }
}
