import type { ChoicePoint, Footprint, Strategy } from '../../explore/strategy.js';
import type { End, Pending } from '../../oracle/history.js';
import { StepKind } from '../../submission/runtime.js';
import type { Layout } from './layout.js';
import { RaceDetector } from './race.js';
import type { Recorder } from './recorder.js';
import { Task, type Word } from './task.js';
import type { TraceRecorder } from './trace-recorder.js';

export interface MachineOptions {
  layout: Layout;
  tasks: readonly string[];
  /** Steps that one execution may have; more is `endless`. */
  maxSteps: number;
  stops?: { atMost: number; tasks: readonly number[] } | undefined;
  /** Record every access as an event. */
  recordAccesses?: boolean;
  /** Iterations without a write after which a loop gives way. */
  patience?: number;
  /** True for a site of the submission, false for one of the scenario. */
  ofSubmission: (site: number) => boolean;
}

/** The name of the step that starts a task, where starting is a step: see `VirtualRunner`. */
export const START = '(start)';

export const TIMEOUT = 1;
export const STOP = 2;
const VARIANTS = 16;

/** Gates, sections and wait queues are objects beyond the cells. */
class Footprints implements Footprint {
  readonly cells = new Int32Array(64);
  length = 0;
  add(object: number, writes: boolean): void {
    if (this.length < this.cells.length) this.cells[this.length++] = object * 2 + (writes ? 1 : 0);
  }
}

/**
 * The scheduler's side of the thread world, for both realms: which tasks can go on, what they would do next, wait
 * queues, parked loops, gates; and the bookkeeping after each step (schedule, races, events, trace). It never touches
 * memory and never runs a task: a realm announces steps to it, performs the one chosen, and reports what it did.
 *
 * The order of calls: `begin`, each task's first `announce`, `pick`, then again and again the chosen task's step
 * (`performed`, or `sleepOrFail` and `woken` for a wait) followed by its next `announce` or `finished`, and `pick`.
 */
export class Machine implements ChoicePoint {
  readonly tasks: Task[];
  readonly layout: Layout;
  readonly recorder: Recorder;
  /** The task chosen by the last `pick`, -1 when the execution is over. */
  next = -1;
  /** The variant of its step. */
  variant = 0;
  status: 'running' | 'done' | 'stuck' | 'endless' | 'cut' = 'running';
  /** Choices so far, as `actor * 16 + variant`. */
  readonly schedule: number[] = [];
  trace: TraceRecorder | undefined;
  raced = false;
  /** A step was performed where no switch was possible. */
  glued = false;
  usedKinds = 0;

  // ChoicePoint
  depth = 0;
  current = -1;
  count = 0;
  fallback = 0;
  readonly actors: Int32Array;
  readonly variants: Int32Array;
  readonly preemptions: Int32Array;

  readonly #options: MachineOptions;
  readonly #races: RaceDetector;
  readonly #versions: Int32Array;
  readonly #queues: number[][];
  readonly #lastNotify: Int32Array;
  /** For each task and cell: when it first read the cell since it wrote it or woke on it; -1: not yet. */
  readonly #firstRead: Int32Array;
  readonly #objects = new Map<string, number>();
  readonly #objectNames: string[] = [];
  readonly #openGates: boolean[] = [];
  readonly #pendingPrint = new Footprints();
  readonly #actual = new Footprints();
  readonly #reported = new Set<string>();
  #strategy: Strategy | undefined;
  #stopsLeft = 0;
  /** A step has been performed whose footprint may still grow: steps without a switch after it count to it. */
  #stepOpen = false;
  readonly #firstObject: number;

  constructor(options: MachineOptions, recorder: Recorder) {
    this.#options = options;
    this.layout = options.layout;
    this.recorder = recorder;
    this.tasks = options.tasks.map((name, id) => new Task(id, name));
    const n = this.tasks.length;
    const cells = options.layout.cells;
    this.actors = new Int32Array(n * 2 + 2);
    this.variants = new Int32Array(n * 2 + 2);
    this.preemptions = new Int32Array(n * 2 + 2);
    // Gates carry clocks too; 32 of them are more than any scenario has.
    this.#races = new RaceDetector(n, cells + 32);
    this.#versions = new Int32Array(cells);
    this.#queues = Array.from({ length: cells }, () => []);
    this.#lastNotify = new Int32Array(cells);
    this.#firstRead = new Int32Array(n * cells);
    this.#firstObject = cells * 2;
  }

  begin(strategy: Strategy): void {
    this.#strategy = strategy;
    this.recorder.reset();
    for (const task of this.tasks) task.reset();
    this.schedule.length = 0;
    this.#races.reset();
    this.#versions.fill(0);
    for (const queue of this.#queues) queue.length = 0;
    this.#lastNotify.fill(-1);
    this.#firstRead.fill(-1);
    this.#openGates.length = 0;
    this.#reported.clear();
    this.#stopsLeft = this.#options.stops?.atMost ?? 0;
    this.next = -1;
    this.variant = 0;
    this.status = 'running';
    this.depth = 0;
    this.current = -1;
    this.raced = false;
    this.usedKinds = 0;
    this.#stepOpen = false;
    this.#actual.length = 0;
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
    this.announce(task, StepKind.Word, site, word === 'asleep' ? Number(name) : this.objectOf(word, name), name, undefined);
    task.word = word;
  }

  /** The number of a section or gate, the same in every execution. */
  objectOf(word: Word, name: string): number {
    const key = `${word === 'enter' || word === 'leave' ? 'section' : 'gate'} ${name}`;
    let index = this.#objects.get(key);
    if (index === undefined) {
      index = this.#objectNames.length;
      this.#objects.set(key, index);
      this.#objectNames.push(key);
    }
    return index;
  }

  finished(task: Task): void {
    task.state = 'done';
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
    if (this.depth >= this.#options.maxSteps) {
      this.#over('endless');
      return;
    }
    this.#collect();
    if (this.count === 0) {
      this.#over(this.tasks.every((task) => task.state === 'done' || task.state === 'stopped') ? 'done' : 'stuck');
      return;
    }
    // `begin` sets the strategy before any pick.
    const option = (this.#strategy as Strategy).choose(this);
    if (option < 0) {
      this.#over('cut');
      return;
    }
    this.next = this.actors[option] as number;
    this.variant = this.variants[option] as number;
    this.schedule.push(this.next * VARIANTS + this.variant);
    this.depth++;
    this.trace?.choose(this.next, this.current, (this.preemptions[option] as number) === 1);
    const task = this.tasks[this.next] as Task;
    this.current = this.next;
    task.givesWay = false;
    task.parkCells.length = 0;
    task.parkVersions.length = 0;
    if (this.variant === STOP) this.#stop(task);
  }

  #over(status: 'done' | 'stuck' | 'endless' | 'cut'): void {
    this.next = -1;
    this.status = status;
  }

  #stop(task: Task): void {
    this.#stopsLeft--;
    task.state = 'stopped';
    this.recorder.emit({ type: 'stop', task: task.id });
    this.#actual.length = 0;
    this.pick();
  }

  #collect(): void {
    let count = 0;
    const current = this.current;
    const currentTask = current >= 0 ? (this.tasks[current] as Task) : undefined;
    const goesOn = currentTask !== undefined && !currentTask.givesWay && this.#enabled(currentTask) === 0;
    const { actors, variants, preemptions } = this;
    let fallback = -1;
    let wrapped = -1;
    let timeout = -1;
    for (const task of this.tasks) {
      const enabled = this.#enabled(task);
      if (enabled >= 0) {
        actors[count] = task.id;
        variants[count] = enabled;
        preemptions[count] = (goesOn && task.id !== current) ? 1 : 0;
        if (enabled === TIMEOUT) {
          if (timeout < 0) timeout = count;
        } else if (goesOn && task.id === current) fallback = count;
        else if (!goesOn && fallback < 0 && task.id > current) fallback = count;
        else if (!goesOn && wrapped < 0) wrapped = count;
        count++;
      }
      if (this.#stopsLeft > 0 && task.state === 'ready' && this.#options.stops?.tasks.includes(task.id) === true) {
        actors[count] = task.id;
        variants[count] = STOP;
        preemptions[count] = 1;
        count++;
      }
    }
    if (fallback < 0) fallback = wrapped;
    if (fallback >= 0) {
      // A timeout while others could go on is an unusual choice: it costs like a preemption.
      for (let i = 0; i < count; i++) if (variants[i] === TIMEOUT) preemptions[i] = 1;
    } else fallback = timeout;
    if (fallback < 0) count = 0;
    this.fallback = fallback;
    this.count = count;
  }

  /** The variant in which the task can take its step, -1 if it cannot. */
  #enabled(task: Task): number {
    if (task.state === 'sleeping') return task.notified ? 0 : task.timed ? TIMEOUT : -1;
    if (task.state !== 'ready') return -1;
    if (task.word === 'pass') return this.#openGates[task.cell] === true ? 0 : -1;
    if (task.word === 'asleep') {
      const other = this.tasks[task.cell];
      return other === undefined || other.state !== 'ready' ? 0 : -1;
    }
    const parked = task.parkCells.length;
    if (parked === 0) return 0;
    for (let i = 0; i < parked; i++) {
      if (this.#versions[task.parkCells[i] as number] !== task.parkVersions[i]) return 0;
    }
    return -1;
  }

  footprint(option: number): Footprint {
    const print = this.#pendingPrint;
    print.length = 0;
    const task = this.tasks[this.actors[option] as number] as Task;
    if (this.variants[option] === STOP) return print;
    if (task.state === 'sleeping') print.add(this.layout.cells + task.cell, true);
    else this.#touch(print, task, true);
    return print;
  }

  /** Adds what the announced step touches; before it is performed a compare-exchange counts as a write. */
  #touch(print: Footprints, task: Task, wrote: boolean): void {
    const cells = this.layout.cells;
    switch (task.kind) {
      case StepKind.Read:
      case StepKind.Load:
        if (task.cell >= 0) print.add(task.cell, false);
        return;
      case StepKind.Wait:
      case StepKind.WaitAsync:
        print.add(task.cell, false);
        print.add(cells + task.cell, true);
        return;
      case StepKind.Notify:
        print.add(cells + task.cell, true);
        return;
      case StepKind.Word:
        if (task.word === 'asleep') {
          for (let cell = 0; cell < cells; cell++) print.add(cells + cell, false);
        } else print.add(this.#firstObject + task.cell, task.word !== 'pass');
        return;
      default:
        if (task.cell >= 0) print.add(task.cell, wrote);
    }
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
    const cell = task.cell;
    this.#before(task);
    if (task.state === 'sleeping') {
      const queue = this.#queues[cell] as number[];
      const at = queue.indexOf(task.id);
      if (at >= 0) queue.splice(at, 1);
      task.state = 'ready';
      this.#firstRead[task.id * this.layout.cells + cell] = -1;
      task.lookedAt = -1;
      task.result = task.notified ? 'ok' : 'timed-out';
      this.recorder.emit({ type: 'wake', task: task.id, by: task.notified ? 'notify' : 'timeout' });
      if (task.notified) task.effects++;
      this.#actual.add(this.layout.cells + cell, true);
      this.trace?.step(task, task.notified ? 'wakes' : 'times out', value, value, task.result);
      return true;
    }
    this.#note(task.site, StepKind.Wait);
    this.#read(task, cell);
    // ECMA-262, DoWait: the comparison is a sequentially consistent read, whatever comes of it.
    this.#races.acquire(task.id, cell);
    this.#access(task, cell, false, true);
    this.#actual.add(cell, false);
    if (value !== task.expected || (task.timed && task.timeoutMs === 0)) {
      task.result = value === task.expected ? 'timed-out' : 'not-equal';
      this.trace?.step(task, 'wait', value, value, task.result);
      return true;
    }
    this.#actual.add(this.layout.cells + cell, true);
    task.state = 'sleeping';
    task.notified = false;
    task.sleepSite = task.site;
    const looked = this.#firstRead[task.id * this.layout.cells + cell] as number;
    const notified = this.#lastNotify[cell] as number;
    task.missed = (looked >= 0 && notified > looked) || (task.lookedAt >= 0 && notified > task.lookedAt);
    (this.#queues[cell] as number[]).push(task.id);
    this.recorder.emit({ type: 'sleep', task: task.id, cell: this.layout.nameOf(cell) });
    this.trace?.step(task, 'sleeps', value, value, undefined);
    return false;
  }

  /** Wakes up to `count` sleepers of the announced notify's cell, first come first; returns how many. */
  notify(task: Task, count: number): number {
    const cell = task.cell;
    this.#before(task);
    this.#note(task.site, StepKind.Notify);
    this.#actual.add(this.layout.cells + cell, true);
    this.#lastNotify[cell] = this.depth;
    let woken = 0;
    for (const id of this.#queues[cell] as number[]) {
      if (woken >= count) break;
      const sleeper = this.tasks[id] as Task;
      if (sleeper.notified) continue;
      sleeper.notified = true;
      this.#races.order(task.id, id);
      woken++;
    }
    task.effects++;
    task.lookedAt = -1;
    this.trace?.step(task, 'notify', 0, 0, woken);
    return woken;
  }

  /** A word of the scenario takes effect. */
  word(task: Task): void {
    this.#before(task);
    const name = String(task.a);
    if (task.word !== 'asleep') this.#actual.add(this.#firstObject + task.cell, task.word !== 'pass');
    else for (let cell = 0; cell < this.layout.cells; cell++) this.#actual.add(this.layout.cells + cell, false);
    switch (task.word) {
      case 'enter':
      case 'leave':
        this.recorder.emit({ type: task.word, task: task.id, section: name });
        break;
      case 'open':
        this.#openGates[task.cell] = true;
        if (task.cell < 32) this.#races.acquire(task.id, this.layout.cells + task.cell);
        if (task.cell < 32) this.#races.release(task.id, this.layout.cells + task.cell);
        break;
      case 'pass':
        if (task.cell < 32) this.#races.acquire(task.id, this.layout.cells + task.cell);
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
    this.#note(task.site, kind);
    const reads = kind !== StepKind.Write && kind !== StepKind.Store;
    if (reads) this.#read(task, cell);
    if (atomic && reads) this.#races.acquire(task.id, cell);
    this.#access(task, cell, wrote, atomic);
    if (wrote) {
      this.#firstRead[task.id * this.layout.cells + cell] = -1;
      if (atomic) this.#races.release(task.id, cell);
      if (before !== after) {
        this.#versions[cell] = (this.#versions[cell] as number) + 1;
        task.writes++;
        task.effects++;
        task.lookedAt = -1;
      }
    }
    this.#actual.add(cell, wrote);
    this.trace?.step(task, StepKind[kind] ?? '', before, after, result);
  }

  /** The actual footprint of the last step is complete: the task has announced its next one (or ended). */
  #executed(): void {
    if (this.#stepOpen && this.current >= 0) this.#strategy?.executed?.(this.current, this.variant, this.#actual);
    this.#stepOpen = false;
    this.#actual.length = 0;
  }

  #before(task: Task): void {
    this.#stepOpen = true;
    task.steps++;
    this.recorder.flush(task.id);
  }

  #note(site: number, kind: StepKind): void {
    if (this.#options.ofSubmission(site)) this.usedKinds |= 1 << kind;
  }

  #read(task: Task, cell: number): void {
    const at = task.id * this.layout.cells + cell;
    if (task.kind !== StepKind.Wait && (this.#firstRead[at] as number) < 0) this.#firstRead[at] = this.depth;
    if (task.kind !== StepKind.Wait && task.lookedAt < 0) task.lookedAt = this.depth;
    task.readCells.push(cell);
    task.readVersions.push(this.#versions[cell] as number);
  }

  #access(task: Task, cell: number, writes: boolean, atomic: boolean): void {
    const race = this.#races.access(task.id, cell, task.site, writes, atomic);
    if (race !== undefined) {
      this.raced = true;
      const key = `${race.firstSite} ${race.site} ${cell}`;
      if (!this.#reported.has(key)) {
        this.#reported.add(key);
        const name = this.layout.nameOf(cell);
        this.recorder.emit({
          type: 'race',
          first: {
            task: race.firstTask,
            site: race.firstSite,
            access: race.firstWrites ? 'write' : 'read',
            atomic: race.firstAtomic,
            cell: name,
          },
          second: { task: task.id, site: race.site, access: writes ? 'write' : 'read', atomic, cell: name },
        });
      }
    }
    if (this.#options.recordAccesses === true) {
      const rmw = writes && task.kind !== StepKind.Write && task.kind !== StepKind.Store;
      this.recorder.emit({
        type: 'access',
        task: task.id,
        access: rmw ? 'update' : writes ? 'write' : 'read',
        op: StepKind[task.kind] ?? '',
        cell: this.layout.nameOf(cell),
        site: task.site,
      });
    }
  }

  // ---- loops ------------------------------------------------------------------------------------------------------

  /**
   * The iteration that began at `readsFrom` (an index into the task's reads) changed nothing. Parks the task until
   * something that it read changes, unless that has happened already. False where it read nothing at all.
   */
  park(task: Task, site: number, readsFrom: number, stepsBefore: number): boolean {
    const reads = task.readCells.length;
    if (reads === readsFrom) return false;
    const objects = this.#pendingPrint;
    objects.length = 0;
    for (let i = readsFrom; i < reads; i++) {
      const cell = task.readCells[i] as number;
      if (this.#versions[cell] !== task.readVersions[i]) {
        task.parkCells.length = 0;
        task.parkVersions.length = 0;
        return true;
      }
      task.parkCells.push(cell);
      task.parkVersions.push(task.readVersions[i] as number);
      objects.add(cell, false);
    }
    this.#executed();
    this.#strategy?.awaited?.(task.id, task.steps - stepsBefore, objects);
    this.spins(task, site);
    this.trace?.parked(task, site);
    return true;
  }

  /** The task spins instead of sleeping; said once an execution and task. */
  spins(task: Task, site: number): void {
    if (task.spinSite >= 0) return;
    task.spinSite = site;
    this.recorder.emit({ type: 'spin', task: task.id, site });
  }

  // ---- the end ----------------------------------------------------------------------------------------------------

  end(valueOf: (cell: number) => number): End {
    switch (this.status) {
      case 'stuck':
        return { status: 'stuck', pending: this.#pending(valueOf) };
      case 'endless':
        return { status: 'endless', pending: this.#pending(valueOf) };
      case 'done':
      case 'cut':
      case 'running':
        return { status: 'done' };
      default:
        return this.status satisfies never;
    }
  }

  #pending(valueOf: (cell: number) => number): Pending[] {
    const pending: Pending[] = [];
    for (const task of this.tasks) {
      if (task.state === 'done' || task.state === 'stopped') continue;
      if (task.state === 'sleeping') {
        pending.push({
          task: task.id,
          state: 'sleep',
          site: task.sleepSite,
          on: [this.layout.nameOf(task.cell)],
          changed: valueOf(task.cell) !== task.expected,
          missed: task.missed,
        });
      } else if (task.word !== undefined) {
        const on = task.word === 'asleep' ? `the sleep of ${this.tasks[task.cell]?.name ?? '?'}` : `gate ${String(task.a)}`;
        pending.push({ task: task.id, state: 'blocked', site: task.site, on: [on], changed: false, missed: false });
      } else {
        const cells = [...new Set(task.parkCells)].map((cell) => this.layout.nameOf(cell));
        pending.push({ task: task.id, state: 'spin', site: task.site, on: cells, changed: false, missed: false });
      }
    }
    return pending;
  }

  /** Names of the operations that the submission used on shared memory in any execution so far. */
  used(): string[] {
    const names: string[] = [];
    for (let kind = 1; kind <= StepKind.WaitAsync; kind++) {
      if ((this.usedKinds & (1 << kind)) === 0) continue;
      const name = StepKind[kind] as string;
      names.push(kind <= StepKind.Write ? name.toLowerCase() : `Atomics.${name.charAt(0).toLowerCase()}${name.slice(1)}`);
    }
    return names.sort();
  }
}
