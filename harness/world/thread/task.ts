import type { StepKind } from '../../submission/runtime.js';

export type TaskState =
  /** Its next step is announced and can be performed when the task is chosen (if it is not parked or at a gate). */
  | 'ready'
  | 'sleeping'
  | 'done'
  /** Stopped for ever by the explorer. */
  | 'stopped'
  /** In a loop that neither reads nor does anything: it will never end. */
  | 'hung';

/** What an announced step does beyond the kinds that instrumented code knows. */
export type Word = 'enter' | 'leave' | 'open' | 'pass' | 'asleep';

/** A virtual thread as the machine sees it: its announced step and what it waits for. The object is kept for all executions. */
export class Task {
  readonly id: number;
  readonly name: string;
  state: TaskState = 'ready';

  /** The announced step. `cell` is -1 where it touches no shared cell (out of range, say). */
  kind: StepKind = 0 as StepKind;
  site = 0;
  cell = -1;
  a: unknown = undefined;
  b: unknown = undefined;
  /** For a word of the scenario: which, and the number of its object. */
  word: Word | undefined = undefined;
  /** For `asleep`: whose sleep is asked for. */
  asked: readonly number[] = [];

  /** What the last blocking step returned. */
  result: unknown = undefined;
  /** For a sleeper. */
  notified = false;
  /** Notified in time, and woken when the time was up. */
  late = false;
  expected = 0;
  timed = false;
  timeoutMs = 0;
  missed = false;
  sleepSite = 0;
  /** How often it went to sleep in this execution. */
  sleeps = 0;

  /** Steps performed in this execution. */
  steps = 0;
  /** Changes that outlive an iteration: see `Runtime.effect`. Successful writes count too. */
  effects = 0;
  /** When it first looked at anything since it last changed anything; -1: not yet. */
  lookedAt = -1;
  /** Writes that changed shared memory. */
  writes = 0;
  /** Cells read, in order, with the version seen; a loop's iteration is a suffix of it. */
  readonly read = new SeenCells();
  /** Parked until one of these cells has another version. Empty: not parked. */
  readonly parked = new SeenCells();
  /** Gives way at its next step: a switch there is no preemption and a fair scheduler takes it. */
  givesWay = false;
  spinSite = -1;

  constructor(id: number, name: string) {
    this.id = id;
    this.name = name;
  }

  reset(): void {
    this.state = 'ready';
    this.kind = 0 as StepKind;
    this.site = 0;
    this.cell = -1;
    this.word = undefined;
    this.result = undefined;
    this.notified = false;
    this.late = false;
    this.timed = false;
    this.missed = false;
    this.steps = 0;
    this.effects = 0;
    this.writes = 0;
    this.lookedAt = -1;
    this.sleeps = 0;
    this.read.length = 0;
    this.parked.length = 0;
    this.givesWay = false;
    this.spinSite = -1;
  }
}

/** Cells with the version that was seen, in order. Emptied by `length = 0`, without giving the memory back. */
export class SeenCells {
  length = 0;
  cells = new Int32Array(16);
  versions = new Int32Array(16);

  add(cell: number, version: number): void {
    if (this.length === this.cells.length) this.#grow();
    this.cells[this.length] = cell;
    this.versions[this.length++] = version;
  }

  #grow(): void {
    const { cells, versions } = this;
    this.cells = new Int32Array(cells.length * 2);
    this.versions = new Int32Array(cells.length * 2);
    this.cells.set(cells);
    this.versions.set(versions);
  }
}
