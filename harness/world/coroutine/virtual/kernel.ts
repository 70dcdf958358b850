/**
 * What an execution of the coroutine world is made of: its tasks, the words that they use, its history, and what each
 * task waits at. The same kernel serves both realms.
 *
 * `makeKernel` is self-contained: its text is evaluated inside the submission's realm (see `ledger.ts`). Everything that
 * it hands to a task is made there; nothing of the explorer can be reached from it.
 */
import type { HistoryEvent } from '../../../oracle/history.js';
import type { Ledger } from './ledger.js';
import type { Values } from './values.js';
import type { TaskBook, Words } from './words.js';

/** An await that a task has not come back from. */
export interface Standing {
  task: number;
  site: number;
}

/** A task reached an await, or came back from it. */
export interface Passage {
  task: number;
  site: number;
  back: boolean;
  /** How many events the history had. */
  at: number;
}

/** The functions that compiled code calls; see `compile/instrument.ts`. */
export interface CodeRuntime {
  /** At the head of every function and loop iteration. */
  tick(site: number): void;
  /** Around the operand of every await. */
  wait(site: number, value: unknown): unknown;
  /** Around the operand of every throw. */
  raise(site: number, error: unknown): unknown;
  /** The exports of another module of the program. */
  load(id: string): unknown;
}

export interface Kernel {
  readonly runtime: CodeRuntime;
  /** Whether the awaits of each task are followed, for explanations. Slower. */
  detailed: boolean;
  events: HistoryEvent[];
  names: string[];
  /** The site where a turn exceeded its budget of ticks, or -1. */
  endlessAt: number;
  /** The task on whose behalf that turn ran. */
  endlessTask: number;
  readonly current: number;
  reset(load: (id: string) => unknown): void;
  /** Sets the scenario up and starts its tasks in order. Throws what the set-up throws. */
  start(scenario: unknown): void;
  /** Runs the scenario's `after`; false if there is none or it has been run. */
  finish(): boolean;
  /** Does one thing that must happen before the next choice; false if there is none. */
  forced(): boolean;
  /** Whether somebody waits for quiet and nothing else is forced. */
  wantsQuiet(): boolean;
  /** Lets a pending event happen; its callback runs, microtasks are the caller's affair. */
  fire(actor: number, variant: number): boolean;
  unfinished(): number[];
  /** Where each unfinished task stands, the innermost await first. */
  standing(): Standing[];
  /** The awaits reached and come back from since the last call, where awaits are followed. */
  takePassages(): Passage[];
  /** The operation or word that a task is in. */
  waitsOn(task: number): string[];
  /** Runs something of the submission on behalf of a task; what it throws is an uncaught error of that task. */
  run(task: number, body: () => void): void;
  uncaught(task: number, error: unknown, prefix?: string): void;
  /** Puts a callback before the next microtask turn (`process.nextTick`). */
  soon(body: () => void): void;
  leak(task: number, what: string): void;
  describe(error: unknown): string;
  /** Called for every AbortController that the scenario makes, to count listeners at the end. */
  onAbortable: (signal: AbortSignal, task: number) => void;
  lastSite(): number;
}

type MakeWords = (ledger: Ledger, values: Values, book: TaskBook) => Words;

/** @param ticks the budget of function calls and loop iterations of one turn, after which it counts as endless. */
export function makeKernel(ledger: Ledger, values: Values, makeWords: MakeWords, ticks: number): Kernel {
  const { ownKeys } = Reflect;
  const { isArray } = Array;
  const { describe, isPromise, isThenable, settle, without } = values;
  type Task = { done: boolean; operations: { call: number; op: string }[]; words: string[] };

  let tasks: Task[] = [];
  let queue: (() => void)[] = [];
  let standing: Standing[] = [];
  let passages: Passage[] = [];
  let spent = 0;
  let current = 0;
  /** The task that runs, where awaits are followed. Never in the history, which must not depend on being watched. */
  let follows = 0;
  let site = -1;
  let load: (id: string) => unknown = () => undefined;
  let after: (() => unknown) | undefined;

  const record = (event: HistoryEvent): void => {
    kernel.events[kernel.events.length] = event;
  };
  const spend = (at: number): void => {
    site = at;
    spent += 1;
    if (spent <= ticks) return;
    if (kernel.endlessAt < 0) {
      kernel.endlessAt = at;
      kernel.endlessTask = current;
    }
    throw new RangeError('this turn of the event loop never ends');
  };
  const runtime: CodeRuntime = {
    tick: spend,
    wait(at, value) {
      spend(at);
      if (!kernel.detailed || !isPromise(value) || value.constructor !== Promise) return value;
      const here: Standing = { task: follows, site: at };
      standing[standing.length] = here;
      passages[passages.length] = { task: follows, site: at, back: false, at: kernel.events.length };
      const back = (): void => {
        without(standing, here);
        follows = here.task;
        passages[passages.length] = { task: follows, site: at, back: true, at: kernel.events.length };
      };
      settle(value, back, back);
      return value;
    },
    raise(at, error) {
      site = at;
      return error;
    },
    load: (id) => load(id),
  };

  const words = makeWords(ledger, values, {
    record,
    operations: (task) => (tasks[task] as Task).operations,
    waiting: (task) => (tasks[task] as Task).words,
    site: () => site,
    resumed(task) {
      current = task;
      follows = task;
    },
    abortable: (signal, task) => {
      kernel.onAbortable(signal, task);
    },
  });

  const launch = (task: number, body: () => unknown): void => {
    current = task;
    follows = task;
    const done = (): void => {
      (tasks[task] as Task).done = true;
    };
    const failed = (error: unknown): void => {
      done();
      kernel.uncaught(task, error);
    };
    try {
      const result = body();
      if (!isThenable(result)) done();
      else settle(isPromise(result) ? result : Promise.resolve(result), done, failed);
    } catch (error) {
      failed(error);
    }
  };

  /** What `process.nextTick` put off comes before the microtasks of its turn, and so does what it puts off in turn. */
  const runTicks = (): void => {
    for (let i = 0; i < queue.length; i += 1) kernel.run(current, queue[i] as () => void);
    queue = [];
  };

  const kernel: Kernel = {
    runtime,
    detailed: false,
    events: [],
    names: [],
    endlessAt: -1,
    endlessTask: 0,
    get current() {
      return current;
    },
    reset(loader) {
      load = loader;
      kernel.events = [];
      kernel.names = [];
      kernel.endlessAt = -1;
      tasks = [];
      words.reset();
      queue = [];
      standing = [];
      passages = [];
      spent = 0;
      current = 0;
      site = -1;
      after = undefined;
      ledger.reset();
    },
    start(scenario) {
      type Body = (c: object, shared: unknown) => unknown;
      const given = scenario as { setup?: () => unknown; tasks: Record<string, Body>; after?: Body };
      const shared = given.setup?.();
      const keys = ownKeys(given.tasks);
      const bodies: Body[] = [];
      for (let i = 0; i < keys.length; i += 1) {
        const key = keys[i] as string;
        if (isArray(given.tasks) && key === 'length') continue;
        bodies[bodies.length] = given.tasks[key] as Body;
        kernel.names[kernel.names.length] = key;
        tasks[tasks.length] = { done: false, operations: [], words: [] };
      }
      const last = given.after;
      if (last !== undefined) {
        const me = bodies.length;
        after = () => last(words.coroutine(me), shared);
      }
      for (let i = 0; i < bodies.length; i += 1) launch(i, () => (bodies[i] as Body)(words.coroutine(i), shared));
      runTicks();
    },
    finish() {
      if (after === undefined) return false;
      const body = after;
      after = undefined;
      const me = kernel.names.length;
      kernel.names[me] = 'after';
      tasks[me] = { done: false, operations: [], words: [] };
      launch(me, body);
      return true;
    },
    forced() {
      spent = 0;
      if (queue.length > 0) {
        runTicks();
        return true;
      }
      return words.quieted();
    },
    wantsQuiet: () => queue.length === 0 && words.wantsQuiet(),
    fire(actor, variant) {
      const event = ledger.take(actor);
      if (event === undefined) return false;
      spent = 0;
      current = event.task;
      follows = event.task;
      kernel.run(event.task, () => {
        event.happen(variant);
      });
      runTicks();
      return true;
    },
    unfinished() {
      const list: number[] = [];
      for (let i = 0; i < tasks.length; i += 1) if (!(tasks[i] as Task).done) list[list.length] = i;
      return list;
    },
    standing: () => standing,
    takePassages() {
      const taken = passages;
      passages = [];
      return taken;
    },
    waitsOn(task) {
      const { operations, words: waiting } = tasks[task] as Task;
      const on: string[] = [];
      for (let i = 0; i < operations.length; i += 1) on[on.length] = (operations[i] as { op: string }).op;
      for (let i = 0; i < waiting.length; i += 1) on[on.length] = waiting[i] as string;
      return on;
    },
    run(task, body) {
      try {
        body();
      } catch (error) {
        kernel.uncaught(task, error);
      }
    },
    uncaught(task, error, prefix = '') {
      if (kernel.endlessAt >= 0) return;
      record({ type: 'uncaught', task, error: prefix + describe(error), site });
    },
    soon(body) {
      queue[queue.length] = body;
    },
    leak(task, what) {
      record({ type: 'mark', task, name: 'leak', value: what });
    },
    describe,
    onAbortable: () => undefined,
    lastSite: () => site,
  };
  return kernel;
}
