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
  /** Begun in this batch, those that were cut included. */
  ran: number;
  /** Numbers of the executions that were run elsewhere. */
  taken: number[];
  /** It ended early: what becomes of the next execution is not known yet, since it is run elsewhere. */
  wants: boolean;
  /** What each execution of this batch came to, for a process that is told of them: see `outcomeOf`. */
  outcomes: string;
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
  /** Its outcomes are asked for by another process. */
  readonly #tells: boolean;
  /** Outcomes of executions run elsewhere that have not had their turn yet, and what is known from those that have. */
  #given = '';
  readonly #told = { raced: false, glued: false, long: false };

  /** @param selfCheck run every schedule twice */
  constructor(runner: SessionRunner, plan: PortfolioPlan, selfCheck = false) {
    this.#checking = selfCheck ? new SelfCheckingRunner(runner) : undefined;
    this.#runner = this.#checking ?? runner;
    this.#tells = plan.part === 'samples';
    this.#portfolio = new Portfolio(plan, () => sound(this.#limits()));
  }

  /**
   * Runs up to `count` executions more.
   *
   * @param given outcomes of the next executions that the sampling strategies have; they are run elsewhere from now on
   */
  explore(count: number, given?: string): Batch {
    if (given !== undefined) {
      this.#portfolio.sampleElsewhere();
      this.#given += given;
    }
    const runner = this.#runner;
    const portfolio = this.#portfolio;
    const guarded = new GuardedStrategy(portfolio);
    const samples: Sample[] = [];
    const taken: number[] = [];
    let outcomes = '';
    let finished = false;
    let wants = false;
    let ran = 0;
    for (; ran < count && !finished; ran++) {
      if (!portfolio.begin()) {
        finished = true;
        break;
      }
      if (portfolio.isElsewhere) {
        wants = !this.#takes();
        if (wants) break;
        taken.push(this.#executions);
        continue;
      }
      const { status } = runner.run(guarded);
      if (guarded.failure !== undefined) this.#failed(guarded.failure);
      this.#deviation ??= this.#checking?.deviation ?? null;
      if (this.#deviation !== null) break;
      if (status === 'cut') continue;
      this.#executions++;
      if (this.#tells) outcomes += outcomeOf(status, runner.limits());
      this.#sample(samples);
    }
    const limits = this.#limits();
    const strength = portfolio.strength({ sound: sound(limits) });
    if (finished && strength.kind !== 'proved' && runner.endlessIsFair === true) this.#goInStep(samples);
    return {
      executions: this.#executions,
      ran,
      taken,
      wants,
      outcomes,
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

  /** Counts the next execution that was run elsewhere; false where it is not known yet. */
  #takes(): boolean {
    const code = this.#given.charCodeAt(0);
    if (Number.isNaN(code)) {
      this.#portfolio.notYet();
      return false;
    }
    this.#given = this.#given.slice(1);
    const bits = code - NOTHING_SPECIAL;
    this.#told.raced ||= (bits & RACED) !== 0;
    this.#told.glued ||= (bits & GLUED) !== 0;
    this.#told.long ||= (bits & LONG) !== 0;
    this.#portfolio.end({ status: (bits & ENDLESS) === 0 ? 'done' : 'endless', steps: 0, failed: false });
    this.#executions++;
    return true;
  }

  #limits(): Limits {
    const limits = this.#runner.limits();
    const { raced, glued, long } = this.#told;
    return { ...limits, raced: limits.raced || raced, glued: limits.glued || glued, long: limits.long || long };
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

const NOTHING_SPECIAL = 'a'.charCodeAt(0);
const ENDLESS = 1;
const RACED = 2;
const GLUED = 4;
const LONG = 8;

/** One letter: whether the execution was endless, and which limits were known after it. */
function outcomeOf(status: string, { raced, glued, long }: Limits): string {
  const bits = (status === 'endless' ? ENDLESS : 0) | (raced ? RACED : 0) | (glued ? GLUED : 0) | (long ? LONG : 0);
  return String.fromCharCode(NOTHING_SPECIAL + bits);
}

/** Whether a claim about all executions holds. */
function sound({ provable, raced, glued, long, cannotSwitch }: Limits): boolean {
  return provable && !raced && !glued && !long && cannotSwitch === null;
}
