import type { ChoicePoint, ExecutionSummary, Schedule, Strategy } from '../../../explore/strategy.js';
import type { End, History } from '../../../oracle/history.js';
import type { Program } from '../../../submission/program.js';
import type { Limits, SessionRunner } from '../../session.js';
import type { Evaluate, Realm } from '../core.js';
import { Outside } from '../../outside.js';
import type { GeneratedTasks } from '../../generated-tasks.js';
import { asksForTime } from '../asks-for-time.js';
import { clear } from '../clear.js';
import { Layout } from '../layout.js';
import { Machine, START } from '../machine.js';
import { LoadError, loading, loadScenario, makeRealm, taskFunction } from '../realm.js';
import { Recorder } from '../recorder.js';
import { type ScenarioShape, shapeOf } from '../scenario-shape.js';
import { Task } from '../task.js';
import { TraceRecorder, type ThreadTraceStep } from '../trace-recorder.js';
import { VirtualCore, VirtualThread } from './runtime.js';

export interface RunnerOptions {
  program: Program;
  scenario: string;
  /** The tasks, where the scenario leaves them to a generator. */
  generated?: GeneratedTasks;
  maxSteps: number;
  /** Of `Math.random`; default 1. */
  seed?: number;
  recordAccesses: boolean;
  /** A fresh context of its own for each call: one a task, one for `init` and `after`. */
  context: () => Evaluate;
  /** Text of the module that gives the realm's built-ins their generator twins. */
  prelude: string;
}

const MAX_CELLS = 65_536;

/** Generators of any context go on by this one's `next`, which no submission can replace. */
const nextOf = (Object.getPrototypeOf(function* () {}) as { prototype: Generator }).prototype.next as (
  ...args: unknown[]
) => unknown;

/** Runs executions of one scenario of the thread world in the virtual realm. */
export class VirtualRunner implements SessionRunner {
  readonly machine: Machine;
  readonly shape: ScenarioShape;
  readonly #options: RunnerOptions;
  readonly #core: VirtualCore;
  readonly #realms: Realm[] = [];
  readonly #threads: VirtualThread[];
  readonly #main: VirtualThread;
  readonly #memory: Int32Array;
  readonly #data: Int32Array;
  readonly #keeps: boolean;
  #functions: unknown[] = [];
  #scenario: Record<string, unknown> = {};
  #broken: { phase: 'load' | 'init'; error: string } | undefined;
  #raced = false;
  #cannotSwitch: string | null = null;
  /** Starting a task is a step of its own. */
  startIsStep = false;
  readonly endlessIsFair = true;

  /** @throws LoadError when the modules, `cells` or the scenario's shape are not usable */
  constructor(options: RunnerOptions) {
    this.#options = options;
    const modules = options.program.modules;
    this.#keeps = modules.every((module) => module.pure || module.id === options.program.entry);
    const unknown = new Machine(
      { layout: new Layout(0, 0), tasks: [], maxSteps: 0, ofSubmission: () => false },
      new Recorder(1),
    );
    this.#core = new VirtualCore(unknown, new Task(0, 'main'));
    this.#core.offRecord = true;
    // The realm for `init` and `after` comes first: it tells how many tasks there are, and how much memory.
    const mainRealm = this.#realm();
    this.#scenario = loading('load', mainRealm, () => this.#load(mainRealm));
    this.shape = shapeOf(this.#scenario, options.scenario);
    const cells = loading('init', mainRealm, () => Number(mainRealm.plain(this.#scenario['cells'])));
    if (!Number.isInteger(cells) || cells < 0 || cells > MAX_CELLS) {
      throw new LoadError('init', `cells() is ${String(cells)}: it must be a whole number from 0 to ${MAX_CELLS}`);
    }
    const layout = new Layout(cells, this.shape.data);
    this.#memory = new Int32Array(new SharedArrayBuffer(cells * 4));
    this.#data = new Int32Array(new SharedArrayBuffer(this.shape.data * 4));
    const { sites } = options.program;
    const inSubmission = sites.map((site) => !site.file.startsWith('scenarios.ts'));
    this.machine = new Machine(
      {
        layout,
        tasks: this.shape.names,
        maxSteps: options.maxSteps,
        stops: this.shape.stops,
        roles: this.shape.roles,
        clocks: asksForTime(options.program),
        memories: [this.#memory, this.#data],
        waits: modules.some(({ code }) => code.includes('wait')),
        recordAccesses: options.recordAccesses,
        ofSubmission: (site) => inSubmission[site] === true,
      },
      new Recorder(this.shape.names.length + 1),
    );
    this.#core.configure(this.machine, this.#memory, this.#data);
    this.#main = this.#thread(new Task(this.shape.names.length, 'main'), mainRealm);
    this.#threads = this.machine.tasks.map((task) => this.#thread(task, this.#realm()));
    for (const thread of this.#threads) {
      this.#core.running = thread;
      this.#functions.push(loading('load', thread.realm, () => taskFunction(this.#load(thread.realm), thread.task.id)));
    }
    this.#core.offRecord = false;
    // A first run shows whether code before a task's first step touches memory (a constructor, say): then starting a
    // task is a step of its own, so that what it does there has its place among the others' steps.
    this.run(new Fallback());
    this.startIsStep = this.machine.glued;
  }

  #thread(task: Task, realm: Realm): VirtualThread {
    const memory = realm.view(this.#memory.buffer as SharedArrayBuffer);
    const data = realm.view(this.#data.buffer as SharedArrayBuffer);
    return new VirtualThread(task, realm, memory, data, new Outside(this.#options.seed ?? 1, task.id));
  }

  #realm(): Realm {
    const { context, prelude, program } = this.#options;
    const realm = makeRealm(context(), this.#core, prelude, program);
    this.#realms.push(realm);
    return realm;
  }

  #load(realm: Realm): Record<string, unknown> {
    const { program, scenario, generated } = this.#options;
    return loadScenario(realm, program, scenario, generated);
  }

  run(strategy: Strategy): ExecutionSummary {
    const { machine } = this;
    const core = this.#core;
    this.#broken = undefined;
    clear(this.#memory, 0);
    clear(this.#data, 0);
    core.reset();
    this.#main.outside.reset();
    for (const thread of this.#threads) thread.outside.reset();
    machine.begin(strategy);
    const started = this.#start();
    if (started) this.#loop();
    if (machine.status === 'done' && started) this.#after();
    const status = this.#broken !== undefined ? 'broken' : machine.status === 'running' ? 'stuck' : machine.status;
    const summary: ExecutionSummary = {
      status,
      steps: machine.depth,
      failed: this.#broken !== undefined || core.failed,
    };
    strategy.end(summary);
    this.#raced ||= machine.raced;
    this.#cannotSwitch ??= core.cannotSwitch ?? null;
    return summary;
  }

  /** Fresh instances where the modules have state, `init`, and every task run to its first step. */
  #start(): boolean {
    const core = this.#core;
    core.offRecord = true;
    core.running = this.#main;
    try {
      if (!this.#keeps) this.#reload();
      core.running = this.#main;
      const init = this.#scenario['init'];
      if (init !== undefined) this.#main.realm.plain(init, this.#main.memory, this.#main.data);
    } catch (error) {
      this.#broken = { phase: 'init', error: this.#main.realm.describe(error) };
      return false;
    } finally {
      core.offRecord = false;
    }
    core.prologue = true;
    for (const thread of this.#threads) {
      const { task, realm, memory, data } = thread;
      thread.generator = realm.begin(this.#functions[task.id], memory, data, task.id, task);
      if (this.startIsStep) this.machine.announceWord(thread.task, 'enter', 0, START);
      else this.#resume(thread);
    }
    core.prologue = false;
    this.machine.pick();
    return true;
  }

  #reload(): void {
    for (const realm of this.#realms) realm.forget();
    this.#scenario = this.#load(this.#main.realm);
    for (const thread of this.#threads) {
      this.#core.running = thread;
      this.#functions[thread.task.id] = taskFunction(this.#load(thread.realm), thread.task.id);
    }
  }

  #loop(): void {
    const { machine } = this;
    while (machine.next >= 0) {
      // `next` is a task's number while it is not negative.
      const thread = this.#threads[machine.next] as VirtualThread;
      if (machine.isBlocking(thread.task)) {
        if (!machine.block(thread.task, this.#core.valueAt(thread.task.cell))) {
          machine.pick();
          continue;
        }
      }
      this.#resume(thread);
    }
  }

  #resume(thread: VirtualThread): void {
    const core = this.#core;
    core.running = thread;
    core.plain = 0;
    try {
      // A thread has its generator from `#start` on.
      const step = nextOf.call(thread.generator) as IteratorResult<unknown, unknown>;
      if (step.done !== true) return;
    } catch (error) {
      if (!thread.realm.isCheckFailed(error) && core.cannotSwitch === undefined) {
        core.failed = true;
        this.machine.recorder.flush(thread.task.id);
        this.machine.recorder.emit({
          type: 'uncaught',
          task: thread.task.id,
          error: thread.realm.describe(error),
          site: thread.task.site,
        });
      }
    }
    this.machine.finished(thread.task);
    if (!core.prologue) this.machine.pick();
  }

  #after(): void {
    const after = this.#scenario['after'];
    if (after === undefined) return;
    const core = this.#core;
    core.running = this.#main;
    core.offRecord = true;
    core.plain = 0;
    const { realm, memory, data } = this.#main;
    try {
      realm.plain(after, memory, data);
    } catch (error) {
      if (!realm.isCheckFailed(error)) {
        core.failed = true;
        this.machine.recorder.emit({
          type: 'uncaught',
          task: this.#main.task.id,
          error: realm.describe(error),
          site: 0,
        });
      }
    } finally {
      core.offRecord = false;
    }
  }

  schedule(): Schedule {
    return this.machine.schedule();
  }

  /** Equal for equal histories. */
  key(): string {
    const ending = this.#broken === undefined && this.machine.status === 'done' ? 'done' : JSON.stringify(this.#end());
    return this.machine.recorder.key(ending, this.machine.used.kinds);
  }

  history(): History {
    const names = [...this.shape.names, 'main'];
    return { tasks: names, events: this.machine.recorder.events, end: this.#end(), used: this.machine.used.names() };
  }

  #end(): End {
    if (this.#broken !== undefined) return { status: 'broken', ...this.#broken, site: 0 };
    return this.machine.end((cell) => this.#core.valueAt(cell));
  }

  limits(): Limits {
    return {
      provable: true,
      raced: this.#raced,
      glued: this.machine.glued,
      long: this.machine.tail.long,
      cannotSwitch: this.#cannotSwitch,
    };
  }

  /** Runs once more with every step recorded. */
  detailed(strategy: Strategy): { summary: ExecutionSummary; steps: ThreadTraceStep[] } {
    const trace = new TraceRecorder(this.machine.layout);
    this.machine.trace = trace;
    try {
      return { summary: this.run(strategy), steps: trace.steps };
    } finally {
      this.machine.trace = undefined;
    }
  }
}

/** Takes what a fair scheduler without preemptions would. */
class Fallback implements Strategy {
  readonly name = 'fallback';
  readonly progress = { executions: 0, cut: 0, exhausted: false };
  begin(): boolean {
    return true;
  }
  choose(point: ChoicePoint): number {
    return point.fallback;
  }
  end(): void {}
}
