import { BoundedSearch } from './bounded-search.js';
import { RandomWalk } from './random-walk.js';
import { fallbackRun } from './replay.js';
import type { Strength, WorldFacts } from './strength.js';
import type { ChoicePoint, ExecutionSummary, Footprint, Progress, Runner, Strategy } from './strategy.js';

/** Plain data: it crosses the border to the explorer. */
export interface PortfolioPlan {
  readonly seed: number;
  /** Executions in all, those that were cut included. */
  readonly budget: number;
  /** The largest number of preemptions for the bounded search; default 2. */
  readonly preemptions?: number;
}

/** A strategy and the part of the budget that it may use; what it leaves over goes to those after it. */
interface Stage {
  readonly strategy: Strategy;
  readonly share: number;
}

/**
 * One strategy after the other under one budget of executions. It is a strategy itself: the driver calls `begin`, runs
 * the execution, and asks for the strength at the end.
 */
export class Portfolio implements Strategy {
  readonly bounded: BoundedSearch;
  private readonly stages: Stage[];
  private readonly budget: number;
  private stage = 0;
  private spent = 0;
  private spentInStage = 0;
  private over = false;

  constructor(plan: PortfolioPlan) {
    this.budget = plan.budget;
    this.bounded = new BoundedSearch(plan.preemptions ?? 2);
    this.stages = [
      { strategy: fallbackRun(), share: 1 },
      { strategy: this.bounded, share: 0.4 },
      { strategy: new RandomWalk(plan.seed), share: 1 },
    ];
  }

  /** The name of the strategy at work. */
  get name(): string {
    return this.current.name;
  }

  get progress(): Progress {
    let executions = 0;
    let cut = 0;
    for (const { strategy } of this.stages) {
      executions += strategy.progress.executions;
      cut += strategy.progress.cut;
    }
    return { executions, cut, exhausted: this.everything() };
  }

  begin(): boolean {
    if (this.over || this.spent >= this.budget) return false;
    while (this.spentInStage >= this.allowance() || !this.current.begin()) {
      if (this.everything() || this.stage + 1 >= this.stages.length) {
        this.over = true;
        return false;
      }
      this.stage += 1;
      this.spentInStage = 0;
    }
    return true;
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
    this.spentInStage += 1;
    this.current.end(summary);
  }

  /** How strong "no finding" is, so far. */
  strength(world: WorldFacts): Strength {
    const { complete, explored, progress } = this.bounded;
    if (!world.sound || explored < 0) return { kind: 'sampled', schedules: this.spent };
    if (complete) return { kind: 'proved', executions: progress.executions };
    return { kind: 'bounded', preemptions: explored, executions: progress.executions };
  }

  private get current(): Strategy {
    return (this.stages[this.stage] as Stage).strategy; // `stage` never leaves the stages.
  }

  private allowance(): number {
    return Math.ceil((this.stages[this.stage] as Stage).share * this.budget); // As above.
  }

  private everything(): boolean {
    return this.bounded.complete;
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
