import type { LoopToken, StepKind } from '../../submission/runtime.js';

/**
 * The realm's side of the runtime: what the text in realm-source.ts calls. The virtual realm, lockstep and stress each
 * have their own; none of these functions ever reaches student code.
 */
export interface Core {
  readonly SWITCH: unknown;
  /** Announces a step. True: the task must yield before it is performed. */
  step(kind: StepKind, site: number, view: unknown, index: unknown, a?: unknown, b?: unknown): boolean;
  /** `step` and, unless the task must yield first (then it returns SWITCH), `perform`: for a core whose calls are many. */
  attempt?(kind: StepKind, site: number, view: unknown, index: unknown, a?: unknown, b?: unknown): unknown;
  stepHere(kind: StepKind, site: number, view: unknown, index: unknown, a?: unknown, b?: unknown): unknown;
  perform(): unknown;
  shared(value: unknown): boolean;
  loop(site: number): LoopToken;
  /** `assigned` may be left out where the loop assigns no outer variable. */
  iterate(token: LoopToken, assigned?: readonly unknown[]): boolean;
  iterateHere(token: LoopToken): void;
  effect(): void;
  /** The site of the call that comes next, for words of the scenario. */
  at(site: number): void;
  enterPlain(): void;
  leavePlain(): void;
  /** A generator yielded where no switch is possible: our bug. */
  lost(): never;
  /** Announces a word of the scenario. True: yield first. */
  word(which: string, operand: string): boolean;
  performWord(): void;
  invoke(op: string, args: unknown): number;
  returned(call: number, value: unknown): void;
  threw(call: number, error: string): void;
  mark(name: string, value: unknown): void;
  fail(message: string): void;
  now(): number;
  random(): number;
  console(lines: number): void;
}

/** What a task has done so far in its execution, as loops ask for it. */
export interface Counts {
  effects: number;
  readonly writes: number;
  readonly steps: number;
  readonly sleeps: number;
  readonly read: { readonly length: number };
}

/** What evaluating the realm's text gives. */
export interface Realm {
  rt: unknown;
  globals: Record<string, unknown>;
  TWIN: symbol;
  describe(error: unknown): string;
  isCheckFailed(error: unknown): boolean;
  provide(id: string, factory: unknown): void;
  /** The scenario with the tasks that a generator made: the text of `asText`. */
  generated(scenario: object, tasks: string): unknown;
  forget(): void;
  view(buffer: SharedArrayBuffer): Int32Array;
  /** Starts a task with its views; where the core has `attempt`, its effects are counted in `counts`, and loops read the rest. */
  begin(
    task: unknown,
    memory: Int32Array,
    data: Int32Array,
    me: number,
    counts?: Counts,
  ): Generator<unknown, unknown, unknown>;
  plain(f: unknown, a?: unknown, b?: unknown): unknown;
  next(generator: Generator<unknown, unknown, unknown>): IteratorResult<unknown, unknown>;
}

/** A fresh context for one task: evaluates text as an expression in it. */
export type Evaluate = (text: string, label: string) => unknown;
