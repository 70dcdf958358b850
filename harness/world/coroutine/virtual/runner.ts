/** Runs executions of a coroutine scenario in the virtual realm: one choice for each thing the outside world does. */
import type { ChoicePoint, ExecutionSummary, Footprint, Runner, Schedule, Strategy } from '../../../explore/strategy.js';
import type { End, History, Pending } from '../../../oracle/history.js';
import type { CoroutineProgram } from '../compile/program.js';
import type { VirtualHost } from './host.js';
import type { Realm } from './realm.js';
import { realmSource } from './realm.js';
import { type CoroutineTrace, TraceRecorder } from './trace.js';

export interface CoroutineInput {
  program: CoroutineProgram;
  /** The name under which the entry exports the scenario. */
  scenario: string;
  budget: {
    /** Outside events after which an execution is endless. */
    steps: number;
    /** Function calls and loop iterations between two outside events; default 100,000. */
    ticks?: number;
  };
  /** Of `Math.random`; default 1. */
  seed?: number;
}

/** At most this many options at a choice point; what does not fit waits for a later one. */
const MAX_OPTIONS = 512;
/** Timers of a millisecond or less that still fire when every task has ended: they are no leak. */
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

type Status = ExecutionSummary['status'];

export class CoroutineRunner implements Runner {
  readonly #realm: Realm;
  readonly #host: VirtualHost;
  readonly #input: CoroutineInput;
  readonly #point = new Point();
  #schedule: number[] = [];
  #end: End = { status: 'done' };
  #recorder: TraceRecorder | undefined;

  constructor(host: VirtualHost, input: CoroutineInput) {
    this.#host = host;
    this.#input = input;
    this.#realm = host.evaluate(realmSource(input.budget.ticks ?? 100_000, input.seed ?? 1), 'realm') as Realm;
    for (const module of input.program.modules) {
      this.#realm.define(module.id, host.evaluate(module.code, module.id) as Parameters<Realm['define']>[1]);
    }
  }

  run(strategy: Strategy): ExecutionSummary {
    this.#schedule = [];
    this.#realm.reset();
    const status = this.#host.attend(() => this.#begin() ?? this.#loop(strategy));
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

  schedule(): Schedule {
    return [...this.#schedule];
  }

  /** The history of the last execution, as plain data of the caller's realm. */
  history(): History {
    const { names, events } = this.#realm.kernel;
    const plain = JSON.parse(JSON.stringify({ names, events })) as { names: string[]; events: History['events'] };
    return { tasks: plain.names, events: plain.events, end: this.#end, used: [] };
  }

  /** Repeats a schedule with every await followed. Afterwards `history()` and `schedule()` are those of the repetition. */
  trace(schedule: Schedule): CoroutineTrace {
    const { kernel, ledger } = this.#realm;
    const recorder = new TraceRecorder(kernel, ledger);
    this.#recorder = recorder;
    kernel.detailed = true;
    try {
      this.run(follow(schedule));
    } finally {
      kernel.detailed = false;
      this.#recorder = undefined;
    }
    return recorder.finish(this.#end);
  }

  #begin(): Status | undefined {
    const { kernel } = this.#realm;
    let phase: 'load' | 'init' = 'load';
    try {
      const exported = this.#realm.load(this.#input.program.entry)[this.#input.scenario];
      if (typeof exported !== 'object' || exported === null) throw new Error(`no scenario '${this.#input.scenario}'`);
      phase = 'init';
      kernel.start(exported);
      return undefined;
    } catch (error) {
      // What the attempt left behind must not reach the next execution.
      this.#host.drain();
      this.#host.rejections();
      this.#end = { status: 'broken', phase, error: kernel.describe(error), site: kernel.lastSite() };
      return 'broken';
    }
  }

  #loop(strategy: Strategy): Status {
    const { kernel, ledger } = this.#realm;
    const point = this.#point;
    const budget = this.#input.budget.steps;
    let grace = GRACE;
    let wound = false;
    point.current = -1;
    this.#recorder?.begin();
    for (;;) {
      this.#quiesce();
      this.#recorder?.settled();
      if (kernel.endlessAt >= 0) return this.#finish('endless');
      if (kernel.unfinished().length === 0) {
        this.#realm.dropAborts();
        if (!ledger.busy()) {
          const due = ledger.due();
          if (due !== undefined && grace > 0) {
            grace -= 1;
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
      this.#step(strategy, option);
    }
  }

  #step(strategy: Strategy, option: number): void {
    const actor = this.#point.actors[option];
    const variant = this.#point.variants[option];
    if (actor === undefined || variant === undefined || option >= this.#point.count) {
      throw new RangeError(`strategy '${strategy.name}' chose option ${String(option)} of ${String(this.#point.count)}`);
    }
    this.#schedule.push(actor * 16 + variant);
    this.#recorder?.chosen(actor, variant, this.#point);
    this.#realm.kernel.fire(actor, variant);
    this.#point.current = actor;
    strategy.executed?.(actor, variant, EVERYTHING);
  }

  /** Lets everything happen that needs no choice. */
  #quiesce(): void {
    const { kernel } = this.#realm;
    do {
      this.#host.drain();
      const reasons = this.#host.rejections();
      for (const reason of reasons) kernel.uncaught(kernel.current, reason, 'Unhandled rejection: ');
    } while (kernel.forced());
  }

  #finish(status: 'done' | 'stuck' | 'endless'): Status {
    const { kernel } = this.#realm;
    this.#end = status === 'done' ? { status } : { status, pending: this.#pending() };
    if (kernel.endlessAt >= 0) kernel.events.push({ type: 'spin', task: kernel.current, site: kernel.endlessAt });
    return status;
  }

  #pending(): Pending[] {
    const { kernel } = this.#realm;
    const standing = [...kernel.standing()];
    return [...kernel.unfinished()].map((task) => ({
      task,
      state: kernel.endlessAt >= 0 && task === kernel.current ? 'spin' : 'sleep',
      site: standing.find((each) => each.task === task)?.site ?? -1,
      on: [...kernel.waitsOn(task)],
      changed: false,
      missed: false,
    }));
  }
}

/** Takes the choices of a schedule, then everything in its turn. */
export function follow(schedule: Schedule): Strategy {
  return {
    name: 'follow',
    begin: () => true,
    choose(point) {
      const wanted = schedule[point.depth];
      if (wanted === undefined) return point.fallback;
      for (let i = 0; i < point.count; i += 1) {
        if ((point.actors[i] as number) * 16 + (point.variants[i] as number) === wanted) return i;
      }
      return point.fallback;
    },
    end: () => undefined,
    progress: { executions: 0, cut: 0, exhausted: false },
  };
}
