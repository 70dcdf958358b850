import type { ExecutionSummary, Schedule, Strategy } from '../../../explore/strategy.js';
import type { Limits, SessionRunner } from '../../session.js';
import type { End, History } from '../../../oracle/history.js';
import type { Program } from '../../../submission/program.js';
import type { ProcessScenario, Remainder } from '../../../assignment/process-scenario.js';
import { Outside } from '../../outside.js';
import type { Evaluate } from '../../thread/core.js';
import { LoadError, loading, loadScenario, makeRealm } from '../../thread/realm.js';
import { Recorder, toValue } from '../../thread/recorder.js';
import type { ThreadTraceStep } from '../../thread/trace-recorder.js';
import { endedBy, isFault, isOfSubmission } from '../early-end.js';
import { callNames } from '../kernel.js';
import * as constants from '../posix/constants.js';
import { errno } from '../posix/errno.js';
import { type PosixRealm, ProcessCore, type RunningProcess } from './process-core.js';
import { MOST_PROCESSES, ProcessMachine } from './process-machine.js';
import { ProcessTask } from './process-task.js';
import type { ProcessState } from './kernel/process-state.js';
import { type KernelOptions, VirtualKernel } from './kernel/kernel.js';
import { POSIX_MODULE } from './posix-module.js';
import { POSIX_SOURCE } from './posix-source.js';

export interface ProcessRunnerOptions {
  program: Program;
  scenario: string;
  maxSteps: number;
  /** No oracle looks at the order in which operations begin and end; default no. */
  ignoresOperations?: boolean;
  /** Of `Math.random`; default 1. */
  seed?: number;
  /** A fresh context of its own for each call: one a process. */
  context: () => Evaluate;
  /** Text of the module that gives the realm's built-ins their generator twins. */
  prelude: string;
}

interface Place {
  process: RunningProcess;
  /** The role that it played last. */
  role: string | undefined;
  scenario: Record<string, unknown>;
}

/** Runs executions of one scenario of the process world in the virtual realm. */
export class ProcessRunner implements SessionRunner {
  readonly endlessIsFair = true;
  #cannotSwitch: string | null = null;
  #unsure = false;
  readonly #kills: number;
  #raced = false;
  readonly machine: ProcessMachine;
  readonly core: ProcessCore;
  readonly #options: ProcessRunnerOptions;
  readonly #recorder = new Recorder(MOST_PROCESSES);
  readonly #places: Place[] = [];
  readonly #kernelOptions: KernelOptions;
  /** What the scenario lets a submission leave behind. */
  readonly leaves: readonly Remainder[];
  readonly #keeps: boolean;
  readonly #kernel: VirtualKernel;
  #broken: { phase: 'load' | 'init'; error: string } | undefined;

  /** @throws LoadError when the modules cannot be loaded or the scenario is not what `processes` takes */
  constructor(options: ProcessRunnerOptions) {
    this.#options = options;
    const { modules, entry } = options.program;
    this.#keeps = modules.every((module) => module.pure || module.id === entry || module.id === POSIX_MODULE);
    this.core = new ProcessCore(this.#recorder);
    this.core.spawned = () => {
      this.#startNew();
    };
    const scenario = this.#place(0).scenario as Partial<ProcessScenario>;
    if (typeof scenario.roles?.main !== 'function')
      throw new LoadError('load', `scenario '${options.scenario}' has no role main`);
    this.#kernelOptions = {
      ...(scenario.limits && { limits: { ...scenario.limits } }),
      ...(scenario.faults && { faults: { ...scenario.faults } }),
    };
    this.#kernel = new VirtualKernel(this.#kernelOptions);
    this.core.kernel = this.#kernel;
    this.leaves = [...(scenario.leaves ?? [])];
    this.core.cutsShort = (role, site) =>
      Object.hasOwn(scenario.roles ?? {}, role) &&
      scenario.mayExit?.includes(role) !== true &&
      isOfSubmission(options.program, site);
    const kills = { atMost: scenario.kills?.atMost ?? 0, roles: [...(scenario.kills?.roles ?? [])] };
    this.#kills = kills.atMost;
    this.machine = new ProcessMachine(
      { maxSteps: options.maxSteps, kills, ordersOperations: options.ignoresOperations !== true },
      this.#recorder,
      this.#kernel,
    );
    this.core.machine = this.machine;
  }

  /** The realm for the process with that number, made when it is wanted first and kept for all executions. */
  #place(number: number): Place {
    const known = this.#places[number];
    if (known !== undefined) return known;
    const { core } = this;
    const { program, prelude, context, scenario } = this.#options;
    const evaluate = context();
    const realm = makeRealm(evaluate, core, prelude, program);
    const rt = realm.rt as { words: Record<string, unknown> };
    rt.words['processes'] = evaluate('(scenario) => scenario', 'words');
    const plainConstants = Object.fromEntries(Object.entries(constants));
    const make = evaluate(POSIX_SOURCE, 'posix') as (...parts: unknown[]) => PosixRealm;
    const posix = make(core, realm.rt, plainConstants, [...callNames], errno);
    rt.words['posix'] = posix.exports;
    realm.provide(POSIX_MODULE, () => posix.exports);
    const process: RunningProcess = {
      task: new ProcessTask(number),
      outside: new Outside(1, ''),
      realm,
      posix,
      generator: undefined,
      exiting: undefined,
      view: undefined,
      index: undefined,
      a: undefined,
      b: undefined,
    };
    const place: Place = { process, scenario: {}, role: undefined };
    this.#places[number] = place;
    this.#loadInto(place, scenario);
    return place;
  }

  #loadInto(place: Place, scenario: string): void {
    const before = this.core.running;
    this.core.running = place.process;
    this.core.offRecord = true;
    try {
      place.scenario = loading('load', place.process.realm, () =>
        loadScenario(place.process.realm, this.#options.program, scenario),
      );
    } finally {
      this.core.offRecord = false;
      this.core.running = before;
    }
  }

  run(strategy: Strategy): ExecutionSummary {
    const { machine, core } = this;
    this.#broken = undefined;
    this.#recorder.reset();
    this.#kernel.reset();
    core.reset();
    machine.begin(strategy, this.#kernel);
    try {
      this.#kernel.boot('main');
      this.#startNew();
      machine.pick();
      while (machine.next >= 0) this.#resume(machine.next);
    } catch (error) {
      if (!(error instanceof LoadError)) throw error;
      this.#broken = { phase: error.phase, error: error.message };
    }
    this.#lookAtMain();
    this.#unsure ||= this.#kernel.state.unsure;
    this.#raced ||= machine.races.raced;
    if (machine.status === 'done') this.#lookForLeftovers();
    const status = this.#broken !== undefined ? 'broken' : machine.status === 'running' ? 'stuck' : machine.status;
    const summary: ExecutionSummary = {
      status,
      steps: machine.depth,
      failed: this.#broken !== undefined || core.failed,
    };
    strategy.end(summary);
    return summary;
  }

  /** Gives every process that the kernel has and the machine does not know its realm and its generator. */
  #startNew(): void {
    const { everyProcess } = this.#kernel.state;
    for (let number = this.machine.started; number < everyProcess.length; number += 1) {
      const state = everyProcess[number] as ProcessState; // Below the length.
      const task = this.machine.start(state);
      const place = this.#place(task.id);
      if (place.role === task.role) place.process.outside.reset();
      else place.process.outside = new Outside(this.#options.seed ?? 1, task.role);
      place.role = task.role;
      if (!this.#keeps) {
        place.process.realm.forget();
        this.#loadInto(place, this.#options.scenario);
      }
      place.process.posix.forget();
      place.process.task = task;
      place.process.generator = undefined;
      place.process.exiting = undefined;
      state.allocate = place.process.posix.allocate;
    }
  }

  /** The role's function: the scenario's, or an export of the submission. */
  #role(place: Place, role: string): unknown {
    const roles = place.scenario['roles'] as Record<string, unknown>;
    if (Object.hasOwn(roles, role)) return roles[role];
    const entry = this.#options.program.modules[0]?.id;
    const exports =
      entry === undefined ? {} : (place.process.realm.rt as { load(id: string): Record<string, unknown> }).load(entry);
    return exports[role];
  }

  #resume(number: number): void {
    const { core, machine } = this;
    // Every number that the machine chooses was started.
    const place = this.#places[number] as Place;
    const { process } = place;
    const { task, realm } = process;
    core.running = process;
    core.plain = 0;
    if (process.exiting !== undefined) {
      this.#kernel.end(task.pid, process.exiting);
      task.over = true;
      machine.pick();
      return;
    }
    let status = 0;
    try {
      process.generator ??= this.#begin(place);
      if (realm.next(process.generator).done !== true) {
        return;
      }
    } catch (error) {
      status = 1;
      this.#uncaught(process, error);
    }
    this.#recorder.flush(task.id);
    // The end of a process touches all that it has open, so it is a step of its own.
    process.exiting = status;
    task.pending = { type: 'call', name: 'exit', args: [status] };
    machine.pick();
  }

  #begin(place: Place): Generator<unknown, unknown, unknown> {
    const { task, posix } = place.process;
    const role = this.#role(place, task.role);
    if (typeof role !== 'function') throw new Error(`there is no role '${task.role}'`);
    return posix.start(role, this.#kernel.find(task.pid)?.args ?? []);
  }

  #uncaught({ task, realm }: RunningProcess, error: unknown): void {
    const { core } = this;
    if (!this.machine.alive(task) || realm.isCheckFailed(error) || core.cannotSwitch !== undefined) return;
    core.failed = true;
    this.#recorder.flush(task.id);
    this.#recorder.emit({ type: 'uncaught', task: task.id, error: realm.describe(error), site: task.site });
  }

  /** The first process has no parent that could see what has ended it. */
  #lookAtMain(): void {
    const [main] = this.machine.tasks;
    const signal = (this.#kernel.find(main?.pid ?? 0)?.status ?? 0) & 127;
    const { events } = this.#recorder;
    if (main === undefined || signal === 0 || isFault(signal)) return;
    if (events.some((event) => event.type === 'stop' && event.task === main.id)) return;
    this.core.failed = true;
    this.#recorder.emit({ type: 'uncaught', task: main.id, error: endedBy(signal), site: main.site });
  }

  #lookForLeftovers(): void {
    if (this.#kernel.leavesNothing) return;
    const { queues, sharedMemory, semaphores, paths } = this.#kernel.leftovers();
    const left = { queues, sharedMemory, semaphores, paths };
    for (const [kind, names] of Object.entries(left) as [Remainder, string[]][]) {
      if (this.leaves.includes(kind)) continue;
      for (const name of names)
        this.#recorder.emit({ type: 'fail', task: this.machine.started, message: `left behind: ${name}`, site: 0 });
    }
  }

  schedule(): Schedule {
    return this.machine.schedule.slice();
  }

  /** Equal for equal histories. */
  key(): string {
    return this.#recorder.key(JSON.stringify(this.#end()));
  }

  history(): History {
    const tasks = this.machine.tasks.slice(0, this.machine.started).map(({ name }) => name);
    return {
      tasks: [...tasks, 'system'],
      events: this.#recorder.events.slice(),
      end: this.#end(),
      used: [...this.core.used].sort(),
    };
  }

  #end(): End {
    if (this.#broken !== undefined) return { status: 'broken', ...this.#broken, site: 0 };
    const { status } = this.machine;
    return status === 'stuck' || status === 'endless'
      ? { status, pending: this.machine.pending() }
      : { status: 'done' };
  }

  cannotSwitch(): string | undefined {
    return this.core.cannotSwitch;
  }

  limits(): Limits {
    this.#cannotSwitch ??= this.core.cannotSwitch ?? null;
    return {
      provable: this.#provable(),
      raced: this.#raced,
      glued: this.core.glued,
      long: this.machine.tail.long,
      cannotSwitch: this.#cannotSwitch,
    };
  }

  /**
   * The reduction has been tested against all schedules (see differential) with two faults and two kills at most. An
   * execution that the dependence relation does not tell exactly proves nothing, and neither does one that has more shared
   * memory than is watched for races.
   */
  #provable(): boolean {
    const { faults } = this.#kernelOptions;
    const allowed = Object.values(faults ?? {}).reduce((sum, count) => sum + count, 0);
    const { hurried, races } = this.machine;
    return this.#kills <= 2 && allowed <= 2 && !this.#unsure && !hurried && !races.overflowed;
  }

  /** Runs once more with every step recorded. */
  detailed(strategy: Strategy): { summary: ExecutionSummary; steps: ThreadTraceStep[] } {
    const steps: ThreadTraceStep[] = [];
    this.core.observe = ({ task }, kind, before, after, result) => {
      const memory = task.pending.type === 'memory';
      steps.push({
        task: task.id,
        site: task.site,
        kind,
        cell: memory ? 'memory' : null,
        before: toValue(before ?? null),
        after: toValue(after ?? null),
        result: toValue(shown(result)),
        switch: this.machine.switch,
      });
    };
    try {
      return { summary: this.run(strategy), steps };
    } finally {
      this.core.observe = undefined;
    }
  }
}

/** Bytes as text where they are short and readable. */
function shown(result: unknown): unknown {
  if (!ArrayBuffer.isView(result))
    return typeof result === 'object' && result !== null && !Array.isArray(result) ? JSON.stringify(result) : result;
  const data = result as Uint8Array;
  const readable = data.length <= 32 && data.every((byte) => byte >= 32 && byte < 127);
  return readable ? `"${String.fromCharCode(...data)}"` : `${String(data.length)} bytes`;
}
