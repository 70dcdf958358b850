import { cellsOf, dependent, type Event } from './event.js';
import { actorOf, choiceOf } from './schedule.js';
import type { ChoicePoint } from './strategy.js';
import type { WakeupNode } from './wakeup-tree.js';

/** A state on the stack of the reduction, and the event that is taken from it. */
export interface Frame {
  /** What the machine offered, as in a schedule, and what each may touch. */
  readonly offered: readonly number[];
  readonly announced: readonly Int32Array[];
  /** First events of what has been explored from here, or from an earlier state and not woken since. */
  readonly sleep: Event[];
  /** What is to be explored from here; the first is being explored where there is an event. */
  readonly branches: WakeupNode[];
  /** By actor: the cells of an await that was known to fail when this state was first reached. */
  readonly disabled: readonly (Int32Array | undefined)[];
  /** Actors of which the machine may be ahead of the trace, so that it says nothing when it does not offer them. */
  readonly parked: readonly number[];
  /** Awaits that were tried here and failed. */
  readonly failures: Failure[];
  /** Events that were tried here and turned out to be covered: see `isCovered`. */
  readonly covered: Event[];
  /** Sequences asked for although their last step may well be blocked. */
  readonly hoped: Set<string>;
  /** Nothing is asked for in particular: any event that is awake will do. */
  free: boolean;
  /** Something from here on must be explored, even where no branch turns out possible. */
  demanded: boolean;
  /** Branches from here under which an execution ended: what begins like them has been explored. */
  fruitful: number;
  event: Event | undefined;
  /** How many events of its actor there are up to this one. */
  ordinal: number;
  /** The frame of its actor's event before, or -1. */
  predecessor: number;
  /** For each actor how many of its events happen before or are this one. */
  clock: Int32Array;
}

/** An await that failed: its actor is as good as disabled until one of these cells is written. */
export interface Failure {
  readonly event: Event;
  /** The frame of its actor's event before, or -1. */
  readonly predecessor: number;
}

const NO_CLOCK = new Int32Array(0);

export function openFrame(
  point: ChoicePoint,
  before: Frame | undefined,
  disabled: readonly (Int32Array | undefined)[],
  parked: readonly number[],
): Frame {
  const offered: number[] = [];
  const announced: Int32Array[] = [];
  for (let i = 0; i < point.count; i += 1) {
    // `i` is an option, so the cells exist.
    offered.push(choiceOf(point.actors[i] as number, point.variants[i] as number));
    announced.push(cellsOf(point.footprint(i)));
  }
  const branch = before?.branches[0];
  // The children move here: the branch itself is only kept to be told apart from the others.
  const branches = branch?.children.splice(0) ?? [];
  return {
    offered,
    announced,
    sleep: before === undefined ? [] : stillAsleep(before),
    branches,
    disabled,
    parked,
    failures: [],
    covered: [],
    hoped: new Set(),
    free: branches.length === 0,
    demanded: branch?.demanded ?? false,
    fruitful: 0,
    event: undefined,
    ordinal: 0,
    predecessor: -1,
    clock: NO_CLOCK,
  };
}

function stillAsleep(before: Frame): Event[] {
  const { event } = before;
  if (event === undefined) return [];
  return before.sleep.filter((sleeper) => !dependent(sleeper, event));
}

export function isAsleep(frame: Frame, actor: number, variant: number): boolean {
  return frame.sleep.some((sleeper) => sleeper.actor === actor && sleeper.variant === variant);
}

/** The cells of the await that the actor is known to fail in this state. */
export function failingCells(frame: Frame, actor: number): Int32Array | undefined {
  return frame.disabled[actor] ?? frame.failures.find((failure) => failure.event.actor === actor)?.event.cells;
}

/** Whether the actor was at a step that was not possible in this state, such as a gate that was closed. */
export function isBlocked(frame: Frame, actor: number): boolean {
  return !frame.offered.some((choice) => actorOf(choice) === actor) && !frame.parked.includes(actor);
}

/**
 * Whether something stays asleep over this event: all that begins like that has been explored. Where the event ends a
 * sequence that was asked for, the sequence is covered after all: what its last event touches is only known now.
 */
export function isCovered(frame: Frame, event: Event): boolean {
  return frame.sleep.some((sleeper) => !dependent(sleeper, event));
}

export function wasCovered(frame: Frame, actor: number, variant: number): boolean {
  return frame.covered.some((event) => event.actor === actor && event.variant === variant);
}

/** What the actor might touch at this state, where it was offered: the first of its outcomes. */
export function announcedFor(frame: Frame, actor: number, variant: number): Int32Array | undefined {
  const exact = frame.offered.indexOf(choiceOf(actor, variant));
  if (exact >= 0) return frame.announced[exact];
  return frame.announced[frame.offered.findIndex((choice) => actorOf(choice) === actor)];
}
