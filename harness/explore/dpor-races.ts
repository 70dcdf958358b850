import { announcedFor, failingCells, type Failure, type Frame, isBlocked } from './dpor-frame.js';
import { conflict, dependent, type Event, reversible, union, writesInto } from './event.js';
import { actorOf, choiceOf, variantOf } from './schedule.js';
import { insert, weakInitial } from './wakeup-tree.js';

/**
 * Happens-before and the reversal of races on the stack of the reduction (JACM 2017, sections 3 and 7). A race is a pair
 * of conflicting events of different actors with nothing between them in happens-before; to reverse it is to explore, from
 * the state before the first, all later events that do not depend on it and then the second.
 */

function reaches(clock: Int32Array, frame: Frame): boolean {
  const actor = (frame.event as Event).actor; // Only frames with events are asked about.
  return actor < clock.length && (clock[actor] as number) >= frame.ordinal;
}

function join(into: Int32Array, from: Int32Array): void {
  for (let i = 0; i < from.length; i += 1) {
    // Clocks grow with the actors seen, so `from` is never longer than `into`.
    if ((from[i] as number) > (into[i] as number)) into[i] = from[i] as number;
  }
}

/**
 * Sets ordinal, predecessor and clock of the frame at `index` from the frames before it. Of each other actor only what is
 * not known to happen before needs to be looked at, and nothing before what conflicts.
 *
 * @param last by actor: the frame of its last event so far
 */
export function order(
  stack: readonly Frame[],
  index: number,
  predecessor: number,
  last: readonly (number | undefined)[],
  actors: number,
): void {
  const frame = stack[index] as Frame; // The caller has just executed its event.
  const event = frame.event as Event;
  const clock = new Int32Array(actors);
  const before = predecessor < 0 ? undefined : stack[predecessor];
  if (before !== undefined) join(clock, before.clock);
  for (let actor = 0; actor < last.length; actor += 1) {
    if (actor === event.actor) continue;
    let i = last[actor] ?? -1;
    while (i >= 0) {
      const other = stack[i] as Frame; // `i` is below the index.
      if (reaches(clock, other)) break;
      if (conflict((other.event as Event).cells, event.cells)) {
        join(clock, other.clock);
        break;
      }
      i = other.predecessor;
    }
  }
  const enabler = enablerOf(stack, index, predecessor, event.actor);
  if (enabler !== undefined) join(clock, enabler.clock);
  frame.predecessor = predecessor;
  frame.ordinal = (before?.ordinal ?? 0) + 1;
  clock[event.actor] = frame.ordinal;
  frame.clock = clock;
}

/** By actor: the frames of its events, in order. */
export type Lines = readonly (readonly number[])[];

/** The lines of the first `length` events of the stack. */
export function linesOf(stack: readonly Frame[], length: number): Lines {
  const lines: number[][] = [];
  for (let i = 0; i < length; i += 1) {
    const { actor } = (stack[i] as Frame).event as Event; // Below the length.
    while (lines.length <= actor) lines.push([]);
    (lines[actor] as number[]).push(i);
  }
  return lines;
}

/** How many frames of the line come before `index`. */
function before(line: readonly number[], index: number): number {
  let low = 0;
  let high = line.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((line[middle] as number) < index) low = middle + 1;
    else high = middle;
  }
  return low;
}

const ascending = (one: number, other: number): number => one - other;

/**
 * The event that made the actor's next step possible, where it had been blocked: it happens before that step, whether
 * they touch the same object or not (the end of a task that another waits for touches none).
 */
function enablerOf(stack: readonly Frame[], index: number, predecessor: number, actor: number): Frame | undefined {
  for (let i = index - 1; i > predecessor; i -= 1) {
    const frame = stack[i] as Frame; // `i` is below the index.
    if (isBlocked(frame, actor)) return frame;
  }
  return undefined;
}

/**
 * Reverses all that the event at `index` allows in a maximal execution of those lines: its races, the races of the
 * awaits that failed in its place, and the choice of its own outcome.
 */
export function reverseAll(stack: readonly Frame[], index: number, lines: Lines): void {
  const frame = stack[index];
  for (const failure of frame?.failures ?? []) reverse(stack, failure, index, lines);
  if (frame?.event === undefined) return;
  reverse(stack, { event: frame.event, predecessor: frame.predecessor }, index, lines);
  for (let i = 0; i < frame.offered.length; i += 1) {
    const choice = frame.offered[i] as number; // `i` is below the length.
    const { actor, variant } = frame.event;
    if (actorOf(choice) !== actor || variantOf(choice) === variant) continue;
    const other = { actor, variant: variantOf(choice), cells: frame.announced[i] as Int32Array };
    ask(frame, [...independentFrom(other, independentOf(stack, index, lines)), other]);
  }
}

/**
 * Reverses the races of a step with the events before `index`. Not only with those next to it: where the step proves
 * impossible before the nearest (a task is blocked, an await fails), it may be possible before one further back.
 */
export function reverse(stack: readonly Frame[], step: Failure, index: number, lines: Lines): void {
  const { event, predecessor } = step;
  const enabler = enablerOf(stack, index, predecessor, event.actor)?.event;
  let elsewhere: Event | undefined;
  for (const i of racing(stack, step, index, lines)) {
    const frame = stack[i] as Frame; // `i` is below the index.
    const pending = predecessor < i;
    const sequence = independentOf(stack, i, lines);
    const hope = pending ? hopeFor(frame, event, sequence, enabler) : 'certain';
    if (hope === 'none') continue;
    // Elsewhere the step may touch all that was announced for it: a failed compare-exchange may succeed.
    elsewhere ??= atState(stack[index], event, true);
    sequence.push(atState(frame, elsewhere, pending));
    // What proves impossible must not be asked for again and again.
    if (hope === 'certain' || isNew(frame, sequence)) ask(frame, sequence);
  }
}

/** The frames before `index` that race with a step there, the nearest first. */
function racing(stack: readonly Frame[], { event, predecessor }: Failure, index: number, lines: Lines): number[] {
  const own = stack[predecessor]?.clock;
  const found: number[] = [];
  for (const [actor, line] of lines.entries()) {
    if (actor === event.actor) continue;
    for (let at = before(line, index) - 1; at >= 0; at -= 1) {
      const i = line[at] as number; // Within the line.
      const frame = stack[i] as Frame;
      // What happens before the actor's last event does not race, nor does what its actor did before that.
      if (own !== undefined && reaches(own, frame)) break;
      const { cells } = frame.event as Event;
      if (conflict(cells, event.cells) && reversible(cells, event.cells)) found.push(i);
    }
  }
  return found.length > 1 ? found.sort(ascending).reverse() : found;
}

/** The events after the one at `index` that do not depend on it: of each other actor those before the first that does. */
function independentOf(stack: readonly Frame[], index: number, lines: Lines): Event[] {
  const frame = stack[index] as Frame; // An event of the execution.
  const { actor } = frame.event as Event;
  const found: number[] = [];
  for (const [other, line] of lines.entries()) {
    if (other === actor) continue;
    for (let at = before(line, index); at < line.length; at += 1) {
      const later = stack[line[at] as number] as Frame; // Within the line.
      if ((later.clock[actor] ?? 0) >= frame.ordinal) break;
      found.push(line[at] as number);
    }
  }
  if (found.length > 1) found.sort(ascending);
  return found.map((i) => (stack[i] as Frame).event as Event);
}

/** How likely a step that was blocked is possible after a sequence. */
type Hope = 'certain' | 'some' | 'none';

/** The sequence without what depends on that event and what depends on that in turn. */
function independentFrom(event: Event, sequence: readonly Event[]): Event[] {
  const gone = [event];
  return sequence.filter((later) => {
    if (!gone.some((other) => dependent(other, later))) return true;
    gone.push(later);
    return false;
  });
}

/**
 * Whether the actor could be chosen after this sequence from this state, where its step is pending, as far as is known.
 * What made it possible in this execution need not be the only thing that can: bytes or a signal end a wait, and so do the
 * ends of two children. So whatever it depends on may have made it possible.
 */
function hopeFor(frame: Frame, step: Event, sequence: readonly Event[], enabler: Event | undefined): Hope {
  const cells = failingCells(frame, step.actor);
  if (cells !== undefined) return sequence.some((event) => writesInto(event.cells, cells)) ? 'certain' : 'none';
  if (!isBlocked(frame, step.actor) || (enabler !== undefined && sequence.includes(enabler))) return 'certain';
  return sequence.some((event) => conflict(event.cells, step.cells)) ? 'some' : 'none';
}

/** Whether the sequence is asked for at this state for the first time; remembers that it was. */
function isNew(frame: Frame, sequence: readonly Event[]): boolean {
  const key = sequence.map(({ actor, variant }) => choiceOf(actor, variant)).join(' ');
  if (frame.hoped.has(key)) return false;
  frame.hoped.add(key);
  return true;
}

/** The event as it may be at an earlier state: whatever was announced there, if its actor stood at it then. */
function atState(frame: Frame | undefined, event: Event, pending: boolean): Event {
  if (!pending || frame === undefined) return event;
  const announced = announcedFor(frame, event.actor, event.variant);
  if (announced === undefined) return event;
  const offered = frame.offered.includes(choiceOf(event.actor, event.variant));
  const first = frame.offered.find((choice) => actorOf(choice) === event.actor) ?? 0;
  const variant = offered ? event.variant : variantOf(first);
  return { actor: event.actor, variant, cells: union(event.cells, announced) };
}

/** Demands that the sequence be explored from this state, unless it is covered. */
export function ask(frame: Frame, sequence: Event[]): void {
  if (frame.sleep.some((sleeper) => weakInitial(sleeper, sequence) >= 0)) return;
  insert(frame.branches, sequence, frame.event === undefined ? 0 : 1);
}
