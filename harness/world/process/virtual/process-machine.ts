import { FairTail } from '../../../explore/fair-tail.js';
import type { ChoicePoint, Footprint, Strategy } from '../../../explore/strategy.js';
import type { Pending } from '../../../oracle/history.js';
import type { Recorder } from '../../thread/recorder.js';
import { Footprints } from '../../thread/footprints.js';
import { operationsOf, removal } from './footprint/numbers.js';
import { StepFootprints } from './footprint/step-footprint.js';
import type { Fault } from './kernel/faults.js';
import type { VirtualKernel } from './kernel/kernel.js';
import type { ProcessState } from './kernel/process-state.js';
import { MemoryRaces } from './memory-races.js';
import { ProcessTask, stepName } from './process-task.js';
import { standing } from './standing.js';
import { ALARM, FIRST_FAULT, KILL, mayNeverCome, STEP, TIMEOUT, VARIANTS } from './variants.js';

/**
 * While a process can go on, so many waits of others may end by time before it does. Time passes for everybody: otherwise
 * somebody who waits a moment and looks again could do so for ever.
 */
const PATIENCE = 3;

const MOST_FAULTS = VARIANTS - FIRST_FAULT;
const NONE: readonly Fault[] = [];

/** More than any scenario starts. */
export const MOST_PROCESSES = 16;

export interface ProcessMachineOptions {
  /** Steps that a strategy may choose; as many more in a fair order, where it was not fair itself, then it is `endless`. */
  maxSteps: number;
  kills: { atMost: number; roles: readonly string[] };
  /** Whether it matters which operations are over before others begin. */
  ordersOperations: boolean;
}

/** One choice with all that the real realm needs to repeat it. */
export interface Taken {
  actor: number;
  variant: number;
  fault: Fault | undefined;
  /** The announced step: a call's name, a word, `memory` or `start`. */
  step: string;
  /** Actors that have ended before this choice. */
  ended: readonly number[];
}

/** How the scheduler came to a step, for the trace. */
export type Switch = 'none' | 'preemption' | 'blocked';

/**
 * The scheduler's side of the process world: which processes can make a step, what it would touch, and which of them goes
 * next. It never runs a process.
 */
export class ProcessMachine implements ChoicePoint {
  readonly tasks: ProcessTask[] = Array.from({ length: MOST_PROCESSES }, (_, id) => new ProcessTask(id));
  /** Processes started in this execution. */
  started = 0;
  /** The process chosen by the last `pick`, -1 when the execution is over. */
  next = -1;
  status: 'running' | 'done' | 'stuck' | 'endless' | 'cut' = 'running';
  /** The fault or end of time chosen with the step. */
  fault: Fault | undefined;
  /** A wait was kept from ending by time, in some execution: of that the dependence relation knows nothing. */
  hurried = false;
  switch: Switch = 'none';
  readonly schedule: number[] = [];
  readonly tail = new FairTail(mayNeverCome);
  /** Told of every choice that is taken. */
  observe: ((taken: Taken) => void) | undefined;

  // ChoicePoint
  depth = 0;
  current = -1;
  count = 0;
  fallback = 0;
  readonly actors = new Int32Array(MOST_PROCESSES * VARIANTS);
  readonly variants = new Int32Array(MOST_PROCESSES * VARIANTS);
  readonly preemptions = new Int32Array(MOST_PROCESSES * VARIANTS);

  readonly #options: ProcessMachineOptions;
  readonly #recorder: Recorder;
  readonly races: MemoryRaces;
  readonly #footprints: StepFootprints;
  readonly #actual = new Footprints();
  readonly #gates = new Set<string>();
  #kernel: VirtualKernel;
  #strategy: Strategy | undefined;
  #killsLeft = 0;
  readonly #dead: boolean[] = Array.from({ length: MOST_PROCESSES }, () => false);
  #executed = false;
  #variant = 0;

  constructor(options: ProcessMachineOptions, recorder: Recorder, kernel: VirtualKernel) {
    this.#options = options;
    this.#recorder = recorder;
    this.#kernel = kernel;
    this.races = new MemoryRaces(MOST_PROCESSES, recorder);
    this.#footprints = new StepFootprints(recorder, kernel, options.ordersOperations);
  }

  begin(strategy: Strategy, kernel: VirtualKernel): void {
    this.#strategy = strategy;
    this.#kernel = kernel;
    this.started = 0;
    this.next = -1;
    this.status = 'running';
    this.fault = undefined;
    this.switch = 'none';
    this.schedule.length = 0;
    this.tail.reset(this.#options.maxSteps);
    this.depth = 0;
    this.current = -1;
    this.#gates.clear();
    this.#killsLeft = this.#options.kills.atMost;
    this.#executed = false;
    this.#dead.fill(false);
    this.races.reset();
    this.#footprints.begin(kernel, (id) => {
      const task = id < this.started ? this.tasks[id] : undefined;
      return task === undefined || this.#ready(task) ? undefined : task;
    });
  }

  /** A process has come into being; the first one too. */
  start(process: ProcessState): ProcessTask {
    const task = this.tasks[this.started];
    if (task === undefined) throw new Error(`more than ${String(MOST_PROCESSES)} processes`);
    const { role } = process;
    let same = 0;
    for (let id = 0; id < this.started; id += 1) if (this.tasks[id]?.role === role) same += 1;
    this.started += 1;
    this.#footprints.started(this.started);
    if (this.current >= 0) this.races.order(this.current, task.id);
    task.begin(process, same === 0 ? role : `${role} ${String(same + 1)}`);
    return task;
  }

  /** Chooses the next step. The current process's next step must be announced. */
  pick(): void {
    this.#report();
    for (;;) {
      this.fault = undefined;
      this.#collect();
      if (this.count === 0) return this.#nobody();
      if (this.depth >= this.tail.limit) {
        if (!this.tail.takesOver(this, this.schedule)) return this.#end('endless');
        this.#strategy = this.tail;
      }
      // `begin` set the strategy.
      const option = (this.#strategy as Strategy).choose(this);
      if (option < 0) return this.#end('cut');
      if (this.#take(option)) return;
      this.#report();
    }
  }

  /** Takes an option. False where it was an act of the outside world: then pick again. */
  #take(option: number): boolean {
    const actor = this.actors[option] as number;
    const variant = this.variants[option] as number;
    const task = this.tasks[actor] as ProcessTask;
    this.schedule.push(actor * VARIANTS + variant);
    this.depth += 1;
    this.fault = this.#faultOf(task, variant);
    this.#executed = this.#strategy?.executed !== undefined;
    if (this.#executed || this.races.active) {
      this.#actual.set(this.#footprints.actual(task, variant, this.fault));
      if (task.pending.type !== 'memory') this.races.touches(actor, this.#actual);
    }
    this.#variant = variant;
    this.switch =
      actor === this.current || this.current < 0 ? 'none' : this.preemptions[option] === 1 ? 'preemption' : 'blocked';
    this.current = actor;
    this.observe?.({ actor, variant, fault: this.fault, step: stepName(task), ended: this.#ended() });
    if (variant === ALARM) {
      this.#kernel.ring(task.pid);
      return false;
    }
    if (variant === KILL) {
      this.#killsLeft -= 1;
      this.#kernel.signal(task.pid, 9);
      this.#recorder.emit({ type: 'stop', task: task.id });
      return false;
    }
    task.givesWay = false;
    task.steps += 1;
    task.passedOver = 0;
    if (variant === TIMEOUT) this.#passOver(task);
    this.next = actor;
    return true;
  }

  #passOver(timedOut: ProcessTask): void {
    for (let id = 0; id < this.started; id += 1) {
      const task = this.tasks[id] as ProcessTask; // Below the length.
      if (task !== timedOut && this.#ready(task)) task.passedOver += 1;
    }
  }

  /** Somebody who can go on has been passed over long enough. */
  #hurries(): boolean {
    for (let id = 0; id < this.started; id += 1) {
      const task = this.tasks[id] as ProcessTask; // Below the length.
      if (task.passedOver >= PATIENCE && this.#ready(task)) return true;
    }
    return false;
  }

  /** The actual footprint of the last step is complete: the process has announced its next one, or ended. */
  #report(): void {
    if (!this.#executed && !this.races.active) return;
    if (this.#executed) this.#strategy?.executed?.(this.current, this.#variant, this.#actual);
    this.#tellOfDeaths(this.#executed);
    this.#executed = false;
  }

  /** Whoever was ended by the last step of another would have made its own step otherwise. */
  #tellOfDeaths(executed: boolean): void {
    for (let id = 0; id < this.started; id += 1) {
      const task = this.tasks[id] as ProcessTask; // Below the length.
      if (this.#dead[id] === true || this.alive(task)) continue;
      this.#dead[id] = true;
      // What it has written last is there for whoever waits for its end.
      this.races.touches(id, this.#footprints.last(task));
      if (id === this.current || !executed) continue;
      this.#strategy?.awaited?.(id, 0, this.#footprints.own(task));
    }
  }

  /** The process stands at a call now. Whether it did when a queue was removed decides what the call may come to. */
  announced(task: ProcessTask): void {
    const { pending } = task;
    if (pending.type !== 'call' || (pending.name !== 'msgsnd' && pending.name !== 'msgrcv')) return;
    if (this.#executed && this.current === task.id) this.#actual.add(removal(Number(pending.args[0])), false);
  }

  /** Nobody can go on; whoever has not ended is told of as blocked. */
  #nobody(): void {
    const left = this.#unfinished();
    for (const task of left) {
      this.#strategy?.awaited?.(task.id, 0, this.#footprints.standing(task));
      if (this.#canBeKilled(task))
        this.#strategy?.awaited?.(task.id, 0, this.#footprints.actual(task, KILL, undefined), KILL);
    }
    this.#end(left.length === 0 ? 'done' : 'stuck');
  }

  #end(status: 'done' | 'stuck' | 'endless' | 'cut'): void {
    this.next = -1;
    this.status = status;
  }

  alive(task: ProcessTask): boolean {
    return !task.over && task.process.status === undefined;
  }

  #unfinished(): ProcessTask[] {
    return this.tasks.slice(0, this.started).filter((task) => this.alive(task));
  }

  #ended(): number[] {
    return this.tasks
      .slice(0, this.started)
      .filter((task) => !this.alive(task))
      .map(({ id }) => id);
  }

  #faults(task: ProcessTask): readonly Fault[] {
    const { pending } = task;
    if (pending.type !== 'call') return NONE;
    const faults = this.#kernel.faultsOf(task.process, pending.name, pending.args);
    return faults.length > MOST_FAULTS ? faults.slice(0, MOST_FAULTS) : faults;
  }

  /** What the variant does to the step. */
  #faultOf(task: ProcessTask, variant: number): Fault | undefined {
    if (variant === TIMEOUT) return { kind: 'timeout' };
    return variant >= FIRST_FAULT ? this.#faults(task)[variant - FIRST_FAULT] : undefined;
  }

  #ready(task: ProcessTask): boolean {
    if (task.over || !this.#kernel.canGoOn(task.process)) return false;
    const { pending } = task;
    if (pending.type !== 'word') return true;
    if (pending.word === 'pass') return this.#gates.has(pending.operand);
    return pending.word !== 'asleep' || pending.operand.split(',').every((id) => this.#sleeps(Number(id)));
  }

  /** It waits in a call or stands at one that has to wait, and nothing that it waits for has come; or it has ended. */
  #sleeps(id: number): boolean {
    const task = this.tasks[id];
    if (task === undefined || id >= this.started) return false;
    if (!this.alive(task)) return true;
    return task.pending.type === 'call' && !this.#kernel.canGoOn(task.process);
  }

  #collect(): void {
    this.count = 0;
    const current = this.current < 0 ? undefined : this.tasks[this.current];
    const currentReady = current !== undefined && this.#ready(current);
    const goesOn = currentReady && !current.givesWay;
    let fallback = -1;
    let wrapped = -1;
    for (let id = 0; id < this.started; id += 1) {
      const task = this.tasks[id] as ProcessTask;
      if (!this.alive(task)) continue;
      const ready = task === current ? currentReady : this.#ready(task);
      if (ready) {
        if (goesOn && task === current) fallback = this.count;
        else if (!goesOn && fallback < 0 && id > this.current) fallback = this.count;
        else if (!goesOn && wrapped < 0) wrapped = this.count;
        this.#offer(id, STEP, goesOn && task !== current);
      }
      this.#addUnusual(task, ready);
    }
    if (fallback < 0) fallback = wrapped;
    if (fallback < 0) fallback = this.#freeTime();
    if (fallback < 0) this.count = 0;
    this.fallback = fallback;
  }

  #offer(actor: number, variant: number, preempts: boolean): void {
    this.actors[this.count] = actor;
    this.variants[this.count] = variant;
    this.preemptions[this.count] = preempts ? 1 : 0;
    this.count += 1;
  }

  #canBeKilled(task: ProcessTask): boolean {
    return this.#killsLeft > 0 && this.#options.kills.roles.includes(task.role);
  }

  /** What the outside world may do to a process; each costs like a preemption. */
  #addUnusual(task: ProcessTask, ready: boolean): void {
    const waits = this.#kernel.canTimeOut(task.process);
    if (waits && !this.#hurries()) this.#offer(task.id, TIMEOUT, true);
    else if (waits) this.hurried = true;
    if (task.process.alarm > 0) this.#offer(task.id, ALARM, true);
    if (this.#canBeKilled(task)) this.#offer(task.id, KILL, true);
    if (!ready) return;
    const faults = this.#faults(task).length;
    for (let fault = 0; fault < faults; fault += 1) this.#offer(task.id, FIRST_FAULT + fault, true);
  }

  /**
   * Nobody can go on: then time passes, which is nothing unusual. Returns the option of whose turn it is, because a process
   * that sleeps again and again must not keep the others asleep; -1 where there is none.
   */
  #freeTime(): number {
    let first = -1;
    let next = -1;
    for (let option = 0; option < this.count; option += 1) {
      const variant = this.variants[option];
      if (variant !== TIMEOUT && variant !== ALARM) continue;
      this.preemptions[option] = 0;
      if (first < 0) first = option;
      if (next < 0 && (this.actors[option] as number) > this.current) next = option;
    }
    return next < 0 ? first : next;
  }

  footprint(option: number): Footprint {
    const task = this.tasks[this.actors[option] as number] as ProcessTask;
    const variant = this.variants[option] as number;
    return this.#footprints.announced(task, variant, this.#faultOf(task, variant));
  }

  /** The step performed last was the last of an operation, unless that had none. */
  operationEnds(task: ProcessTask): void {
    if (!this.#options.ordersOperations) return;
    if (!this.#recorder.begins(task.id) && this.#executed && this.current === task.id)
      this.#actual.add(operationsOf(task.id), true);
  }

  /** A word of the scenario takes effect. */
  word(task: ProcessTask, word: string, operand: string): void {
    if (word === 'open') this.#gates.add(operand);
    if (word === 'enter' || word === 'leave') this.#recorder.emit({ type: word, task: task.id, section: operand });
  }

  /** Who waits in a call, or is about to. */
  waiting(): Set<number> {
    const waits = this.#unfinished().filter(({ pid }) => this.#kernel.find(pid)?.waiting !== undefined);
    return new Set(waits.map(({ id }) => id));
  }

  /** What each unfinished process stands at. */
  pending(): Pending[] {
    return this.#unfinished().map((task) => standing(task, this.tasks, this.#kernel, this.status === 'stuck'));
  }
}
