/**
 * Programs for the toy machine on which the strategies are tested. A task is a flat list of instructions; those that
 * touch shared cells are steps, the others run along with the step before them.
 */
export type Instruction =
  | { op: 'load'; into: number; cell: number }
  | { op: 'store'; cell: number; value: number }
  /** Stores a register plus a constant. */
  | { op: 'storeFrom'; cell: number; from: number; plus: number }
  /** Fetch and add: the register gets the old value. */
  | { op: 'add'; into: number; cell: number; value: number }
  /** Compare and exchange: the register gets 1 on success and 0 on failure. */
  | { op: 'cas'; into: number; cell: number; expected: number; value: number }
  | { op: 'lock'; lock: number }
  | { op: 'unlock'; lock: number }
  /** As `Atomics.wait`: the register gets 0 (not equal), 1 (woken) or 2 (timed out). */
  | { op: 'wait'; into: number; cell: number; value: number; timeout: boolean }
  | { op: 'notify'; cell: number; count: number }
  /** A step without shared cells and with that many outcomes; the register gets which. */
  | { op: 'choose'; into: number; outcomes: number }
  /** Waits until the task has ended, or (`asleep`) sleeps in a wait. */
  | { op: 'join'; task: number }
  | { op: 'asleep'; task: number }
  | { op: 'set'; into: number; value: number }
  /** Jumps to an instruction of the task where the register equals the value (or does not). */
  | { op: 'jumpIf'; register: number; equals: number; to: number }
  | { op: 'jumpUnless'; register: number; equals: number; to: number }
  | { op: 'jumpUnlessSame'; left: number; right: number; to: number }
  | { op: 'jump'; to: number }
  /** The head of an await loop. */
  | { op: 'iterate' }
  /** The await failed: back to the head, which must be an `iterate`. */
  | { op: 'again'; to: number };

export interface ToyProgram {
  readonly cells: number;
  readonly locks: number;
  readonly tasks: readonly (readonly Instruction[])[];
}

export const REGISTERS = 4;

/** Waits until the cell holds the value: one event, its successful read. */
export function awaitEqual(at: number, cell: number, value: number): Instruction[] {
  return [
    { op: 'iterate' },
    { op: 'load', into: 3, cell },
    { op: 'jumpIf', register: 3, equals: value, to: at + 4 },
    { op: 'again', to: at },
  ];
}

/** Spins on a compare-and-exchange from 0 to 1. */
export function acquireCas(at: number, cell: number): Instruction[] {
  return [
    { op: 'iterate' },
    { op: 'cas', into: 3, cell, expected: 0, value: 1 },
    { op: 'jumpIf', register: 3, equals: 1, to: at + 4 },
    { op: 'again', to: at },
  ];
}

/** A plain increment of a cell: a load and a store. */
export function increment(cell: number): Instruction[] {
  return [
    { op: 'load', into: 0, cell },
    { op: 'storeFrom', cell, from: 0, plus: 1 },
  ];
}
