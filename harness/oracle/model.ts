import type { Operation } from './operations.js';

/** A sequential object: what linearizable operations must look like one after the other. A record of pure functions. */
export interface Model<State> {
  readonly name: string;
  /** The operations that it knows. */
  readonly ops: readonly string[];
  init(): State;
  /**
   * The states in which the operation may leave the object, with the outcome that it had; empty where that outcome is
   * impossible. A pending operation had no outcome: every effect that it might have had.
   */
  step(state: State, operation: Operation): readonly State[];
  /** Equal states have equal keys, and only they. */
  key(state: State): string;
  /** Parts that can be judged apart, since their operations do not meet; default: all together. */
  partition?(operations: readonly Operation[]): Operation[][];
}
