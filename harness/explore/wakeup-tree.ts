import { dependent, type Event } from './event.js';

/**
 * Wakeup trees (Abdulla, Aronis, Jonsson and Sagonas, "Optimal dynamic partial order reduction", POPL 2014, section 6;
 * "Source sets", JACM 2017, section 7): the sequences of events that must still be explored from a state, ordered, with
 * common beginnings shared.
 */
export interface WakeupNode {
  event: Event;
  readonly children: WakeupNode[];
  /**
   * Sequences that were not inserted because this leaf covers them. A leaf may turn out impossible when it is executed (an
   * await that fails there); what it covered is then inserted anew.
   */
  readonly absorbed: Event[][];
  /** A sequence ended at this inner node: something from here on must be explored, whatever becomes of the children. */
  demanded: boolean;
}

export function leaf(event: Event): WakeupNode {
  return { event, children: [], absorbed: [], demanded: false };
}

/**
 * Where `event`, as it is at the state where the sequence begins, can come first in a sequence equivalent to a
 * continuation of it (it is a weak initial): its position there, or `sequence.length` where it does not occur and commutes
 * with everything. Otherwise -1. What it touches at this state counts, not what it touched where the sequence comes from:
 * as long as it commutes with what is before it, it stays the same step.
 */
export function weakInitial(event: Event, sequence: readonly Event[]): number {
  for (let i = 0; i < sequence.length; i += 1) {
    const other = sequence[i] as Event; // `i` is below the length.
    if (other.actor === event.actor) return other.variant === event.variant ? i : -1;
    if (dependent(other, event)) return -1;
  }
  return sequence.length;
}

/** Inserts a sequence unless the branches cover it already. The first `skip` branches are not looked at. */
export function insert(branches: WakeupNode[], sequence: Event[], skip: number): void {
  let level = branches;
  let rest = sequence;
  let first = skip;
  for (;;) {
    const node = covering(level, rest, first);
    if (node === undefined) break;
    const at = weakInitial(node.event, rest);
    if (at < rest.length) rest = rest.filter((_, index) => index !== at);
    if (rest.length === 0) {
      node.demanded = true;
      return;
    }
    if (node.children.length === 0) {
      node.absorbed.push(rest);
      return;
    }
    level = node.children;
    first = 0;
  }
  for (const event of rest) {
    const node = leaf(event);
    level.push(node);
    level = node.children;
  }
}

function covering(level: readonly WakeupNode[], sequence: readonly Event[], first: number): WakeupNode | undefined {
  for (let i = first; i < level.length; i += 1) {
    const node = level[i] as WakeupNode; // `i` is below the length.
    if (weakInitial(node.event, sequence) >= 0) return node;
  }
  return undefined;
}

/**
 * Takes the sequences out of a branch that are covered by what is asleep by now: at the time of their insertion it was not
 * known exactly what their last event touches. Gives back what they had absorbed, as sequences from the same state.
 */
export function prune(
  node: WakeupNode,
  sleep: readonly Event[],
): { readonly covered: boolean; readonly again: Event[][] } {
  const { event } = node;
  if (sleep.some((sleeper) => sleeper.actor === event.actor && sleeper.variant === event.variant)) {
    return { covered: true, again: absorbedIn(node) };
  }
  const rest = sleep.filter((sleeper) => !dependent(sleeper, event));
  if (rest.length === 0) return { covered: false, again: [] };
  if (node.children.length === 0) return { covered: true, again: absorbedIn(node) };
  const again: Event[][] = [];
  const kept = node.children.filter((child) => {
    const pruned = prune(child, rest);
    for (const sequence of pruned.again) again.push([event, ...sequence]);
    return !pruned.covered;
  });
  node.children.splice(0, node.children.length, ...kept);
  return { covered: kept.length === 0, again };
}

/** All sequences that the leaves of a branch have absorbed, from the state where the branch begins. */
function absorbedIn(node: WakeupNode): Event[][] {
  const below = node.children.flatMap(absorbedIn);
  return [...node.absorbed, ...below].map((sequence) => [node.event, ...sequence]);
}

/** The sequences of a branch, and what they absorbed, without its first event and all that depends on that. */
export function without(node: WakeupNode): Event[][] {
  return continuations(node)
    .map((sequence) => {
      const gone = [node.event];
      return sequence.filter((event) => {
        const goes = gone.some((other) => dependent(other, event));
        if (goes) gone.push(event);
        return !goes;
      });
    })
    .filter((sequence) => sequence.length > 0);
}

function continuations(node: WakeupNode): Event[][] {
  if (node.children.length === 0) return [[], ...node.absorbed];
  return node.children.flatMap((child) => continuations(child).map((sequence) => [child.event, ...sequence]));
}
