import { FIRST_ONCE } from '../../../../explore/event.js';

/**
 * What steps can touch, as numbers for the dependence relation (`Footprint`). They depend on nothing but what they stand
 * for, so that they are the same in every execution. Where a number runs out of room two things share one: then more steps
 * depend on each other than need to, which costs executions and loses none.
 *
 * To read may also mean to change something in a way that commutes with others who do the same, as two posts do.
 */

/** The faults and kills that are left. */
export const BUDGET = 1;
/** Which pids and queue identifiers come next, and which there are. */
export const PIDS = 2;
export const QUEUES = 3;
/** Bound ports, and paths of files and sockets. */
export const PORTS = 4;
export const PATHS = 5;
export const SHARED_NAMES = 6;
export const SEMAPHORE_NAMES = 7;
/** Bytes on the disk. */
export const SPACE = 8;
/** All sections: an oracle may be about two of them. */
export const SECTIONS = 9;

/** One of each kind for each process. */
const PROCESSES = 16;
const perProcess =
  (kind: number) =>
  (process: number): number =>
    (kind + 1) * PROCESSES + (process % PROCESSES);

/** Whether it lives, and runs: every step of its own reads it. */
export const lifeOf = perProcess(0);
/** Its mask, handlers and pending signals. Senders read it, itself writes it. */
export const signalsOf = perProcess(1);
/** Whether a handler must run before its next call. Senders read it, its calls write it. */
export const attentionOf = perProcess(2);
/** Who its parent is. */
export const parentOf = perProcess(3);
/** Whether its parent has taken its end. */
export const reapingOf = perProcess(4);
/** The end of an operation: see `Operations`. */
export const operationsOf = perProcess(5);

/** What is kept in an order only because an oracle looks at it, or the explorer: nobody learns anything by it. */
export function ordersOnly(object: number): boolean {
  return object === SECTIONS || object === BUDGET || (object >= operationsOf(0) && object < FIRST_GATE);
}

/** Its steps: each of them writes it. */
export const stepsOf = perProcess(6);

/** Depends on every step of every process. */
export function anything(add: (object: number, writes: boolean) => void): void {
  for (let process = 0; process < PROCESSES; process += 1) add(stepsOf(process), false);
}

const FIRST_GATE = 1 << 10;
export const gate = (number: number): number => FIRST_GATE + (number % 1024);

const FIRST_REMOVAL = 1 << 11;
/** That a queue is removed, for those who come to a call on it: they may wait in it by then or not. */
export const removal = (queue: number): number => FIRST_REMOVAL + (queue % 1024);

/** The parts of a kernel object. */
const PARTS = 32;
const FIRST_OBJECT = 1 << 20;
const part = (object: number, which: number): number => FIRST_OBJECT + (object % 4096) * PARTS + which;

/** Where a queue or pipe is taken from, and where it is added to; of other objects, `whole` is all. */
export const head = (object: number): number => part(object, 0);
export const tail = (object: number): number => part(object, 1);
export const whole = head;
export const lock = (object: number): number => part(object, 2);
/** The size and the pages of a file, as far as they are read and written without a mapping. */
export const content = (object: number): number => part(object, 3);
/** Where the next read or write of an open file is. */
export const position = (file: number): number => part(file, 4);
/**
 * How a file is looked at: where both mappings and transfers are in use, they depend on each other. Of shared memory the
 * transfers write it, of other files the mappings: whichever is rarer.
 */
export const views = (object: number): number => part(object, 5);
/** What one `write` or `msgsnd` has added. */
export const item = (object: number, number: number): number => part(object, 6 + (number % (PARTS - 6)));

const FIRST_HOLD = 1 << 24;
/** Whether a process has an open file. */
export const hold = (file: number, process: number): number =>
  FIRST_HOLD + (file % 4096) * PROCESSES + (process % PROCESSES);

const FIRST_CELL = 1 << 28;
const CELLS = 1 << 14;
/** Its end, for who could only come after it. */
export const endOf = (process: number): number => FIRST_ONCE + (process % PROCESSES);

/** 32 bits of a mapped file. */
export const cell = (inode: number, at: number): number => FIRST_CELL + (inode % 4096) * CELLS + (at % CELLS);
