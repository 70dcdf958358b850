import type { HistoryEvent } from '../../../oracle/history.js';
import { type LoopToken, StepKind } from '../../../submission/runtime.js';
import { type Cells, cellOf, isShared } from '../cells.js';
import type { Core, Realm } from '../core.js';
import { LoopActivation } from '../loops.js';
import { ATOMICS_NAMES } from '../operation.js';
import { toValue } from '../recorder.js';
import type { NumberedEvent, StressBoard } from './stress-board.js';

/** The runtime of a worker that runs free: every step is performed at once, now and then after a moment's delay. */
export class StressCore implements Core {
  readonly SWITCH = {};
  realm: Realm | undefined;
  events: NumberedEvent[] = [];
  site = 0;
  readonly #cells: Cells;
  readonly #board: StressBoard;
  readonly #me: number;
  readonly #idle = new Int32Array(new SharedArrayBuffer(4));
  #waiting: HistoryEvent[] = [];
  #kind: StepKind = StepKind.Read;
  #view: unknown;
  #index: unknown;
  #a: unknown;
  #b: unknown;
  #word = '';
  #operand = '';
  #calls = 0;
  #random: number;

  constructor(cells: Cells, board: StressBoard, me: number, seed: number) {
    this.#cells = cells;
    this.#board = board;
    this.#me = me;
    this.#random = seed * 31 + me + 1;
  }

  begin(): void {
    this.events = [];
    this.#waiting = [];
    // Calls are numbered over all tasks.
    this.#calls = this.#me * 1_000_000;
  }

  emit(event: HistoryEvent): void {
    this.#flush();
    this.events.push({ order: this.#board.next(), event });
  }

  /** Invocations are held back until the operation's first step, as in the other realms. */
  #flush(): void {
    if (this.#waiting.length === 0) return;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const event of waiting) this.events.push({ order: this.#board.next(), event });
  }

  readonly step = (kind: StepKind, site: number, view: unknown, index: unknown, a?: unknown, b?: unknown): boolean => {
    if (site >= 0) this.site = site;
    this.#kind = kind;
    this.#view = view;
    this.#index = index;
    this.#a = a;
    this.#b = b;
    this.#perturb();
    this.#flush();
    return false;
  };

  readonly stepHere = (
    kind: StepKind,
    site: number,
    view: unknown,
    index: unknown,
    a?: unknown,
    b?: unknown,
  ): unknown => {
    this.step(kind, site, view, index, a, b);
    return this.perform();
  };

  readonly perform = (): unknown => {
    const view = this.#view as Record<PropertyKey, unknown>;
    const index = this.#index as PropertyKey;
    if (this.#kind === StepKind.Read) return view[index];
    if (this.#kind === StepKind.Write) return (view[index] = this.#a);
    const name = ATOMICS_NAMES[this.#kind];
    if (name === undefined) return undefined;
    const atomics = this.realm?.globals['RealAtomics'] as Record<string, (...args: unknown[]) => unknown>;
    const operands = this.#b === undefined ? (this.#a === undefined ? [] : [this.#a]) : [this.#a, this.#b];
    if (name !== 'wait') return atomics[name]?.(view, index, ...operands);
    const cell = cellOf(this.#cells, view, index);
    this.emit({
      type: 'sleep',
      task: this.#me,
      cell: cell < this.#cells.memory.length ? `memory[${cell}]` : `data[${cell - this.#cells.memory.length}]`,
    });
    this.#board.sleeps(this.#me, true);
    const result = atomics['wait']?.(view, index, ...operands);
    this.#board.sleeps(this.#me, false);
    this.emit({ type: 'wake', task: this.#me, by: result === 'timed-out' ? 'timeout' : 'notify' });
    return result;
  };

  /** Mostly nothing, sometimes a few microseconds of work, rarely a short sleep: seeded, but real time is not. */
  #perturb(): void {
    const drawn = this.#draw();
    if (drawn < 0.75) return;
    if (drawn < 0.97) {
      for (let i = 0; i < (drawn - 0.75) * 20_000; i++) Atomics.load(this.#idle, 0);
    } else Atomics.wait(this.#idle, 0, 0, drawn - 0.97);
  }

  #draw(): number {
    this.#random = (Math.imul(this.#random, 1664525) + 1013904223) | 0;
    return (this.#random >>> 0) / 2 ** 32;
  }

  readonly shared = (value: unknown): boolean => isShared(this.#cells, value);
  readonly loop = (site: number): LoopToken => new LoopActivation(site);
  readonly iterate = (): boolean => false;
  readonly iterateHere = (): void => {};
  readonly effect = (): void => {};
  readonly enterPlain = (): void => {};
  readonly leavePlain = (): void => {};
  readonly at = (site: number): void => {
    this.site = site;
  };
  readonly lost = (): never => {
    throw new Error('a switch was asked for where tasks run free');
  };

  readonly word = (which: string, operand: string): boolean => {
    this.#word = which;
    this.#operand = operand;
    return false;
  };

  readonly performWord = (): void => {
    this.#perturb();
    this.#flush();
    if (this.#word === 'enter' || this.#word === 'leave') {
      this.emit({ type: this.#word, task: this.#me, section: this.#operand });
    } else if (this.#word === 'open') this.#board.open(this.#operand);
    else if (this.#word === 'pass') this.#board.pass(this.#operand);
    else for (const task of this.#operand.split(',')) this.#board.asleep(Number(task));
  };

  readonly invoke = (op: string, args: unknown): number => {
    const call = this.#calls++;
    this.#waiting.push({
      type: 'invoke',
      task: this.#me,
      call,
      op,
      args: (args as unknown[]).map((value) => toValue(value)),
    });
    return call;
  };

  readonly returned = (call: number, value: unknown): void => {
    this.emit({ type: 'return', task: this.#me, call, value: toValue(value) });
  };

  readonly threw = (call: number, error: string): void => {
    this.emit({ type: 'throw', task: this.#me, call, error });
  };

  readonly mark = (name: string, value: unknown): void => {
    this.emit({ type: 'mark', task: this.#me, name, value: toValue(value) });
  };

  readonly fail = (message: string): void => {
    this.emit({ type: 'fail', task: this.#me, message, site: this.site });
  };

  readonly now = (): number => Date.now();
  readonly random = (): number => this.#draw();
  readonly console = (): void => {};
}
