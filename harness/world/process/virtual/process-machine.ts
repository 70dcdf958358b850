import { FairTail } from '../../../explore/fair-tail.js';
import type { ChoicePoint, Footprint, Strategy } from '../../../explore/strategy.js';
import type { Pending } from '../../../oracle/history.js';
import type { Recorder } from '../../thread/recorder.js';
import { callFootprint, SYSTEM } from './call-footprint.js';
import type { Fault } from './kernel/faults.js';
import type { VirtualKernel } from './kernel/kernel.js';
import { ProcessTask } from './process-task.js';

/** The outcomes of a process's option: its step, the end of its time, its alarm, its death, and from 4 on the faults. */
export const STEP = 0;
export const TIMEOUT = 1;
export const ALARM = 2;
export const KILL = 3;
const FIRST_FAULT = 4;
const VARIANTS = 16;

/**
 * While a process can go on, so many waits of others may end by time before it does. Time passes for everybody: otherwise
 * somebody who waits a moment and looks again could do so for ever.
 */
const PATIENCE = 3;

/** More than any scenario starts. */
export const MOST_PROCESSES = 16;

/** Cells of mapped memory are objects beyond the kernel's own. */
const FIRST_CELL = 1 << 12;
const CELLS_PER_OBJECT = 1 << 12;
/** Gates and sections. */
const FIRST_WORD = 1 << 11;

function stepName({ pending }: ProcessTask): string {
  switch (pending.type) {
    case 'call':
      return pending.name;
    case 'word':
      return pending.word;
    case 'memory':
    case 'start':
      return pending.type;
    default:
      return pending satisfies never;
  }
}

class Footprints implements Footprint {
  readonly cells = new Int32Array(64);
  length = 0;
  readonly add = (object: number, writes: boolean): void => {
    if (this.length < this.cells.length) this.cells[this.length++] = object * 2 + (writes ? 1 : 0);
  };
}

export interface ProcessMachineOptions {
  /** Steps that a strategy may choose; as many more in a fair order, where it was not fair itself, then it is `endless`. */
  maxSteps: number;
  kills: { atMost: number; roles: readonly string[] };
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
  switch: Switch = 'none';
  readonly schedule: number[] = [];
  readonly tail = new FairTail((variant) => variant === KILL || variant >= FIRST_FAULT);
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
  readonly #print = new Footprints();
  readonly #actual = new Footprints();
  readonly #gates = new Set<string>();
  readonly #words = new Map<string, number>();
  #kernel: VirtualKernel;
  #strategy: Strategy | undefined;
  #killsLeft = 0;
  #executed = false;
  #variant = 0;

  constructor(options: ProcessMachineOptions, recorder: Recorder, kernel: VirtualKernel) {
    this.#options = options;
    this.#recorder = recorder;
    this.#kernel = kernel;
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
  }

  /** A process has come into being; the first one too. */
  start(pid: number, role: string): ProcessTask {
    const task = this.tasks[this.started];
    if (task === undefined) throw new Error(`more than ${String(MOST_PROCESSES)} processes`);
    const same = this.tasks.slice(0, this.started).filter((other) => other.role === role).length;
    this.started += 1;
    task.begin(pid, role, same === 0 ? role : `${role} ${String(same + 1)}`);
    return task;
  }

  /** Chooses the next step. The current process's next step must be announced. */
  pick(): void {
    this.#report();
    for (;;) {
      this.fault = undefined;
      this.#collect();
      if (this.count === 0) return this.#end(this.#unfinished().length === 0 ? 'done' : 'stuck');
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
    const print = this.footprint(option);
    this.#actual.cells.set(print.cells);
    this.#actual.length = print.length;
    this.#executed = true;
    this.#variant = variant;
    this.switch =
      actor === this.current || this.current < 0 ? 'none' : this.preemptions[option] === 1 ? 'preemption' : 'blocked';
    this.current = actor;
    this.fault =
      variant === TIMEOUT
        ? { kind: 'timeout' }
        : variant >= FIRST_FAULT
          ? this.#faults(task)[variant - FIRST_FAULT]
          : undefined;
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
    for (const task of this.tasks.slice(0, this.started))
      if (task !== timedOut && this.#ready(task)) task.passedOver += 1;
  }

  /** Somebody who can go on has been passed over long enough. */
  #hurried(): boolean {
    return this.tasks.slice(0, this.started).some((task) => task.passedOver >= PATIENCE && this.#ready(task));
  }

  #report(): void {
    if (this.#executed) this.#strategy?.executed?.(this.current, this.#variant, this.#actual);
    this.#executed = false;
  }

  #end(status: 'done' | 'stuck' | 'endless' | 'cut'): void {
    this.next = -1;
    this.status = status;
  }

  alive(task: ProcessTask): boolean {
    return !task.over && this.#kernel.alive(task.pid);
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

  #faults(task: ProcessTask): Fault[] {
    const { pending } = task;
    if (pending.type !== 'call') return [];
    return this.#kernel.possibleFaults(task.pid, pending.name, pending.args).slice(0, VARIANTS - FIRST_FAULT);
  }

  #ready(task: ProcessTask): boolean {
    if (!this.alive(task) || !this.#kernel.ready(task.pid)) return false;
    const { pending } = task;
    if (pending.type !== 'word') return true;
    if (pending.word === 'pass') return this.#gates.has(pending.operand);
    return pending.word !== 'asleep' || pending.operand.split(',').every((id) => this.#sleeps(Number(id)));
  }

  /** It waits in a call, and nothing that it waits for has come; or it has ended. */
  #sleeps(id: number): boolean {
    const task = this.tasks[id];
    if (task === undefined || id >= this.started) return false;
    if (!this.alive(task)) return true;
    return this.#kernel.find(task.pid)?.waiting !== undefined && !this.#kernel.ready(task.pid);
  }

  #collect(): void {
    this.count = 0;
    const current = this.current < 0 ? undefined : this.tasks[this.current];
    const goesOn = current !== undefined && !current.givesWay && this.#ready(current);
    let fallback = -1;
    let wrapped = -1;
    for (let id = 0; id < this.started; id += 1) {
      const task = this.tasks[id] as ProcessTask;
      if (!this.alive(task)) continue;
      if (this.#ready(task)) {
        if (goesOn && task === current) fallback = this.count;
        else if (!goesOn && fallback < 0 && id > this.current) fallback = this.count;
        else if (!goesOn && wrapped < 0) wrapped = this.count;
        this.#add(id, STEP, goesOn && task !== current);
      }
      this.#addUnusual(task);
    }
    if (fallback < 0) fallback = wrapped;
    if (fallback < 0) fallback = this.#freeTime();
    if (fallback < 0) this.count = 0;
    this.fallback = fallback;
  }

  #add(actor: number, variant: number, preempts: boolean): void {
    this.actors[this.count] = actor;
    this.variants[this.count] = variant;
    this.preemptions[this.count] = preempts ? 1 : 0;
    this.count += 1;
  }

  /** What the outside world may do to a process; each costs like a preemption. */
  #addUnusual(task: ProcessTask): void {
    const waits = this.#kernel.canTimeOut(task.pid);
    if (waits && !this.#hurried()) this.#add(task.id, TIMEOUT, true);
    if ((this.#kernel.find(task.pid)?.alarm ?? 0) > 0) this.#add(task.id, ALARM, true);
    if (this.#killsLeft > 0 && this.#options.kills.roles.includes(task.role)) this.#add(task.id, KILL, true);
    if (!this.#ready(task)) return;
    const faults = this.#faults(task).length;
    for (let fault = 0; fault < faults; fault += 1) this.#add(task.id, FIRST_FAULT + fault, true);
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
    const print = this.#print;
    print.length = 0;
    const task = this.tasks[this.actors[option] as number] as ProcessTask;
    const variant = this.variants[option] as number;
    if (variant === ALARM || variant === KILL) {
      print.add(SYSTEM, true);
      return print;
    }
    const { pending } = task;
    switch (pending.type) {
      case 'start':
        print.add(SYSTEM, false);
        break;
      case 'call':
        callFootprint(this.#kernel, task.pid, pending.name, pending.args, print.add);
        break;
      case 'memory':
        print.add(SYSTEM, false);
        print.add(FIRST_CELL + pending.object * CELLS_PER_OBJECT + (pending.cell % CELLS_PER_OBJECT), pending.writes);
        break;
      case 'word':
        // Any step of another process may be the one by which it falls asleep.
        print.add(SYSTEM, pending.word === 'asleep');
        if (pending.word === 'asleep') break;
        print.add(this.#wordObject(pending.operand), pending.word !== 'pass');
        break;
      default:
        pending satisfies never;
    }
    return print;
  }

  #wordObject(operand: string): number {
    const known = this.#words.get(operand) ?? FIRST_WORD + this.#words.size;
    this.#words.set(operand, known);
    return known;
  }

  /** A word of the scenario takes effect. */
  word(task: ProcessTask, word: string, operand: string): void {
    if (word === 'open') this.#gates.add(operand);
    if (word === 'enter' || word === 'leave') this.#recorder.emit({ type: word, task: task.id, section: operand });
  }

  /** What a process that stands at a word waits for. */
  #wordWaits({ word, operand }: { word: string; operand: string }): string {
    if (word !== 'asleep') return `gate ${operand}`;
    const names = operand.split(',').map((id) => this.tasks[Number(id)]?.name ?? id);
    return `${names.join(' and ')} to sleep`;
  }

  /** What each unfinished process stands at. */
  pending(): Pending[] {
    return this.#unfinished().map((task) => {
      const { pending } = task;
      const waiting = this.#kernel.find(task.pid)?.waiting?.waiting;
      const holders =
        waiting?.holders.map(
          (pid) => this.tasks.find((other) => other.pid === pid)?.name ?? `process ${String(pid)}`,
        ) ?? [];
      const held = holders.length > 0 ? ` (held by ${holders.join(', ')})` : '';
      const on =
        waiting !== undefined
          ? `${waiting.on}${held}`
          : pending.type === 'word'
            ? this.#wordWaits(pending)
            : 'its turn';
      return { task: task.id, state: 'blocked', site: task.site, on: [on], changed: false, missed: false };
    });
  }
}
