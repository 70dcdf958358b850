import { SIGPIPE } from '../../posix/constants.js';
import type { Fault, Faults } from './faults.js';
import type { FileSystem } from './file-system.js';
import type { MessageQueue } from './message-queues.js';
import type { FileObject, OpenFile } from './objects.js';
import type { ProcessState } from './process-state.js';
import type { SemaphoreObject } from './semaphores.js';
import type { Socket } from './socket.js';
import { raise } from './termination.js';

/** What a virtual system allows; Linux's usual values, or smaller ones so that a scenario reaches the edge sooner. */
export interface Limits {
  /** Descriptors a process may have: EMFILE. */
  descriptors: number;
  /** Bytes a pipe holds, a multiple of 4096. */
  pipe: number;
  /** Bytes a System V queue holds, and the longest message. */
  queue: number;
  message: number;
  /** Queues in the system: ENOSPC. */
  queues: number;
  /** Bytes that a stream socket holds in one direction, and datagrams that a datagram socket holds. */
  stream: number;
  datagrams: number;
  /** Bytes in all files: ENOSPC. */
  space: number;
  /** Whether the pid of a reaped process is given out again at once. */
  reusePids: boolean;
}

export const usualLimits: Limits = {
  descriptors: 1024,
  pipe: 65536,
  queue: 16384,
  message: 8192,
  queues: 32000,
  stream: 212992,
  datagrams: 10,
  space: 2 ** 31,
  reusePids: false,
};

/** More than a process of a scenario makes. */
export const OBJECTS_PER_PROCESS = 256;

/** Everything that a virtual system is made of. The calls are functions over it. */
export class KernelState {
  readonly limits: Limits;
  /** How many of each kind this execution may still have. */
  readonly faults: Faults;
  readonly files: FileSystem;
  readonly processes = new Map<number, ProcessState>();
  /** All that there ever were, by number; those that were waited for too. */
  readonly everyProcess: ProcessState[] = [];
  readonly queues = new Map<number, MessageQueue>();
  /** Those that were removed: who comes to a call on one might have found it. */
  readonly removedQueues = new Map<number, MessageQueue>();
  readonly semaphores = new Map<string, SemaphoreObject>();
  /** Bound Internet sockets, by `tcp:PORT` and `udp:PORT`. */
  readonly ports = new Map<string, Socket>();
  /** Set by whoever knows it: what the step touches that a process waits to make. */
  touchedByPending: ((process: ProcessState, add: (object: number, writes: boolean) => void) => void) | undefined;
  /** A file has been mapped so that others can see what is written. */
  sharesMemory = false;
  /** Something happened that the dependence relation does not tell exactly, so that nothing is proved. */
  unsure = false;
  /** The fault that the explorer chose for the call that is being answered. */
  fault: Fault | undefined;
  /** Number of the process whose call is being answered: what it makes is numbered by it. */
  caller = 0;
  readonly #allowed: Faults;
  readonly #objects: number[] = [];
  readonly #counts = new Map<string, number>();

  constructor(limits: Limits, faults: Faults, files: FileSystem) {
    this.limits = limits;
    this.faults = { ...faults };
    this.#allowed = faults;
    this.files = files;
  }

  /** As new. */
  reset(): void {
    Object.assign(this.faults, this.#allowed);
    this.processes.clear();
    this.everyProcess.length = 0;
    this.fault = undefined;
    this.caller = 0;
    this.unsure = false;
    this.sharesMemory = false;
    this.#objects.length = 0;
    this.#counts.clear();
    for (const names of [
      this.queues,
      this.removedQueues,
      this.semaphores,
      this.ports,
      this.files.paths,
      this.files.shared,
    ])
      if (names.size > 0) names.clear();
  }

  /**
   * The number of a new object. It depends only on what its maker has made before, so that it is the same whatever the
   * others do meanwhile: the dependence relation knows objects by it.
   */
  newObject(): number {
    const count = (this.#objects[this.caller] ?? 0) + 1;
    this.#objects[this.caller] = count;
    return this.caller * OBJECTS_PER_PROCESS + count;
  }

  /** The number of the process that has or last had the pid. */
  numberOf(pid: number): number | undefined {
    let found: number | undefined;
    for (const process of this.everyProcess) if (process.pid === pid) found = process.number;
    return found;
  }

  /** A name for people, as in `pipe 1`; of what a child makes it says whose. */
  nameOf(kind: string): string {
    const { caller } = this;
    const count = String(this.count(caller === 0 ? kind : `${kind} of ${String(caller)}`));
    return caller === 0 ? `${kind} ${count}` : `${kind} ${count} of ${this.everyProcess[caller]?.role ?? ''}`;
  }

  /** 1, 2, 3… for each kind of thing. */
  count(kind: string): number {
    const next = (this.#counts.get(kind) ?? 0) + 1;
    this.#counts.set(kind, next);
    return next;
  }

  /** How much of `available` a transfer of `count` moves: less where a fault says so, never less than one. */
  shortened(count: number, available: number): number {
    const whole = Math.min(count, available);
    return this.fault?.kind === 'short' ? Math.max(1, Math.min(whole, this.fault.count)) : whole;
  }

  /** The process wrote to what nobody reads. */
  brokenPipe(process: ProcessState): void {
    raise(this, process, SIGPIPE);
  }

  /** Pids of the living processes with a descriptor for that object whose flags satisfy the condition. */
  holdersOf(object: FileObject, condition: (flags: number) => boolean = () => true): number[] {
    const holds = ({ file }: { file: OpenFile }): boolean => file.object === object && condition(file.flags);
    return [...this.processes.values()]
      .filter((process) => process.status === undefined && [...process.descriptors.values()].some(holds))
      .map(({ pid }) => pid);
  }
}
