/**
 * The history of an execution: all that an oracle may look at.
 *
 * A history is plain data (it crosses a process boundary as JSON and is validated there), its events are in the order
 * in which they took effect, and the same schedule always gives the same history in both realms.
 *
 * An operation's interval is as narrow as its steps allow: its `invoke` stands immediately before its first step and
 * its `return` or `throw` immediately after its last, so that two operations overlap only where their steps do.
 */
export type Value = null | boolean | number | string | Value[] | { undefined: true } | { object: string };

export type HistoryEvent =
  /** `call` numbers the operation within the execution. */
  | { type: 'invoke'; task: number; call: number; op: string; args: Value[] }
  | { type: 'return'; task: number; call: number; value: Value }
  | { type: 'throw'; task: number; call: number; error: string }
  | { type: 'enter'; task: number; section: string }
  | { type: 'leave'; task: number; section: string }
  | { type: 'mark'; task: number; name: string; value: Value }
  /** The task went to sleep on a cell (thread: `Atomics.wait`) or woke up; `by` says why. */
  | { type: 'sleep'; task: number; cell: string }
  | { type: 'wake'; task: number; by: 'notify' | 'timeout' }
  /** The task was stopped for ever at this step by the scenario's leave (crash, or a thread that is never scheduled again). */
  | { type: 'stop'; task: number }
  /** A `check(condition, message)` of the scenario was false. */
  | { type: 'fail'; task: number; message: string; site: number }
  /** The task ended with an error that nobody caught. */
  | { type: 'uncaught'; task: number; error: string; site: number }
  /** The task spun: it repeated an iteration without effect instead of sleeping. */
  | { type: 'spin'; task: number; site: number }
  | { type: 'race'; first: Conflict; second: Conflict }
  /** Only recorded where the check asks for accesses. `cell` is a region and an index, as in `data[3]`. */
  | { type: 'access'; task: number; access: 'read' | 'write' | 'update'; op: string; cell: string; site: number };

export interface Conflict {
  task: number;
  site: number;
  access: 'read' | 'write';
  atomic: boolean;
  /** A region and an index, as in `memory[0]`. */
  cell: string;
}

/** What an unfinished task stands at. */
export interface Pending {
  task: number;
  /** `sleep`: in a wait without end; `spin`: repeats an iteration until a cell changes; `blocked`: at a word of the scenario. */
  state: 'sleep' | 'spin' | 'blocked';
  site: number;
  /** The cells, sections, marks or objects that it waits for. */
  on: string[];
  /** For a sleeper: the cell no longer holds the value that it went to sleep on. */
  changed: boolean;
  /** For a sleeper: a notify on its cell came between its decision to sleep and its sleep, or found it not asleep yet. */
  missed: boolean;
}

export type End =
  | { status: 'done' }
  /** Nobody can go on and somebody is unfinished. */
  | { status: 'stuck'; pending: Pending[] }
  /** The budget of steps ran out although the scheduler was fair. */
  | { status: 'endless'; pending: Pending[] }
  /** The submission could not be run to a step: an import or the set-up threw, and so on. */
  | { status: 'broken'; phase: 'load' | 'init'; error: string; site: number };

export interface History {
  tasks: string[];
  events: HistoryEvent[];
  end: End;
  /** Names of the operations used on shared memory by the submission, sorted, as in `Atomics.load`, `read`. */
  used: string[];
}
