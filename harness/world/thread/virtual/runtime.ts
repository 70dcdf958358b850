import type { LoopToken } from '../../../submission/runtime.js';
import { StepKind } from '../../../submission/runtime.js';
import { Outside } from '../../outside.js';
import type { Core, Realm } from '../core.js';
import { type Cells, cellOf, isShared, valueAt } from '../cells.js';
import { iterate, LoopActivation, unchanged } from '../loops.js';
import type { Machine } from '../machine.js';
import { ATOMICS_NAMES, stores, timeoutOf, writes } from '../operation.js';
import { toValue } from '../recorder.js';
import type { Task, Word } from '../task.js';

/** Thrown where a step would have to block or spin although no switch is possible there. */
export class CannotSwitch extends Error {
  override name = 'Error';
}

/** A virtual thread: its task and what the announced step needs to be performed. */
export class VirtualThread {
  readonly task: Task;
  readonly realm: Realm;
  readonly outside: Outside;
  memory: Int32Array;
  data: Int32Array;
  generator: Generator<unknown, unknown, unknown> | undefined;
  view: unknown = undefined;
  index: unknown = undefined;

  constructor(task: Task, realm: Realm, memory: Int32Array, data: Int32Array, outside = new Outside(1, task.id)) {
    this.task = task;
    this.realm = realm;
    this.outside = outside;
    this.memory = memory;
    this.data = data;
  }
}

const SWITCH = { switch: true };
const NONE: readonly unknown[] = [];
/** Iterations of a loop that nothing can switch away from. */
const LONGEST = 200_000;

/** The runtime of the virtual realm: performs steps in place and asks the machine inline whether to switch. */
export class VirtualCore implements Core {
  readonly SWITCH = SWITCH;
  /** Set by the runner: whose code runs now. */
  running: VirtualThread;
  /** True while tasks run to their first step: every announcement yields. */
  prologue = false;
  /** True in `init` and `after`: steps are performed and nothing is recorded. */
  offRecord = false;
  /** Depth of calls from which no switch is possible. */
  plain = 0;
  failed = false;
  linesOfConsole = 0;
  cannotSwitch: string | undefined;
  #machine: Machine;
  #memory: Int32Array = new Int32Array(0);
  #data: Int32Array = new Int32Array(0);
  #cells: Cells = { memory: this.#memory, data: this.#data };
  #site = 0;

  constructor(machine: Machine, task: Task) {
    this.#machine = machine;
    // The runner names the running thread before any code runs.
    this.running = new VirtualThread(task, undefined as unknown as Realm, this.#memory, this.#data);
  }

  /** The realms exist before anybody knows how much memory the submission asks for. */
  configure(machine: Machine, memory: Int32Array, data: Int32Array): void {
    this.#machine = machine;
    this.#memory = memory;
    this.#data = data;
    this.#cells = { memory, data };
  }

  reset(): void {
    this.plain = 0;
    this.failed = false;
    this.linesOfConsole = 0;
    this.cannotSwitch = undefined;
  }

  readonly shared = (value: unknown): boolean => {
    const running = this.running;
    if (value === running.memory || value === running.data) return true;
    return typeof value === 'object' && isShared(this.#cells, value);
  };

  readonly attempt = (
    kind: StepKind,
    site: number,
    view: unknown,
    index: unknown,
    a?: unknown,
    b?: unknown,
  ): unknown => (this.step(kind, site, view, index, a, b) ? SWITCH : this.perform());

  step(kind: StepKind, site: number, view: unknown, index: unknown, a?: unknown, b?: unknown): boolean {
    const thread = this.running;
    const cell = this.#cellOf(thread, view, index);
    thread.view = view;
    thread.index = index;
    this.#machine.announce(thread.task, kind, site < 0 ? this.#site : site, cell, a, b);
    if (cell < 0 || this.offRecord) return false;
    return kind === StepKind.Wait ? this.#wait(thread) : this.#asks(thread);
  }

  /** Asks for the turn: true when another task has it. */
  #asks(thread: VirtualThread): boolean {
    if (this.plain > 0) {
      this.#machine.glued = true;
      return false;
    }
    if (this.prologue) return true;
    this.#machine.pick();
    return this.#machine.next !== thread.task.id;
  }

  #wait(thread: VirtualThread): boolean {
    const { task } = thread;
    const timeout = timeoutOf(task.b);
    task.expected = Number(task.a) | 0;
    task.timed = timeout !== undefined;
    task.timeoutMs = timeout ?? 0;
    if (this.plain > 0) {
      this.#machine.glued = true;
      if (this.valueAt(task.cell) === task.expected) throw this.#stuck('Atomics.wait');
      task.result = 'not-equal';
      return false;
    }
    if (!this.prologue) this.#machine.pick();
    return true;
  }

  #endless(): CannotSwitch {
    this.cannotSwitch ??= this.offRecord
      ? `a loop did not end within ${LONGEST} iterations`
      : `a loop in a function that a built-in calls did not end within ${LONGEST} iterations`;
    return new CannotSwitch(this.cannotSwitch);
  }

  #stuck(what: string): CannotSwitch {
    this.cannotSwitch = `${what} would have to block in a function that a built-in calls`;
    return new CannotSwitch(this.cannotSwitch);
  }

  readonly stepHere = (
    kind: StepKind,
    site: number,
    view: unknown,
    index: unknown,
    a?: unknown,
    b?: unknown,
  ): unknown => {
    this.plain++;
    try {
      this.step(kind, site, view, index, a, b);
      return this.perform();
    } finally {
      this.plain--;
    }
  };

  readonly perform = (): unknown => {
    const thread = this.running;
    const { task } = thread;
    const { kind, cell } = task;
    if (cell < 0 || this.offRecord) return this.#raw(thread);
    if (kind === StepKind.Wait) return this.#waited(thread);
    if (kind === StepKind.Notify) {
      const count = task.a === undefined ? Number.POSITIVE_INFINITY : Math.max(0, Math.trunc(Number(task.a)) || 0);
      return this.#machine.notify(task, count);
    }
    const view = thread.view;
    const atomic = kind >= StepKind.Load;
    if (view !== thread.memory && view !== thread.data) return this.#otherView(thread, atomic);
    const cells = cell < this.#memory.length ? this.#memory : this.#data;
    const at = cell < this.#memory.length ? cell : cell - this.#memory.length;
    const before = cells[at] as number;
    if (kind === StepKind.Load || kind === StepKind.Read) {
      this.#machine.performed(task, before, before, before, atomic, false);
      return before;
    }
    const a = Number(task.a) | 0;
    const after =
      kind === StepKind.CompareExchange ? (before === a ? Number(task.b) | 0 : before) : stores(kind, before, a, 0);
    const wrote = writes(kind, before, a);
    cells[at] = after;
    const result = kind === StepKind.Write || kind === StepKind.Store ? task.a : before;
    this.#machine.performed(task, before, after, result, atomic, wrote);
    return result;
  };

  #waited({ task, outside }: VirtualThread): unknown {
    if (task.result === 'timed-out' || task.late) outside.pass(task.timeoutMs);
    return task.result;
  }

  /** A view of another type over the same memory: the built-in does the work. */
  #otherView(thread: VirtualThread, atomic: boolean): unknown {
    const { task } = thread;
    const at = thread.view as Record<number, unknown>;
    const before = at[thread.index as number];
    const result = this.#raw(thread);
    const after = at[thread.index as number];
    const kind = task.kind;
    const wrote =
      kind === StepKind.CompareExchange ? before !== after : kind !== StepKind.Load && kind !== StepKind.Read;
    this.#machine.performed(task, before, after, result, atomic, wrote);
    return result;
  }

  /** Performs the step with the realm's own built-ins: errors are the language's own. */
  #raw(thread: VirtualThread): unknown {
    const { task } = thread;
    const view = thread.view as Record<PropertyKey, unknown>;
    if (task.kind === StepKind.Read) return view[thread.index as PropertyKey];
    if (task.kind === StepKind.Write) return (view[thread.index as PropertyKey] = task.a);
    const name = ATOMICS_NAMES[task.kind];
    if (name === undefined) return undefined;
    if (name === 'wait' && this.offRecord) throw this.#stuck('Atomics.wait');
    const atomics = thread.realm.globals['RealAtomics'] as Record<string, (...args: unknown[]) => unknown>;
    const operands = task.b === undefined ? (task.a === undefined ? [] : [task.a]) : [task.a, task.b];
    return atomics[name]?.(view, thread.index, ...operands);
  }

  #cellOf(thread: VirtualThread, view: unknown, index: unknown): number {
    if (typeof index === 'number' && index >>> 0 === index) {
      if (view === thread.memory) return index < this.#memory.length ? index : -1;
      if (view === thread.data) return index < this.#data.length ? this.#memory.length + index : -1;
    }
    return cellOf(this.#cells, view, index);
  }

  /** What a cell holds. */
  valueAt(cell: number): number {
    return valueAt(this.#cells, cell);
  }

  // ---- loops and effects ----

  readonly loop = (site: number): LoopToken => new LoopActivation(site);

  readonly iterate = (token: LoopToken, assigned: readonly unknown[] = NONE): boolean => {
    if (this.plain > 0 || this.offRecord) {
      this.iterateHere(token);
      return false;
    }
    const { task } = this.running;
    const loop = token as LoopActivation;
    if (iterate(this.#machine, task, loop, unchanged(loop, assigned)) === 'goes on') return false;
    this.#machine.hang(task, token.site);
    if (!this.prologue) this.#machine.pick();
    return true;
  };

  readonly iterateHere = (token: LoopToken): void => {
    const loop = token as LoopActivation;
    // Once more for whoever catches it: code that cannot be left must not go on for ever.
    if (loop.iterations++ > LONGEST || this.cannotSwitch !== undefined) throw this.#endless();
  };

  readonly effect = (): void => {
    this.running.task.effects++;
  };

  readonly at = (site: number): void => {
    this.#site = site;
  };

  readonly enterPlain = (): void => {
    this.plain++;
  };

  readonly leavePlain = (): void => {
    this.plain--;
  };

  readonly lost = (): never => {
    throw new Error('a switch was asked for where none is possible');
  };

  // ---- words of the scenario ----

  readonly word = (which: string, operand: string): boolean => {
    const thread = this.running;
    this.#machine.announceWord(thread.task, which as Word, this.#site, operand);
    return this.offRecord ? false : this.#asks(thread);
  };

  readonly performWord = (): void => {
    if (!this.offRecord) this.#machine.word(this.running.task);
  };

  readonly invoke = (op: string, args: unknown): number =>
    this.#machine.recorder.invoke(
      this.running.task.id,
      op,
      (args as unknown[]).map((value) => toValue(value)),
    );

  readonly returned = (call: number, value: unknown): void => {
    this.running.task.effects++;
    this.#machine.returned(this.running.task, call, toValue(value));
  };

  readonly threw = (call: number, error: string): void => {
    this.#machine.threw(this.running.task, call, error);
  };

  readonly mark = (name: string, value: unknown): void => {
    this.running.task.effects++;
    this.#machine.recorder.emit({ type: 'mark', task: this.running.task.id, name, value: toValue(value) });
  };

  readonly fail = (message: string): void => {
    this.failed = true;
    this.#machine.recorder.emit({ type: 'fail', task: this.running.task.id, message, site: this.#site });
  };

  // ---- the world outside, the same in every run ----

  readonly now = (): number => {
    this.running.task.effects++;
    return this.running.outside.now();
  };

  readonly random = (): number => {
    this.running.task.effects++;
    return this.running.outside.random();
  };

  readonly console = (): void => {
    this.linesOfConsole++;
  };
}
