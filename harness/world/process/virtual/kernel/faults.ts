/**
 * What may go wrong or otherwise than usual, each a choice of the explorer. A scenario says how many of each kind an
 * execution may have; what the man pages leave open and costs nothing (which waiter goes first, when a signal arrives,
 * when time is over) is always explored and needs no budget.
 */
export type Fault =
  /** A read or write moves only so many bytes. */
  | { kind: 'short'; count: number }
  /** The wait's time is over. */
  | { kind: 'timeout' }
  /** The process was in the call already when the queue was removed. */
  | { kind: 'removed' }
  /** The datagram does not arrive, or arrives twice. */
  | { kind: 'lose' }
  | { kind: 'duplicate' }
  /** The datagram with that index in the queue is received first. */
  | { kind: 'reorder'; index: number }
  /** The call fails for want of something. */
  | { kind: 'fail'; errno: number };

/** How many of each kind are left in this execution. */
export interface Faults {
  short: number;
  lose: number;
  duplicate: number;
  reorder: number;
  fail: number;
}

export const noFaults: Faults = { short: 0, lose: 0, duplicate: 0, reorder: 0, fail: 0 };
