import type { CallName, Waiting } from '../../kernel.js';
import type { OpenFile } from './objects.js';
import type { Mapping } from './memory.js';
import type { SemaphoreObject } from './semaphores.js';

export interface Descriptor {
  file: OpenFile;
  closeOnExec: boolean;
}

/** What a signal does in a process; without an entry: the default. */
export interface Action {
  kind: 'ignore' | 'handler';
  flags: number;
  mask: number;
}

/** One process as the kernel knows it. Sets of signals are bits: signal n is `1 << (n - 1)`, n below 32. */
export class ProcessState {
  readonly pid: number;
  /** How many processes were made before it. */
  readonly number: number;
  parent: number;
  readonly role: string;
  readonly args: readonly unknown[];
  readonly descriptors = new Map<number, Descriptor>();
  /** Makes the buffer of a mapping, in the JavaScript realm that the process runs in. */
  allocate: (length: number) => ArrayBuffer = (length) => new ArrayBuffer(length);
  readonly mappings = new Map<ArrayBuffer, Mapping>();
  readonly semaphores: ({ object: SemaphoreObject; opens: number } | undefined)[] = [];
  readonly actions = new Map<number, Action>();
  blocked = 0;
  pending = 0;
  /** Taken from `pending` to be handled whatever is blocked: they ended a `sigsuspend`. */
  noted = 0;
  /** Masks to restore, one a handler that runs. */
  readonly masks: number[] = [];
  /** The mask that `sigsuspend` replaced, while it waits. */
  suspended: number | undefined;
  /** Seconds until SIGALRM, 0 for never. Time passes when the explorer says so. */
  alarm = 0;
  /** Stopped by SIGSTOP. */
  stopped = false;
  /** A zombie's wait status; undefined while it lives. */
  status: number | undefined;
  /** The call that it waits in. */
  waiting: { name: CallName; waiting: Waiting } | undefined;
  /** Bytes that the call it waits in has transferred already. */
  transferred = 0;
  /** The call that it is about to make; undefined where nobody has said. See `stalls`. */
  announced: { name: CallName; args: readonly unknown[] } | undefined;
  /** The queue that it was about to use was removed: it may have been waiting in the call already. */
  late = false;

  constructor(pid: number, number: number, parent: number, role: string, args: readonly unknown[]) {
    this.pid = pid;
    this.number = number;
    this.parent = parent;
    this.role = role;
    this.args = args;
  }
}

/** The set with this signal alone. */
export const signalBit = (signal: number): number => 1 << (signal - 1);

/** The set with these signals, or undefined where one is none. */
export function signalBits(signals: readonly number[]): number | undefined {
  let bits = 0;
  for (const signal of signals) {
    if (!Number.isInteger(signal) || signal < 1 || signal > 64) return undefined;
    if (signal < 32) bits |= signalBit(signal);
  }
  return bits;
}

/** The signals of a set, ascending. */
export function signalList(bits: number): number[] {
  const out: number[] = [];
  for (let signal = 1; signal < 32; signal += 1) if ((bits & signalBit(signal)) !== 0) out.push(signal);
  return out;
}
