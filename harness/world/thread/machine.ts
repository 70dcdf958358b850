import { FairTail } from '../../explore/fair-tail.js';
import type { Schedule, Strategy } from '../../explore/strategy.js';
import type { End, Value } from '../../oracle/history.js';
import { StepKind } from '../../submission/runtime.js';
import { AccessLog } from './access-log.js';
import { Choices, type ChoicesOptions, LATE, STOP } from './choices.js';
import { pendingOf } from './ending.js';
import { Footprints } from './footprints.js';
import type { Layout } from './layout.js';
import { Objects } from './objects.js';
import type { Recorder } from './recorder.js';
import { ScheduleLog } from './schedule-log.js';
import { Task, type Word } from './task.js';
import type { TraceRecorder } from './trace-recorder.js';
import { UsedOperations } from './used-operations.js';
import { WaitQueues } from './wait-queues.js';

export interface MachineOptions extends ChoicesOptions {
  layout: Layout;
  tasks: readonly string[];
  /** Steps that a strategy may choose; as many more in a fair order, where it was not fair itself, then it is `endless`. */
  maxSteps: number;
  /** False where the program never names `wait`: then nobody needs to know what a sleeper had seen. */
  waits?: boolean;
  /** Record every access as an event. */
  recordAccesses?: boolean;
  /** True for a site of the submission, false for one of the scenario. */
  ofSubmission: (site: number) => boolean;
}

/** The name of the step that starts a task, where starting is a step: see `VirtualRunner`. */
export const START = '(start)';

const VARIANTS = 16;

/**
 * The scheduler's side of the thread world, for both realms: which tasks can go on, what they would do next, wait
 * queues, parked loops, gates; and the bookkeeping after each step (schedule, races, events, trace). It never touches
 * memory and never runs a task: a realm announces steps to it, performs the one chosen, and reports what it did.
 *
 * The order of calls: `begin`, each task's first `announce`, `pick`, then again and again the chosen task's step
 * (`performed`, or `block` for a wait) followed by its next `announce` or `finished`, and `pick`.
 */
export class Machine {
  readonly tasks: readonly Task[];
  readonly layout: Layout;
  readonly recorder: Recorder;
  /** The task chosen by the last `pick`, -1 when the execution is over. */
  next = -1;
  /** The variant of its step. */
  variant = 0;
  status: 'running' | 'done' | 'stuck' | 'endless' | 'cut' = 'running';
  trace: TraceRecorder | undefined;
  /** A step was performed where no switch was possible. */
  glued = false;
  readonly used: UsedOperations;

  readonly #options: MachineOptions;
  readonly #objects: Objects;
  readonly #choices: Choices;
  readonly #accesses: AccessLog;
  readonly #queues: WaitQueues;
  readonly #waits: boolean;
  readonly #actual = new Footprints();
  readonly #parkedOn = new Footprints();
  readonly #schedule = new ScheduleLog();
  readonly tail = new FairTail((variant) => variant === STOP || variant === LATE);
  #strategy: Strategy | undefined;
  /** The strategy wants to know what steps touched: else nobody collects it. */
  #listens = false;
  /** A step has been performed whose footprint may still grow: steps without a switch after it count to it. */
  #stepOpen = false;

  constructor(options: MachineOptions, recorder: Recorder) {
    const { layout } = options;
    this.#options = options;
    this.layout = layout;
    this.recorder = recorder;
    this.tasks = options.tasks.map((name, id) => new Task(id, name));
    const n = this.tasks.length;
    this.#objects = new Objects(layout, n);
    this.used = new UsedOperations(options.ofSubmission);
    this.#choices = new Choices(this.tasks, layout.cells, this.#objects, recorder, options);
    this.#accesses = new AccessLog(n, layout, recorder, options.recordAccesses === true);
    this.#queues = new WaitQueues(n, layout.cells);
    this.#waits = options.waits !== false;
  }

  begin(strategy: Strategy): void {
    this.#strategy = strategy;
    this.#listens = strategy.executed !== undefined;
    this.tail.reset(this.#options.maxSteps);
    this.recorder.reset();
    for (let id = 0; id < this.tasks.length; id++) (this.tasks[id] as Task).reset(); // Below the length.
    this.#choices.reset();
    this.#accesses.reset();
    this.#queues.reset();
    this.next = -1;
    this.variant = 0;
    this.status = 'running';
    this.used.reset();
    this.#stepOpen = false;
    this.#actual.length = 0;
  }

  /** Steps so far. */
  get depth(): number {
    return this.#choices.depth;
  }

  /** Whether there was a data race. */
  get raced(): boolean {
    return this.#accesses.raced;
  }

  /** A copy of the choices so far, as `actor * 16 + variant`. */
  schedule(): Schedule {
    return this.#schedule.upTo(this.depth);
  }

  // ---- announcing -------------------------------------------------------------------------------------------------

  announce(task: Task, kind: StepKind, site: number, cell: number, a: unknown, b: unknown): void {
    task.kind = kind;
    task.site = site;
    task.cell = cell;
    task.a = a;
    task.b = b;
    task.word = undefined;
  }

  announceWord(task: Task, word: Word, site: number, name: string): void {
    if (word === 'asleep') task.asked = name.split(',').map(Number);
    const cell = word === 'asleep' ? -1 : this.#objects.wordOf(word, name);
    this.announce(task, StepKind.Word, site, cell, name, undefined);
    task.word = word;
  }

  finished(task: Task): void {
    task.state = 'done';
    this.#objects.mayEnd(task, this.#actual);
    this.#executed();
  }

  /** The loop at `site` neither reads nor changes anything: the task will never get further. */
  hang(task: Task, site: number): void {
    task.state = 'hung';
    task.site = site;
    this.#executed();
  }

  // ---- choosing ---------------------------------------------------------------------------------------------------

  /** Chooses the next step and leaves it in `next` and `variant`. The current task's next step must be announced. */
  pick(): void {
    this.#executed();
    const choices = this.#choices;
    choices.collect();
    if (choices.count === 0) return this.#nobody();
    if (choices.depth >= this.tail.limit) {
      if (!this.tail.takesOver(choices, this.schedule())) return this.#over('endless');
      this.#strategy = this.tail;
    }
    // `begin` sets the strategy before any pick.
    const option = (this.#strategy as Strategy).choose(choices);
    if (option < 0) this.#over('cut');
    else this.#take(choices, option);
  }

  #take(choices: Choices, option: number): void {
    // The strategy answers with one of the options.
    const id = choices.actors[option] as number;
    this.next = id;
    this.variant = choices.variants[option] as number;
    this.#schedule.set(choices.depth, id * VARIANTS + this.variant);
    choices.depth++;
    this.trace?.choose(id, choices.current, choices.preemptions[option] === 1);
    choices.current = id;
    const task = this.tasks[id] as Task;
    task.givesWay = false;
    task.parked.length = 0;
    task.late = this.variant === LATE;
    if (this.variant === STOP) this.#stop(task);
  }

  /** Nobody can go on; whoever stands at a word of the scenario is told of as blocked. */
  #nobody(): void {
    let stuck = false;
    for (const task of this.tasks) {
      if (task.state === 'done' || task.state === 'stopped') continue;
      stuck = true;
      if (task.state !== 'ready' || task.word === undefined) continue;
      this.#parkedOn.length = 0;
      this.#objects.word(task, this.#parkedOn);
      this.#strategy?.awaited?.(task.id, 0, this.#parkedOn);
    }
    this.#over(stuck ? 'stuck' : 'done');
  }

  #over(status: 'done' | 'stuck' | 'endless' | 'cut'): void {
    this.next = -1;
    this.status = status;
  }

  #stop(task: Task): void {
    this.#choices.stopped();
    task.state = 'stopped';
    this.recorder.emit({ type: 'stop', task: task.id });
    this.#actual.length = 0;
    this.pick();
  }

  // ---- performing -------------------------------------------------------------------------------------------------

  /** Whether the machine itself performs the chosen task's step (`block`), without running the task. */
  isBlocking(task: Task): boolean {
    return task.kind === StepKind.Wait;
  }

  /**
   * Performs a step of `Atomics.wait`: the comparison that puts the task to sleep, or its waking.
   * True: the task goes on at once with `task.result`; false: it sleeps, pick again.
   */
  block(task: Task, value: number): boolean {
    this.#before(task);
    return task.state === 'sleeping' ? this.#wake(task, value) : this.#wait(task, value);
  }

  #wake(task: Task, value: number): true {
    this.#queues.wake(task, task.cell);
    this.recorder.emit({ type: 'wake', task: task.id, by: task.notified ? 'notify' : 'timeout' });
    if (task.notified) task.effects++;
    this.#actual.add(this.#objects.queue(task.cell), true);
    this.trace?.step(task, task.late ? 'wakes late' : task.notified ? 'wakes' : 'times out', value, value, task.result);
    return true;
  }

  #wait(task: Task, value: number): boolean {
    const { cell } = task;
    this.used.note(task.site, StepKind.Wait);
    task.read.add(cell, this.#choices.versions[cell] as number);
    // ECMA-262, DoWait: the comparison is a sequentially consistent read, whatever comes of it.
    this.#accesses.acquire(task, cell);
    this.#accesses.access(task, cell, false, true);
    this.#actual.add(cell, false);
    if (value !== task.expected || (task.timed && task.timeoutMs === 0)) {
      task.result = value === task.expected ? 'timed-out' : 'not-equal';
      this.trace?.step(task, 'wait', value, value, task.result);
      return true;
    }
    this.#actual.add(this.#objects.queue(cell), true);
    this.#queues.sleep(task, cell);
    this.recorder.emit({ type: 'sleep', task: task.id, cell: this.layout.nameOf(cell) });
    this.trace?.step(task, 'sleeps', value, value, undefined);
    return false;
  }

  /** Wakes up to `count` sleepers of the announced notify's cell, first come first; returns how many. */
  notify(task: Task, count: number): number {
    this.#before(task);
    this.used.note(task.site, StepKind.Notify);
    this.#actual.add(this.#objects.queue(task.cell), true);
    const woken = this.#queues.notify(task.cell, count, this.depth, (sleeper) => this.#accesses.order(task, sleeper));
    task.effects++;
    task.lookedAt = -1;
    this.trace?.step(task, 'notify', 0, 0, woken);
    return woken;
  }

  /** A word of the scenario takes effect. */
  word(task: Task): void {
    this.#before(task);
    const name = String(task.a);
    this.#objects.word(task, this.#actual);
    switch (task.word) {
      case 'enter':
      case 'leave':
        this.recorder.emit({ type: task.word, task: task.id, section: name });
        break;
      case 'open':
        this.#choices.openGate(task.cell);
        this.#accesses.openGate(task, task.cell);
        break;
      case 'pass':
        this.#accesses.passGate(task, task.cell);
        break;
      case 'asleep':
      case undefined:
        break;
      default:
        task.word satisfies never;
    }
    task.effects++;
    task.lookedAt = -1;
    this.trace?.step(task, `${task.word ?? 'word'} ${name}`, 0, 0, undefined);
  }

  /** A load, store or read-modify-write was performed: what was in the cell before and after. */
  performed(task: Task, before: unknown, after: unknown, result: unknown, atomic: boolean, wrote: boolean): void {
    this.#before(task);
    const { cell, kind } = task;
    if (cell < 0) return;
    this.used.note(task.site, kind);
    if (kind !== StepKind.Write && kind !== StepKind.Store) {
      if (this.#waits) this.#queues.looks(task, cell, this.#choices.depth);
      task.read.add(cell, this.#choices.versions[cell] as number);
      if (atomic) this.#accesses.acquire(task, cell);
    }
    this.#accesses.access(task, cell, wrote, atomic);
    if (wrote) {
      if (this.#waits) this.#queues.forgets(task, cell);
      if (atomic) this.#accesses.release(task, cell);
      if (before !== after) this.#changed(task, cell);
    }
    if (this.#listens) this.#actual.add(cell, wrote);
    this.trace?.step(task, StepKind[kind] ?? '', before, after, result);
  }

  #changed(task: Task, cell: number): void {
    const { versions } = this.#choices;
    versions[cell] = (versions[cell] as number) + 1;
    task.writes++;
    task.effects++;
    task.lookedAt = -1;
  }

  /** The actual footprint of the last step is complete: the task has announced its next one (or ended). */
  #executed(): void {
    if (this.#stepOpen && this.#choices.current >= 0) {
      this.#strategy?.executed?.(this.#choices.current, this.variant, this.#actual);
    }
    this.#stepOpen = false;
    this.#actual.length = 0;
  }

  #before(task: Task): void {
    this.#stepOpen = true;
    task.steps++;
    if (!this.recorder.begins(task.id)) return;
    this.#objects.begins(task, this.#actual);
    this.recorder.flush(task.id);
  }

  returned(task: Task, call: number, value: Value): void {
    this.#ends(task);
    this.recorder.returned(task.id, call, value);
  }

  threw(task: Task, call: number, error: string): void {
    this.#ends(task);
    this.recorder.threw(task.id, call, error);
  }

  /** The step performed last was the last of an operation, unless that had none. */
  #ends(task: Task): void {
    const hadSteps = !this.recorder.begins(task.id);
    if (hadSteps && this.#stepOpen && this.#choices.current === task.id) this.#objects.ends(task, this.#actual);
  }

  /**
   * The iteration that began at `readsFrom` (an index into the task's reads) changed nothing. Parks the task until
   * something that it read changes; where that has happened already, it goes on at once.
   */
  park(task: Task, site: number, readsFrom: number, stepsBefore: number, sleptBefore: number): void {
    const { read, parked } = task;
    const objects = this.#parkedOn;
    objects.length = 0;
    let stale = false;
    for (let i = readsFrom; i < read.length; i++) {
      // `i` is below the length.
      const cell = read.cells[i] as number;
      const version = read.versions[i] as number;
      objects.add(cell, false);
      parked.add(cell, version);
      if (this.#choices.versions[cell] !== version) stale = true;
    }
    if (stale) parked.length = 0;
    this.#executed();
    // An iteration that slept was seen by whoever notified meanwhile: it cannot count as if it had not happened.
    if (task.sleeps === sleptBefore) this.#strategy?.awaited?.(task.id, task.steps - stepsBefore, objects);
    if (stale) return;
    this.spins(task, site);
    this.trace?.parked(task, site);
  }

  /** The task spins instead of sleeping; said once an execution and task. */
  spins(task: Task, site: number): void {
    if (task.spinSite >= 0) return;
    task.spinSite = site;
    this.recorder.emit({ type: 'spin', task: task.id, site });
  }

  end(valueOf: (cell: number) => number): End {
    const { status } = this;
    if (status !== 'stuck' && status !== 'endless') return { status: 'done' };
    return { status, pending: pendingOf(this.tasks, this.layout, valueOf) };
  }
}
