/**
 * What an oracle is: a pure function from a history to a verdict. It never looks at the clock, at the submission or at
 * other executions, so that the judge can ask it again about a history that somebody else has reported.
 */
import type { Conflict, History } from './history.js';

/** A text in every language of the handouts. */
export interface Text {
  en: string;
  zh: string;
}

/** What can be wrong with an execution. */
export const FINDING_KINDS = [
  'assertion',
  'uncaught-error',
  'deadlock',
  'livelock',
  'lost-wakeup',
  'data-race',
  'mutual-exclusion',
  'too-many-inside',
  'not-linearizable',
  'starvation',
  'order',
  'busy-wait',
  'wrong-operation',
  /** Somebody who was not stopped never finishes, where the check promises that everybody does. */
  'no-progress',
  'leak',
  /** No execution shows a parallelism that must be possible. */
  'no-parallelism',
  'unequal-work',
  /** The submission could not be brought to its first step. */
  'broken-at-load',
] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];

/** One unfinished task and what keeps it. */
export interface WaitEdge {
  task: number;
  state: 'sleep' | 'spin' | 'blocked';
  on: string[];
  /** Tasks that changed last what it waits for: those that would have to act. Empty where the history does not tell. */
  owners: number[];
  site: number;
}

/** What shows the violation; plain data. */
export type Witness =
  | { type: 'waits'; edges: WaitEdge[]; cycle: number[] }
  | { type: 'conflict'; first: Conflict; second: Conflict }
  /** `prefix`: the longest sequence of operations that the model allows; `left`: completed operations that fit nowhere after it. */
  | { type: 'linearization'; prefix: string[]; left: string[] }
  /** Indices into the events of the history. */
  | { type: 'events'; events: number[] };

export interface Violation {
  verdict: 'violated';
  kind: FindingKind;
  message: Text;
  /** The tasks that take part, by index. */
  tasks: number[];
  /** The places in the source that take part, where the history names any. */
  sites: number[];
  witness?: Witness;
}

export type OracleVerdict = { verdict: 'ok' } | { verdict: 'unknown'; reason: string } | Violation;

export interface Oracle {
  /** As a teacher reads it, with its arguments: `atMost(inside, 2)`. */
  readonly name: string;
  /** Every kind that it may report. */
  readonly kinds: readonly FindingKind[];
  /** True where it judges single accesses, so that the history has to record them. */
  readonly needsAccesses?: boolean;
  /** True where it looks at no operation: then the order in which those of different tasks begin and end is nothing to explore. */
  readonly ignoresOperations?: boolean;
  judge(history: History): OracleVerdict;
}

export const OK: OracleVerdict = Object.freeze({ verdict: 'ok' });
