import { BoundedSearch } from './bounded-search.js';
import { Dpor } from './dpor.js';
import { Pct } from './pct.js';
import { PartialOrderSampling } from './pos.js';
import { ReadsFromGuided } from './reads-from-guided.js';
import { fallbackRun } from './replay.js';
import type { Strength, WorldFacts } from './strength.js';
import { SelectivelyUniform } from './surw.js';
import type { ChoicePoint, ExecutionSummary, Footprint, Progress, Runner, Strategy } from './strategy.js';

/** Plain data: it crosses the border to the explorer. */
export interface PortfolioPlan {
  readonly seed: number;
  /** Executions in all, those that were cut included. */
  readonly budget: number;
  /** The largest number of preemptions for the bounded search; default 2. */
  readonly preemptions?: number;
  /**
   * When the sampling strategies come: `last` (the default), when the others have had their parts of the budget, so that
   * the first failure has few preemptions; or `mixed`, every second execution from the beginning, so that a bug that only
   * they can find does not wait.
   */
  readonly sampling?: 'last' | 'mixed';
}

/** A strategy and the part of the budget that it may use; what it leaves over goes to those after it. */
interface Stage {
  readonly strategy: Strategy;
  readonly share: number;
}

/** The sampling strategies take turns, so that none of them can keep the others from finding what it cannot. */
const SAMPLERS = 4;

/**
 * One strategy after the other under one budget of executions: the fallback alone, the bounded search, the reduction, and
 * then the sampling strategies in turns, which the reduction's end makes superfluous. It is a strategy itself: the driver
 * calls `begin`, runs the execution, and asks for the strength at the end.
 */
export class Portfolio implements Strategy {
  readonly bounded: BoundedSearch;
  readonly reduction: Dpor;
  private readonly stages: readonly Stage[];
  private readonly samplers: readonly Strategy[];
  private readonly budget: number;
  private readonly mixed: boolean;
  /** The strategy at work. */
  private current: Strategy;
  private stage = 0;
  private turn = 0;
  private spent = 0;
  private spentInStage = 0;
  private over = false;

  constructor(plan: PortfolioPlan) {
    this.budget = plan.budget;
    this.mixed = plan.sampling === 'mixed';
    this.bounded = new BoundedSearch(plan.preemptions ?? 2);
    this.reduction = new Dpor();
    this.current = fallbackRun();
    this.stages = [
      { strategy: this.current, share: 1 },
      { strategy: this.bounded, share: 0.35 },
      { strategy: this.reduction, share: 0.35 },
    ];
    this.samplers = [
      new SelectivelyUniform(plan.seed),
      new ReadsFromGuided(plan.seed + 1),
      new PartialOrderSampling(plan.seed + 2),
      new Pct(plan.seed + 3),
    ];
  }

  /** The name of the strategy at work. */
  get name(): string {
    return this.current.name;
  }

  get progress(): Progress {
    let executions = 0;
    let cut = 0;
    for (const { progress } of [...this.stages.map(({ strategy }) => strategy), ...this.samplers]) {
      executions += progress.executions;
      cut += progress.cut;
    }
    return { executions, cut, exhausted: this.everything() };
  }

  begin(): boolean {
    if (this.over || this.spent >= this.budget) return false;
    if (this.mixed && this.spent % 2 === 1) return this.beginSampling();
    while (this.stage < this.stages.length) {
      const { strategy, share } = this.stages[this.stage] as Stage; // Just compared.
      if (this.spentInStage < Math.ceil(share * this.budget) && strategy.begin()) {
        this.current = strategy;
        this.spentInStage += 1;
        return true;
      }
      if (this.everything()) {
        this.over = true;
        return false;
      }
      this.stage += 1;
      this.spentInStage = 0;
    }
    return this.beginSampling();
  }

  choose(point: ChoicePoint): number {
    return this.current.choose(point);
  }

  executed(actor: number, variant: number, footprint: Footprint): void {
    this.current.executed?.(actor, variant, footprint);
  }

  awaited(actor: number, steps: number, objects: Footprint): void {
    this.current.awaited?.(actor, steps, objects);
  }

  end(summary: ExecutionSummary): void {
    this.spent += 1;
    this.current.end(summary);
  }

  /** How strong "no finding" is, so far. */
  strength(world: WorldFacts): Strength {
    const { bounded, reduction } = this;
    const estimate = reduction.progress.exhausted ? undefined : reduction.estimate();
    const left = estimate === undefined ? {} : { estimate };
    if (!world.sound) return { kind: 'sampled', schedules: this.spent, ...left };
    if (reduction.progress.exhausted) return { kind: 'proved', executions: reduction.progress.executions };
    if (bounded.complete) return { kind: 'proved', executions: bounded.progress.executions };
    if (bounded.explored < 0) return { kind: 'sampled', schedules: this.spent, ...left };
    return { kind: 'bounded', preemptions: bounded.explored, executions: bounded.progress.executions, ...left };
  }

  private beginSampling(): boolean {
    this.turn = (this.turn + 1) % SAMPLERS;
    this.current = this.samplers[this.turn] as Strategy; // There are so many.
    return this.current.begin();
  }

  private everything(): boolean {
    return this.bounded.complete || this.reduction.progress.exhausted;
  }
}

/** Drives a runner through a strategy until nothing is left, and shows each execution. */
export function* explore(
  runner: Runner,
  strategy: Strategy,
): Generator<{ readonly strategy: string; readonly summary: ExecutionSummary }> {
  while (strategy.begin()) {
    const { name } = strategy;
    const summary = runner.run(strategy);
    yield { strategy: name, summary };
  }
}
