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
 * Where `event` can come first in a sequence equivalent to a continuation of `sequence` (it is a weak initial): its
 * position there, or `sequence.length` where it does not occur and commutes with everything. Otherwise -1.
 */
export function weakInitial(event: Event, sequence: readonly Event[]): number {
  const at = sequence.findIndex((other) => other.actor === event.actor);
  const first = at < 0 ? event : (sequence[at] as Event); // `at` was just found.
  if (first.variant !== event.variant) return -1;
  const end = at < 0 ? sequence.length : at;
  for (let i = 0; i < end; i += 1) if (dependent(sequence[i] as Event, first)) return -1;
  return end;
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
