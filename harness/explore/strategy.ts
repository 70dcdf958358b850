/**
 * What a strategy is to the machine that runs executions, and what it gets to see. Nothing here knows a world.
 *
 * One execution: `begin()`, then `choose()` at every choice point and `executed()` after every step, then `end()`.
 * The machine owns the arrays that it shows and reuses them; a strategy copies what it keeps.
 */

/**
 * What a step touches, for the dependence relation: `length` entries of `cells`, each `object * 2 + (writes ? 1 : 0)`.
 * Two steps of different actors are dependent when they touch the same object and at least one writes it.
 * An empty footprint is a step that commutes with everything.
 *
 * Whatever a step makes possible or impossible for others must show: who waits for the end of a task reads an object that
 * the last step of that task writes (announced for each of its steps, since any may be the last; executed only by that one).
 */
export interface Footprint {
  readonly cells: Int32Array;
  readonly length: number;
}

export interface ChoicePoint {
  /** Steps executed so far in this execution. */
  readonly depth: number;
  /** The actor of the previous step, -1 at the beginning. */
  readonly current: number;
  /** Number of options, at least 1. */
  readonly count: number;
  /**
   * The actor of option i, dense small integers, ascending. An actor is a task, or something outside that acts
   * (a timer, a network). The same prefix of choices always leads to the same options.
   */
  readonly actors: Int32Array;
  /** Which of the actor's outcomes option i is: 0 is the ordinary one, others are timeouts, faults and the like. */
  readonly variants: Int32Array;
  /** 1 where option i is a preemption (the current actor could go on and is not at a place where it gives way), else 0. */
  readonly preemptions: Int32Array;
  /** The option that a fair scheduler without preemptions takes: goes on if it can, round robin when it gives way. */
  readonly fallback: number;
  /** By actor: the least number of an actor that runs the same code. Absent: not known. The same in all executions. */
  readonly roles?: Int32Array | undefined;
  /**
   * A hash of where the execution stands, from 0 to 2^53 - 1: the values of what is shared and what each actor does next.
   * Equal states may still go on in different ways, since actors keep things to themselves. Absent: not known.
   */
  readonly state?: (() => number) | undefined;
  /** What the pending step of option i may touch: a superset of what it will. Valid until the next call. */
  footprint(option: number): Footprint;
}

/** How an execution ended, as far as a strategy cares. */
export interface ExecutionSummary {
  /** `cut`: the strategy asked for it. */
  readonly status: 'done' | 'stuck' | 'endless' | 'broken' | 'cut';
  readonly steps: number;
  /** Whether the history violated something; known only after the batch for some oracles, then false here. */
  readonly failed: boolean;
}

export interface Strategy {
  readonly name: string;
  /** Starts an execution; false when there is nothing left to explore. */
  begin(): boolean;
  /** The option to take, or -1 to cut this execution as redundant. */
  choose(point: ChoicePoint): number;
  /**
   * The step chosen last has been executed and touched this (never more than was announced). May be left out where it
   * touched nothing.
   */
  executed?(actor: number, variant: number, footprint: Footprint): void;
  /**
   * The last steps of `actor` turned out to be an iteration without effect (an await that failed): the `steps` of them
   * count as if they had not happened, and the actor is parked until one of `objects` is written. (Where one was written
   * after the iteration read it, this is called too, but the actor goes on at once.) Comes after `executed` for the last
   * of the steps, before anything else happens.
   *
   * `steps` 0: nothing was executed, but the actor's next step is one that is blocked until one of `objects` is written
   * (a lock that is held). Said at least for all who are blocked where an execution ends `stuck`, before `end`. With a
   * `variant` (0 unless said): not the step, but that outcome could have come instead, for as long as anybody went on.
   */
  awaited?(actor: number, steps: number, objects: Footprint, variant?: number): void;
  end(summary: ExecutionSummary): void;
  /** Executions that count (inequivalent ones for a reduction), redundant ones that were cut, and whether all is explored. */
  readonly progress: Progress;
}

export interface Progress {
  readonly executions: number;
  readonly cut: number;
  readonly exhausted: boolean;
}

/** One step's choice in a schedule. Schedules are arrays of `actor * 16 + variant`. */
export type Schedule = readonly number[];

/** Runs one execution of one scenario under a strategy. A world provides it. */
export interface Runner {
  /** Runs an execution to its end; the strategy has answered true to `begin()`. */
  run(strategy: Strategy): ExecutionSummary;
  /** The choices of the last execution. Replaying them gives the same execution. */
  schedule(): Schedule;
}
