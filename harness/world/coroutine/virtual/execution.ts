/**
 * One execution after another of a coroutine scenario, up to what only a realm can do: running microtasks, and having the
 * event loop's own timers and immediates call back. `run` is a generator that yields where it needs that.
 */
import type { ChoicePoint, ExecutionSummary, Footprint, Schedule, Strategy } from '../../../explore/strategy.js';
import type { End, History, Pending } from '../../../oracle/history.js';
import { asText, type GeneratedTasks } from '../../generated-tasks.js';
import type { CoroutineProgram } from '../compile/program.js';
import type { Kernel } from './kernel.js';
import type { PendingEvent, PendingKind } from './ledger.js';
import { plain } from './plain.js';
import type { Realm } from './realm.js';
import type { TraceRecorder } from './trace.js';

export interface CoroutineInput {
  program: CoroutineProgram;
  /** The name under which the entry exports the scenario. */
  scenario: string;
  /** The tasks, where the scenario leaves them to a generator. */
  generated?: GeneratedTasks | undefined;
  budget: {
    /** Outside events after which an execution is endless. */
    steps: number;
    /** Function calls and loop iterations between two outside events; default 100,000. */
    ticks?: number;
  };
  /** Of `Math.random`; default 1. */
  seed?: number;
}

/** `settle`: run all microtasks and notice rejections; otherwise call back as this kind of event would, then go on. */
export type Need = 'settle' | PendingKind;

export type Status = ExecutionSummary['status'];

/** At most this many options at a choice point; what does not fit waits for a later one. */
const MAX_OPTIONS = 512;
/**
 * How many timers that are due within a millisecond fire by themselves in an execution: before quiet, and when every task
 * has ended, where they are no leak.
 */
const GRACE = 64;

/** The order of any two outside events may matter: what the submission's code shares is not known. */
const EVERYTHING: Footprint = { cells: Int32Array.of(1), length: 1 };

class Point implements ChoicePoint {
  depth = 0;
  current = -1;
  count = 0;
  fallback = 0;
  readonly actors = new Int32Array(MAX_OPTIONS);
  readonly variants = new Int32Array(MAX_OPTIONS);
  readonly preemptions = new Int32Array(MAX_OPTIONS);
  footprint(): Footprint {
    return EVERYTHING;
  }
}

export class Execution {
  readonly #realm: Realm;
  readonly #input: CoroutineInput;
  readonly #point = new Point();
  #schedule: number[] = [];
  #end: End = { status: 'done' };
  #recorder: TraceRecorder | undefined;
  #grace = GRACE;

  /** The realm has the program's modules already. */
  constructor(realm: Realm, input: CoroutineInput) {
    this.#realm = realm;
    this.#input = input;
  }

  get realm(): Realm {
    return this.#realm;
  }

  /** Follows every await of the next executions and tells the recorder; undefined ends that. */
  observe(recorder: TraceRecorder | undefined): void {
    this.#recorder = recorder;
    this.#realm.kernel.detailed = recorder !== undefined;
  }

  /** The last execution ended like this. */
  get end(): End {
    return this.#end;
  }

  *run(strategy: Strategy): Generator<Need, ExecutionSummary, void> {
    this.#schedule = [];
    this.#realm.reset();
    const broken = this.#begin();
    // What a failed start left behind must not reach the next execution.
    if (broken !== undefined) yield 'settle';
    const status = broken ?? (yield* this.#loop(strategy));
    const { events } = this.#realm.kernel;
    let failed = status === 'stuck' || status === 'endless' || status === 'broken';
    for (let i = 0; i < events.length && !failed; i += 1) {
      const { type } = events[i] as { type: string };
      failed = type === 'fail' || type === 'uncaught';
    }
    const summary: ExecutionSummary = { status, steps: this.#schedule.length, failed };
    strategy.end(summary);
    return summary;
  }

  /** A promise of the submission was rejected and nobody handled it. */
  rejected(reason: unknown): void {
    this.#realm.kernel.uncaught(this.#realm.kernel.current, reason, 'Unhandled rejection: ');
  }

  schedule(): Schedule {
    return [...this.#schedule];
  }

  /** The history of the last execution, as plain data of the caller's realm. */
  history(): History {
    const { names, events } = this.#realm.kernel;
    return { tasks: plain(names) as string[], events: plain(events) as History['events'], end: this.#end, used: [] };
  }

  #begin(): Status | undefined {
    const { kernel } = this.#realm;
    let phase: 'load' | 'init' = 'load';
    try {
      const exported = this.#realm.load(this.#input.program.entry)[this.#input.scenario];
      if (typeof exported !== 'object' || exported === null) throw new Error(`no scenario '${this.#input.scenario}'`);
      phase = 'init';
      const { generated } = this.#input;
      kernel.start(generated === undefined ? exported : this.#realm.generated(exported, asText(generated)));
      return undefined;
    } catch (error) {
      this.#end = { status: 'broken', phase, error: kernel.describe(error), site: kernel.lastSite() };
      return 'broken';
    }
  }

  *#loop(strategy: Strategy): Generator<Need, Status, void> {
    const { kernel, ledger } = this.#realm;
    const point = this.#point;
    const budget = this.#input.budget.steps;
    this.#grace = GRACE;
    let wound = false;
    point.current = -1;
    this.#recorder?.begin();
    for (;;) {
      // Lets everything happen that needs no choice.
      do {
        yield 'settle';
        // Who waits for quiet also waits for what the event loop reaches at once.
        for (let due = this.#soon(kernel); due !== undefined; due = this.#soon(kernel)) {
          yield due.kind;
          kernel.fire(due.id, 0);
          yield 'settle';
        }
      } while (kernel.forced());
      this.#recorder?.settled();
      if (kernel.endlessAt >= 0) return this.#finish('endless');
      if (kernel.unfinished().length === 0) {
        this.#realm.dropAborts();
        if (!ledger.busy()) {
          const due = ledger.due();
          if (due !== undefined && this.#grace > 0) {
            this.#grace -= 1;
            yield due.kind;
            kernel.fire(due.id, 0);
            continue;
          }
          if (!wound) this.#realm.markLeaks();
          wound = true;
          if (kernel.finish()) continue;
          return this.#finish('done');
        }
      }
      point.count = ledger.options(point);
      if (point.count === 0) return this.#finish('stuck');
      if (this.#schedule.length >= budget) return this.#finish('endless');
      point.depth = this.#schedule.length;
      point.fallback = ledger.fallback;
      const option = strategy.choose(point);
      if (option < 0) return 'cut';
      yield* this.#step(strategy, option);
    }
  }

  /** A timer that comes before quiet. Not a choice: it is due, and nothing else is done about it. */
  #soon(kernel: Kernel): PendingEvent | undefined {
    if (!kernel.wantsQuiet() || this.#grace <= 0 || kernel.endlessAt >= 0) return undefined;
    const due = this.#realm.ledger.due();
    if (due !== undefined) this.#grace -= 1;
    return due;
  }

  *#step(strategy: Strategy, option: number): Generator<Need, void, void> {
    const actor = this.#point.actors[option];
    const variant = this.#point.variants[option];
    if (actor === undefined || variant === undefined || option >= this.#point.count) {
      throw new RangeError(
        `strategy '${strategy.name}' chose option ${String(option)} of ${String(this.#point.count)}`,
      );
    }
    this.#schedule.push(actor * 16 + variant);
    this.#recorder?.chosen(actor, variant, this.#point);
    yield this.#realm.ledger.kindOf(actor);
    this.#realm.kernel.fire(actor, variant);
    this.#point.current = actor;
    strategy.executed?.(actor, variant, EVERYTHING);
  }

  #finish(status: 'done' | 'stuck' | 'endless'): Status {
    const { kernel } = this.#realm;
    this.#end = status === 'done' ? { status } : { status, pending: this.#pending() };
    if (kernel.endlessAt >= 0) kernel.events.push({ type: 'spin', task: kernel.endlessTask, site: kernel.endlessAt });
    return status;
  }

  #pending(): Pending[] {
    const { kernel } = this.#realm;
    const standing = [...kernel.standing()];
    const endless = kernel.endlessAt >= 0 ? kernel.endlessTask : -1;
    // The budget ends a turn by an error, which ends the task too: it counts as unfinished all the same.
    const tasks = [...kernel.unfinished()].filter((task) => task !== endless);
    const pending = tasks.map((task): Pending => {
      const on = [...kernel.waitsOn(task)];
      const site = standing.find((each) => each.task === task)?.site ?? -1;
      return { task, state: 'blocked', site, on: on.length > 0 ? on : ['a promise'], changed: false, missed: false };
    });
    if (endless >= 0) {
      const on = [...kernel.waitsOn(endless)];
      pending.push({ task: endless, state: 'spin', site: kernel.endlessAt, on, changed: false, missed: false });
    }
    return pending;
  }
}
