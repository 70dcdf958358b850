/**
 * The vocabulary of scenarios: what a teacher's `scenarios.ts` imports from `interleave/scenario`.
 *
 * A scenario imports the submission through the assignment's starter (`import { Mutex } from './starter/mutex.js'`), so
 * that it type-checks and completes in an editor; when it is graded, that import is the submission.
 *
 * The bodies here are never run: each realm brings its own. They throw, so that a scenario run outside says so.
 */

/** What each thread of a scenario is given. */
export interface Thread {
  /** The submission's memory: `cells()` long, zero-filled, then `init`ialised. */
  memory: Int32Array;
  /** The scenario's own shared cells. */
  data: Int32Array;
  /** Which task this is, from 0. */
  me: number;
}

export interface ThreadScenario {
  /** How many cells of memory the submission asks for. */
  cells: () => number;
  /** How many cells the scenario wants for itself; default 0. */
  data?: number;
  /** Runs once before any thread starts. */
  init?: (memory: Int32Array, data: Int32Array) => void;
  /** One function a thread. The key or the position names the task. */
  tasks: readonly ((thread: Thread) => void)[] | Readonly<Record<string, (thread: Thread) => void>>;
  /** Runs once after every thread has ended. */
  after?: (memory: Int32Array, data: Int32Array) => void;
  /** How many threads the explorer may stop for ever, at any step (lock-freedom); and which, by index; default none. */
  stops?: { atMost: number; tasks: readonly number[] };
}

/** Declares a scenario of the thread world. */
export function threads(scenario: ThreadScenario): ThreadScenario {
  return scenario;
}

/** A scenario of the thread world whose tasks a generator makes, from what a check's `generate` says. */
export interface ThreadOperations<T> extends Omit<ThreadScenario, 'tasks' | 'stops'> {
  /** What a task works with: its own object over the shared memory, made when the task starts. */
  object: (thread: Thread) => T;
  /** By name. Each call of one is an operation of the history, with that name and those arguments. */
  operations: Readonly<Record<string, (object: T, ...args: never[]) => unknown>>;
}

/** Declares a scenario of the thread world whose tasks are generated. */
export function threadOperations<T>(scenario: ThreadOperations<T>): ThreadOperations<T> {
  return scenario;
}

function outside(word: string): never {
  throw new Error(`'${word}' works only inside a scenario that interleave runs`);
}

/** An operation: its invocation and its response (or error, which it passes on) go into the history. */
export function call<T>(op: string, args: readonly unknown[], body: () => T): T {
  return outside(`call ${op} ${String(args.length)} ${typeof body}`);
}
/** Enters a section that an oracle watches. A step. */
export function enter(section: string): void {
  outside(`enter ${section}`);
}
/** Leaves a section. A step. */
export function leave(section: string): void {
  outside(`leave ${section}`);
}
/** Puts a mark into the history. Not a step. */
export function mark(name: string, value?: unknown): void {
  outside(`mark ${name} ${String(value)}`);
}
/** Fails the execution with this message where the condition is false. Not a step. */
export function check(condition: boolean, message: string): asserts condition {
  if (!condition) outside(`check ${message}`);
}
/** Runs `body` and returns the error that it throws, or undefined: for what the contract says must throw. */
export function thrown(body: () => void): unknown {
  return outside(`thrown ${typeof body}`);
}
/** Opens a gate; whoever stands at `pass` goes on. A step. Orders what comes before it with what comes after `pass`. */
export function open(gate: string): void {
  outside(`open ${gate}`);
}
/** Waits until the gate is open. A step. */
export function pass(gate: string): void {
  outside(`pass ${gate}`);
}
/**
 * Waits until that task sleeps in a wait from which nobody has woken it yet, or has ended. A step. Several may be named:
 * until all of them sleep at the same moment, so that nothing but what comes from others can move them. (A task may also
 * sleep on a lock that a submission has inside: it is one of those named that holds it, or nobody waits for it.) In the
 * process world a process sleeps in a call that waits, and processes are numbered in the order in which they were started
 * (`main` is 0).
 */
export function asleep(task: number | readonly number[]): void {
  outside(`asleep ${String(task)}`);
}

export {
  type Coroutine,
  type CoroutineOperations,
  coroutineOperations,
  type CoroutineScenario,
  coroutines,
} from './coroutine-scenario.js';
export * from './process-scenario.js';
