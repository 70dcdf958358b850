/**
 * The contract between instrumented code and the runtime that drives it: one set of names for the virtual realm,
 * lockstep and stress. Instrumented code sees these as local constants whose names start with `__il`; a submission that
 * uses an identifier with that beginning is refused, so it cannot reach them.
 *
 * A step is emitted as `(rt.step(kind, site, view, index, a, b) && (yield rt.SWITCH), rt.perform())`.
 * A call is emitted so that a callee with a generator twin (`callee[rt.TWIN]`) is entered by `yield*`, any other directly.
 */
export enum StepKind {
  /** Plain element access. */
  Read = 1,
  Write = 2,
  /** Atomics. */
  Load = 3,
  Store = 4,
  Add = 5,
  Sub = 6,
  And = 7,
  Or = 8,
  Xor = 9,
  Exchange = 10,
  CompareExchange = 11,
  Wait = 12,
  Notify = 13,
  WaitAsync = 14,
  /** A word of the scenario; `view` is its name, `a` and `b` its operands. */
  Word = 15,
}

export interface Runtime {
  /** The value that a real switch yields. */
  readonly SWITCH: unknown;
  /**
   * The property under which a function keeps its generator twin; null there means: a function of the program that needs
   * no twin because it makes no step and calls nothing. Absent: a function that instrumented code knows nothing about.
   */
  readonly TWIN: symbol;
  /**
   * Announces the next step of the running task. True: the task must yield before it performs it.
   * `index` is the element's index (for Wait: also), `a`, `b` the operands: Write/Store/Add…/Exchange: a = value;
   * CompareExchange: a = expected, b = replacement; Wait: a = value, b = timeout or undefined; Notify: a = count or undefined.
   */
  step(kind: StepKind, site: number, view: unknown, index: unknown, a?: unknown, b?: unknown): boolean;
  /** Performs the step announced last by the running task and returns its value (Write: the value written). */
  perform(): unknown;
  /**
   * `step` and `perform` in one, never asking for a switch: for code that cannot yield (constructors, getters, module top
   * level, async functions, generators of the submission).
   */
  stepHere(kind: StepKind, site: number, view: unknown, index: unknown, a?: unknown, b?: unknown): unknown;
  /** Whether the value is a typed array or DataView over shared memory. False for everything else, cheaply. */
  shared(value: unknown): boolean;
  /** Enters a loop: one token for each activation. */
  loop(site: number): LoopToken;
  /**
   * At the head of every iteration, the first included, with the values of the outer variables that the loop assigns.
   * True: the task must yield (it is parked until something it read changes, or gives way to be fair).
   */
  iterate(token: LoopToken, ...assigned: unknown[]): boolean;
  /** `iterate` for code that cannot yield. */
  iterateHere(token: LoopToken, ...assigned: unknown[]): void;
  /** The task changed something of its own that outlives an iteration: a property, a variable of an outer function, a native call. */
  effect(): void;
  /** Runs a generator twin to its end where no switch is possible (called by a built-in, a constructor, a getter). */
  drive(generator: Generator<unknown, unknown, unknown>): unknown;
  /**
   * Makes the ordinary function for a generator twin: this name, this length, carries TWIN, and when called does
   * `drive(twin.apply(this, arguments))`. 'function': can be constructed and has a `prototype`. 'method': neither.
   * 'arrow': neither, and the twin does not care which `this` it gets (where it uses `this`, it is bound already).
   */
  pair(
    twin: GeneratorFunction,
    name: string,
    length: number,
    kind: 'function' | 'arrow' | 'method',
    self?: unknown,
  ): unknown;
  /**
   * Replaces generator methods of a class (or an object literal) by pairs of kind 'method', in a static block that stands
   * first; each keeps its attributes (writable, configurable, enumerable), name and length.
   */
  methods(target: object, names: readonly PropertyKey[]): void;
  /** The exports of another module of the program, instantiated for the running task. */
  load(id: string): Record<string, unknown>;
  /**
   * A module in an import cycle hands over its exports object before it runs, so that `load` can answer for a module
   * that is still running. Emitted only in such modules.
   */
  publish(id: string, exports: Record<string, unknown>): void;
  /**
   * The place of a call to a built-in that may make steps (`view.fill(0)`, `list.forEach(f)`): the self-hosted built-ins
   * announce their steps with site -1, which stands for the place named last by the running task.
   */
  at(site: number): void;
  /** What `interleave/scenario` exports. */
  readonly words: Record<string, unknown>;
}

/** Opaque to instrumented code. */
export interface LoopToken {
  readonly site: number;
}
