/**
 * The vocabulary of scenarios of the coroutine world: what a teacher's `scenarios.ts` imports from `interleave/scenario`.
 *
 * A scenario has a few tasks, each an async function. All of them are started in order, in one turn of the event loop.
 * From then on the scheduler chooses what the outside world does next: which pause ends, whether the earliest timer
 * fires first, when a signal aborts, which outside operation fails. The order of microtasks is the language's own.
 *
 * The words are methods of what each task is given, so that an event belongs to its task however the code got there.
 */

/** What each task of a scenario is given. */
export interface Coroutine {
  /** Which task this is, from 0. */
  readonly me: number;
  /** An operation of the outside world without a result: it ends when the scheduler likes. */
  pause(label?: string): Promise<void>;
  /** An operation of the outside world with a result. With `mayReject` the scheduler may let it fail instead. */
  outside<T>(label: string, outcome: { value: T; mayReject?: boolean }): Promise<T>;
  /**
   * An operation of the submission: its invocation and its response (or error, which it passes on) go into the history.
   * Returns what `body` returns; where that is a promise, the response stands where the promise settles.
   */
  call<T>(op: string, args: readonly unknown[], body: () => T): T;
  /** Enters a section that an oracle watches. */
  enter(section: string): void;
  /** Leaves a section. */
  leave(section: string): void;
  /** Puts a mark into the history. */
  mark(name: string, value?: unknown): void;
  /** Fails the execution with this message where the condition is false. */
  check(condition: boolean, message: string): void;
  /** Opens a gate; whoever stands at `pass` goes on. */
  open(gate: string): void;
  /** Waits until the gate is open. */
  pass(gate: string): Promise<void>;
  /**
   * Waits until nobody can go on without the outside world: every microtask has run, and every immediate and timer that
   * is due within a millisecond. Not a choice.
   */
  quiet(): Promise<void>;
  /** A controller whose signal the scheduler aborts when it likes, or never; the scenario may abort it too. */
  abortable(label?: string): AbortController;
  /** Runs `body` and returns the error that it throws, or undefined. */
  thrown(body: () => unknown): unknown;
  /** Waits for the promise and returns the error that it rejects with, or undefined. */
  refused(promise: PromiseLike<unknown>): Promise<unknown>;
}

export interface CoroutineScenario<S = undefined> {
  /** Makes what the tasks share, afresh for every execution. */
  setup?: () => S;
  /** One async function a task. The key or the position names the task. */
  tasks:
    | readonly ((c: Coroutine, shared: S) => unknown)[]
    | Readonly<Record<string, (c: Coroutine, shared: S) => unknown>>;
  /** Runs once after every task has ended and nothing is pending; it may not wait for the outside world. */
  after?: (c: Coroutine, shared: S) => unknown;
}

/** Declares a scenario of the coroutine world. */
export function coroutines<S = undefined>(scenario: CoroutineScenario<S>): CoroutineScenario<S> {
  return scenario;
}

/** A scenario of the coroutine world whose tasks a generator makes, from what a check's `generate` says. */
export interface CoroutineOperations<S> extends Omit<CoroutineScenario<S>, 'tasks' | 'setup'> {
  /** Makes what the tasks share, afresh for every execution. */
  setup: () => S;
  /**
   * By name. Each call of one is an operation of the history, with that name and those arguments; before each the task
   * waits until the outside world lets it go on.
   */
  operations: Readonly<Record<string, (shared: S, ...args: never[]) => unknown>>;
}

/** Declares a scenario of the coroutine world whose tasks are generated. */
export function coroutineOperations<S>(scenario: CoroutineOperations<S>): CoroutineOperations<S> {
  return scenario;
}
