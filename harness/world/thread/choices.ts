import { StateHash } from '../../explore/state-hash.js';
import type { ChoicePoint, Footprint } from '../../explore/strategy.js';
import { clear } from './clear.js';
import { Footprints } from './footprints.js';
import type { Objects } from './objects.js';
import type { Recorder } from './recorder.js';
import { addState, MOST_CELLS } from './state.js';
import type { Task } from './task.js';

/** The outcomes of a step, as `variants` has them; 0 is the ordinary one. */
export const TIMEOUT = 1;
export const STOP = 2;
/** A sleeper was notified in time, and comes to itself only when its time is up. */
export const LATE = 3;

export interface Stops {
  atMost: number;
  tasks: readonly number[];
}

export interface ChoicesOptions {
  stops?: Stops | undefined;
  /** By task: the first task that runs the same code, where that is known. */
  roles?: readonly number[] | undefined;
  /** The submission asks what time it is: a sleeper may be `LATE`. */
  clocks?: boolean;
  /** The shared memory, where this machine's steps are performed on it at once: for strategies that ask for the state. */
  memories?: readonly Int32Array[];
}

/** The choice point: which tasks can take their step, in which variants, and which of them a fair scheduler takes. */
export class Choices implements ChoicePoint {
  depth = 0;
  current = -1;
  count = 0;
  fallback = 0;
  readonly actors: Int32Array;
  readonly variants: Int32Array;
  readonly preemptions: Int32Array;
  /** How often each cell has changed: see `SeenCells`. */
  readonly versions: Int32Array;
  readonly roles: Int32Array | undefined;
  readonly state: (() => number) | undefined;
  readonly #tasks: readonly Task[];
  readonly #objects: Objects;
  readonly #recorder: Recorder;
  readonly #print = new Footprints();
  readonly #stops: Stops | undefined;
  readonly #clocks: boolean;
  #stopsLeft = 0;
  #openGates: boolean[] = [];

  constructor(
    tasks: readonly Task[],
    cells: number,
    objects: Objects,
    recorder: Recorder,
    { stops, roles, clocks, memories }: ChoicesOptions,
  ) {
    this.#tasks = tasks;
    this.roles = roles && Int32Array.from(roles);
    this.state = memories && this.#stateOf(memories);
    this.#objects = objects;
    this.#stops = stops;
    this.#clocks = clocks === true;
    this.#recorder = recorder;
    const most = tasks.length * 2 + 2;
    this.actors = new Int32Array(most);
    this.variants = new Int32Array(most);
    this.preemptions = new Int32Array(most);
    this.versions = new Int32Array(cells);
  }

  reset(): void {
    this.depth = 0;
    this.current = -1;
    clear(this.versions, 0);
    this.#stopsLeft = this.#stops?.atMost ?? 0;
    if (this.#openGates.length > 0) this.#openGates = [];
  }

  openGate(gate: number): void {
    this.#openGates[gate] = true;
  }

  stopped(): void {
    this.#stopsLeft--;
  }

  footprint(option: number): Footprint {
    const print = this.#print;
    print.length = 0;
    if (this.variants[option] === STOP) return print;
    const task = this.#tasks[this.actors[option] as number] as Task; // `option` is below `count`.
    this.#objects.announced(task, print);
    if (this.#recorder.begins(task.id)) this.#objects.begins(task, print);
    // Any step in an operation may turn out to be its last.
    this.#objects.mayEnd(task, print);
    if (this.#recorder.within(task.id)) this.#objects.ends(task, print);
    return print;
  }

  #stateOf(memories: readonly Int32Array[]): (() => number) | undefined {
    if (memories.reduce((cells, memory) => cells + memory.length, 0) > MOST_CELLS) return undefined;
    const hash = new StateHash();
    const enabled = (task: Task): number => this.#enabled(task);
    return () => {
      hash.clear();
      hash.add(this.#stopsLeft);
      addState(hash, memories, this.#tasks, enabled);
      return hash.value;
    };
  }

  /** Finds the options of the present state; `count` is 0 where nobody can go on. */
  collect(): void {
    const { current, actors, variants, preemptions } = this;
    const tasks = this.#tasks;
    const currentTask = current < 0 ? undefined : tasks[current];
    const ofCurrent = currentTask === undefined ? -1 : this.#enabled(currentTask);
    const goesOn = ofCurrent === 0 && currentTask?.givesWay === false;
    let count = 0;
    let fallback = -1;
    let wrapped = -1;
    let timeout = -1;
    for (let id = 0; id < tasks.length; id++) {
      const task = tasks[id] as Task; // Below the length.
      const enabled = id === current ? ofCurrent : this.#enabled(task);
      if (enabled >= 0) {
        actors[count] = id;
        variants[count] = enabled;
        preemptions[count] = goesOn && id !== current ? 1 : 0;
        if (enabled === TIMEOUT) {
          if (timeout < 0) timeout = count;
        } else if (goesOn) {
          if (id === current) fallback = count;
        } else if (fallback < 0 && id > current) fallback = count;
        else if (wrapped < 0) wrapped = count;
        count++;
        if (this.#clocks && enabled === 0 && task.state === 'sleeping' && task.timed) {
          actors[count] = id;
          variants[count] = LATE;
          preemptions[count] = 1;
          count++;
        }
      }
      if (this.#stopsLeft > 0 && task.state === 'ready' && this.#stops?.tasks.includes(id) === true) {
        actors[count] = id;
        variants[count] = STOP;
        preemptions[count] = 1;
        count++;
      }
    }
    this.#settle(count, fallback >= 0 ? fallback : wrapped, timeout);
  }

  #settle(count: number, fallback: number, timeout: number): void {
    if (fallback >= 0 && timeout >= 0) {
      // A timeout while others could go on is an unusual choice: it costs like a preemption.
      for (let i = 0; i < count; i++) if (this.variants[i] === TIMEOUT) this.preemptions[i] = 1;
    }
    this.fallback = fallback >= 0 ? fallback : timeout;
    this.count = this.fallback < 0 ? 0 : count;
  }

  /** The variant in which the task can take its step, -1 if it cannot. */
  #enabled(task: Task): number {
    // The most usual case comes first: this is asked for every task at every step.
    if (task.state === 'ready' && task.word === undefined) return this.#parked(task);
    if (task.state === 'sleeping') return task.notified ? 0 : task.timed ? TIMEOUT : -1;
    if (task.state !== 'ready') return -1;
    if (task.word === 'pass') return this.#openGates[task.cell] === true ? 0 : -1;
    if (task.word === 'asleep') return task.asked.every((id) => this.#sleeps(id)) ? 0 : -1;
    return this.#parked(task);
  }

  /** Whether the task sleeps or has ended. Who has been notified sleeps no longer: it is going to move by itself. */
  #sleeps(id: number): boolean {
    const task = this.#tasks[id];
    return task === undefined || (task.state !== 'ready' && !(task.state === 'sleeping' && task.notified));
  }

  #parked(task: Task): number {
    return task.parked.length === 0 || this.#changed(task) ? 0 : -1;
  }

  /** Whether something that the parked task read has changed since. */
  #changed({ parked }: Task): boolean {
    for (let i = 0; i < parked.length; i++) {
      if (this.versions[parked.cells[i] as number] !== parked.versions[i]) return true;
    }
    return false;
  }
}
