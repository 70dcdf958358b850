import { BoundedSearch } from './bounded-search.js';
import { BoundedSize } from './bounded-size.js';
import { Dpor } from './dpor.js';
import { FrontierWalk } from './frontier-walk.js';
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
   * When the sampling strategies come: `last`, when the others have had their parts of the budget, so that the first
   * failure has few preemptions; `mixed`, every second execution from the beginning; or `sized` (the default): last where
   * the bounded search is probably over in a few dozen executions, and otherwise so many at once and then now and again, so that a bug that only they can find does not wait. The others keep their parts.
   */
  readonly sampling?: 'last' | 'mixed' | 'sized';
  /**
   * `samples`: only what the sampling strategies have, as if the others took no time; for a second process. `bounded`:
   * only the bounded search. Default `all`.
   */
  readonly part?: 'all' | 'samples' | 'bounded';
}

/** A strategy and the part of the budget that it may use; what it leaves over goes to those after it. */
interface Stage {
  readonly strategy: Strategy;
  readonly share: number;
  /** Done for now; the strategy may come again in a later stage. */
  readonly until?: () => boolean;
}

/**
 * The parts of the budget for the bounded search and for the reduction; the sampling strategies have the rest. The search
 * with up to so many preemptions comes before the reduction: it is short, and what fails there is easy to explain. With
 * more it comes after, since it is long and superfluous where the reduction ends.
 */
const FEW_PREEMPTIONS = 1;
const BOUNDED = 0.35;
const REDUCTION = 0.35;
/** The sampling strategies begin with this part of the budget, or with so many, unless the bounded search is shorter. */
const BURST = 0.006;
const MOST_BURST = 60;
/** After so many samples every second one is for what only a search that remembers states can find; it is slow to start. */
const LONG = 3000;

/**
 * One strategy after the other under one budget of executions: the fallback alone, the bounded search with few
 * preemptions, the reduction, the rest of the bounded search, and then the sampling strategies in turns; the reduction's
 * end makes the others superfluous. It is a strategy itself: the driver
 * calls `begin`, runs the execution, and asks for the strength at the end.
 */
export class Portfolio implements Strategy {
  readonly bounded: BoundedSearch;
  readonly reduction: Dpor;
  private readonly stages: readonly Stage[];
  private readonly samplers: readonly Strategy[];
  private readonly turns: readonly Strategy[];
  private readonly frontier: FrontierWalk;
  /** The world tells the state of an execution. */
  private knowsStates = false;
  private readonly budget: number;
  private readonly sampling: 'last' | 'mixed' | 'sized';
  private readonly size: BoundedSize;
  /** The strategy at work. */
  private current: Strategy;
  private stage = 0;
  private turn = 0;
  private spent = 0;
  private readonly spentOn = new Map<Strategy, number>();
  /** Executions so far that the sampling strategies chose: without any, all that was seen is the same for every seed. */
  sampled = 0;
  /** Another process runs what the sampling strategies choose: `begin` says where it comes, and no more. */
  private elsewhere = false;
  private readonly samplesOnly: boolean;
  private readonly boundedOnly: boolean;
  private over = false;
  /** An execution was ended before all that could go on had done so: then the reduction's end proves nothing. */
  private cutShort = false;

  /**
   * @param sound whether, so far, the reduction's end proves anything (see `WorldFacts`); where it does not, the bounded
   * search goes on after it
   */
  constructor(
    plan: PortfolioPlan,
    private readonly sound: () => boolean = () => true,
  ) {
    this.budget = plan.budget;
    this.samplesOnly = plan.part === 'samples';
    this.boundedOnly = plan.part === 'bounded';
    this.sampling = this.boundedOnly ? 'last' : (plan.sampling ?? 'sized');
    const preemptions = plan.preemptions ?? 2;
    this.size = new BoundedSize(preemptions);
    this.bounded = new BoundedSearch(preemptions);
    this.reduction = new Dpor();
    this.current = fallbackRun();
    this.stages = this.boundedOnly
      ? [{ strategy: this.bounded, share: 1 }]
      : [
          { strategy: this.current, share: 1 },
          { strategy: this.bounded, share: BOUNDED, until: () => this.bounded.explored >= FEW_PREEMPTIONS },
          { strategy: this.reduction, share: REDUCTION },
          { strategy: this.bounded, share: BOUNDED },
        ];
    const surw = new SelectivelyUniform(plan.seed);
    const rff = new ReadsFromGuided(plan.seed + 1);
    const pos = new PartialOrderSampling(plan.seed + 2);
    const pct = new Pct(plan.seed + 3);
    this.frontier = new FrontierWalk(plan.seed + 4);
    this.samplers = [rff, surw, pos, pct, this.frontier];
    // They take turns, so that none can keep the others from finding what it cannot; those that need the fewest schedules
    // on the published programs come more often.
    this.turns = [rff, surw, rff, pos, rff, surw, rff, pct];
  }

  /** The name of the strategy at work. */
  get name(): string {
    return this.current.name;
  }

  get progress(): Progress {
    let executions = 0;
    let cut = 0;
    for (const { progress } of new Set([...this.stages.map(({ strategy }) => strategy), ...this.samplers])) {
      executions += progress.executions;
      cut += progress.cut;
    }
    return { executions, cut, exhausted: this.searched };
  }

  begin(): boolean {
    if (this.over || this.spent >= this.budget) return false;
    if (this.samplesOnly) return this.beginSampling();
    if (this.samplesNow()) return this.beginSampling();
    while (this.stage < this.stages.length) {
      const { strategy, share, until } = this.stages[this.stage] as Stage; // Just compared.
      const spent = this.spentOn.get(strategy) ?? 0;
      if (spent < Math.ceil(share * this.budget) && until?.() !== true && strategy.begin()) {
        this.current = strategy;
        this.spentOn.set(strategy, spent + 1);
        return true;
      }
      if (this.everything()) {
        this.over = true;
        return false;
      }
      this.stage += 1;
    }
    if (this.reduction.progress.exhausted || this.boundedOnly) {
      this.over = true;
      return false;
    }
    return this.beginSampling();
  }

  choose(point: ChoicePoint): number {
    if (this.spent === 0) {
      this.size.see(point);
      this.knowsStates = point.state !== undefined;
    }
    return this.current.choose(point);
  }

  executed(actor: number, variant: number, footprint: Footprint): void {
    this.current.executed?.(actor, variant, footprint);
  }

  awaited(actor: number, steps: number, objects: Footprint, variant = 0): void {
    this.current.awaited?.(actor, steps, objects, variant);
  }

  end(summary: ExecutionSummary): void {
    this.spent += 1;
    // It finds what else there is in what the tasks did, and so does not know of what they had yet to do.
    if (summary.status === 'endless') this.cutShort = true;
    this.current.end(summary);
  }

  /** How strong "no finding" is, so far. */
  strength(world: WorldFacts): Strength {
    const { bounded, reduction } = this;
    const estimate = reduction.progress.exhausted ? undefined : reduction.estimate();
    const left = estimate === undefined ? {} : { estimate };
    if (!world.sound) return { kind: 'sampled', schedules: this.spent, ...left };
    if (reduction.progress.exhausted && !this.cutShort) {
      return { kind: 'proved', executions: reduction.progress.executions };
    }
    if (bounded.complete) return { kind: 'proved', executions: bounded.progress.executions };
    if (bounded.explored < 0) return { kind: 'sampled', schedules: this.spent, ...left };
    return { kind: 'bounded', preemptions: bounded.explored, executions: bounded.progress.executions, ...left };
  }

  /** Whether a sampling strategy has this execution though the others have not had their parts. */
  private samplesNow(): boolean {
    const { spent, sampled } = this;
    const burst = Math.min(BURST * this.budget, MOST_BURST);
    if (spent === 0 || this.searched) return false;
    switch (this.sampling) {
      case 'last':
        return false;
      case 'mixed':
        return spent % 2 === 1;
      case 'sized':
        if (this.size.estimate <= burst) return false;
        return sampled < burst || sampled < (1 - BOUNDED - REDUCTION) * spent;
      default:
        return this.sampling satisfies never;
    }
  }

  /** From here on the sampling strategies' executions are run elsewhere. */
  sampleElsewhere(): void {
    this.elsewhere = true;
  }

  /** The execution that has begun is one of those that are run elsewhere. */
  get isElsewhere(): boolean {
    return this.current === ELSEWHERE;
  }

  /** It is not known yet what became of it: as if it had not begun. */
  notYet(): void {
    this.sampled -= 1;
    this.current = this.reduction;
  }

  private beginSampling(): boolean {
    if (this.elsewhere) {
      this.current = ELSEWHERE;
      this.sampled += 1;
      return true;
    }
    this.current = this.nextSampler();
    this.sampled += 1;
    return this.current.begin();
  }

  private nextSampler(): Strategy {
    if (this.knowsStates && this.sampled >= LONG && this.sampled % 2 === 0) return this.frontier;
    const sampler = this.turns[this.turn] as Strategy; // Below the length.
    this.turn = (this.turn + 1) % this.turns.length;
    return sampler;
  }

  /** A search has come to its end, whatever that proves. */
  private get searched(): boolean {
    return this.bounded.complete || this.reduction.progress.exhausted;
  }

  /** A search has come to its end, and that proves that all has been explored. */
  private everything(): boolean {
    return this.bounded.complete || (this.reduction.progress.exhausted && !this.cutShort && this.sound());
  }
}

/** Stands for a strategy at work in another process. */
const ELSEWHERE: Strategy = {
  name: 'elsewhere',
  progress: { executions: 0, cut: 0, exhausted: false },
  begin: () => true,
  choose: () => -1,
  end: () => undefined,
};

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
