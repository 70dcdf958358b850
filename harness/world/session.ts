import { InStep } from '../explore/in-step.js';
import { NotRepeatable } from '../explore/not-repeatable.js';
import { Portfolio, type PortfolioPlan } from '../explore/portfolio.js';
import { Replay } from '../explore/replay.js';
import type { Progress, Runner, Strategy } from '../explore/strategy.js';
import type { Strength } from '../explore/strength.js';
import type { History, Value } from '../oracle/history.js';
import { GuardedStrategy } from './guarded-strategy.js';
import { type Deviation, deviationOf, SelfCheckingRunner } from './self-checking-runner.js';

/** One step of an execution with all that a reader wants to see, in any world. */
export interface SessionStep {
  task: number;
  site: number;
  kind: string;
  cell: string | null;
  before: Value;
  after: Value;
  result: Value;
  switch: 'none' | 'preemption' | 'blocked';
  note?: string;
}

/** What a session asks of a world's runner. */
export interface SessionRunner extends Runner {
  history(): History;
  /** Equal for equal histories. */
  key(): string;
  /** Runs once and records every step. */
  detailed(strategy: Strategy): { steps: SessionStep[] };
  /** What limits a claim about the executions so far. */
  limits(): Limits;
  /** An execution is called endless only under a scheduler that leaves nobody out, timeouts included. */
  readonly endlessIsFair?: boolean;
  /** Starting a task is a step of its own in these schedules. */
  readonly startIsStep?: boolean;
}

export interface Limits {
  /** The reduction has been tested against all schedules in this world; otherwise nothing is called proved. */
  provable: boolean;
  /** An execution so far had a data race. */
  raced: boolean;
  /** A step ran where no switch is possible, though in reality one is. */
  glued: boolean;
  /** An execution had more steps than the strategies may choose; what comes after them was not explored. */
  long: boolean;
  /** Why an execution could not be run as it should, or null. */
  cannotSwitch: string | null;
}

export interface Sample {
  /** Number of the execution, from 1. */
  execution: number;
  schedule: number[];
  history: History;
}

export interface Batch extends Limits {
  executions: number;
  finished: boolean;
  strategy: string;
  progress: Progress;
  strength: Strength;
  /** Executions so far that were chosen by chance. */
  sampled: number;
  /** Executions whose history had not been seen before. */
  samples: Sample[];
  /** The submission did not do the same when a schedule was run again; null where nothing of that kind was seen. */
  deviation: Deviation | null;
}

export interface Run {
  /** What was executed. */
  schedule: number[];
  preemptions: number;
  history: History;
  /** Empty unless it was asked for. */
  trace: SessionStep[];
  /** The first step at which the schedule asked for something that was not offered, or null. */
  divergedAt: number | null;
  startIsStep: boolean;
}

/** Explores one scenario for the judge: runs the portfolio and hands on every history that is new. */
export class Session {
  readonly #runner: SessionRunner;
  readonly #portfolio: Portfolio;
  readonly #seen = new Set<string>();
  readonly #checking: SelfCheckingRunner | undefined;
  #deviation: Deviation | null = null;
  #executions = 0;

  /** @param selfCheck run every schedule twice */
  constructor(runner: SessionRunner, plan: PortfolioPlan, selfCheck = false) {
    this.#checking = selfCheck ? new SelfCheckingRunner(runner) : undefined;
    this.#runner = this.#checking ?? runner;
    this.#portfolio = new Portfolio(plan, () => sound(runner.limits()));
  }

  /** Runs up to `count` executions more. */
  explore(count: number): Batch {
    const runner = this.#runner;
    const portfolio = this.#portfolio;
    const guarded = new GuardedStrategy(portfolio);
    const samples: Sample[] = [];
    let finished = false;
    for (let i = 0; i < count && !finished; i++) {
      if (!portfolio.begin()) {
        finished = true;
        break;
      }
      const { status } = runner.run(guarded);
      if (guarded.failure !== undefined) this.#failed(guarded.failure);
      this.#deviation ??= this.#checking?.deviation ?? null;
      if (this.#deviation !== null) break;
      if (status === 'cut') continue;
      this.#executions++;
      this.#sample(samples);
    }
    const limits = runner.limits();
    const strength = portfolio.strength({ sound: sound(limits) });
    if (finished && strength.kind !== 'proved' && runner.endlessIsFair === true) this.#goInStep(samples);
    return {
      executions: this.#executions,
      finished,
      strategy: portfolio.name,
      progress: portfolio.progress,
      strength,
      sampled: portfolio.sampled,
      samples,
      deviation: this.#deviation,
      ...limits,
    };
  }

  /** At the end of what was not proved: the livelocks that take staying in step. Nothing else of it is handed on. */
  #goInStep(samples: Sample[]): void {
    const inStep = new InStep();
    while (inStep.begin()) if (this.#runner.run(inStep).status === 'endless') this.#sample(samples);
  }

  /** Hands on the runner's last execution, unless its history has been seen before. */
  #sample(samples: Sample[]): void {
    const runner = this.#runner;
    const key = runner.key();
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    samples.push({ execution: this.#executions, schedule: [...runner.schedule()], history: runner.history() });
  }

  /** A strategy that met something else than before knows no more than that; what it was is found out here. */
  #failed(failure: unknown): void {
    if (!(failure instanceof NotRepeatable)) throw failure;
    this.#deviation ??= deviationOf(this.#runner, [...this.#runner.schedule()]);
  }

  /** Runs a schedule and then the fallback. `lenient` skips choices that are not offered, and records no trace. */
  run(schedule: readonly number[], lenient: boolean): Run {
    const runner = this.#runner;
    const replay = new Replay(schedule, lenient ? 'skip' : 'stop');
    replay.begin();
    const trace = lenient ? [] : runner.detailed(replay).steps;
    if (lenient) runner.run(replay);
    return {
      schedule: [...runner.schedule()],
      preemptions: replay.preemptions,
      history: runner.history(),
      trace,
      divergedAt: replay.divergence?.step ?? null,
      startIsStep: runner.startIsStep ?? false,
    };
  }
}

/** Whether a claim about all executions holds. */
function sound({ provable, raced, glued, long, cannotSwitch }: Limits): boolean {
  return provable && !raced && !glued && !long && cannotSwitch === null;
}
