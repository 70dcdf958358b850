import type { CallName, Delivery, Outcome, Process, Waiting } from '../../kernel.js';
import { errno } from '../../posix/errno.js';
import { descriptorCalls } from './descriptors.js';
import { type Fault, type Faults, noFaults } from './faults.js';
import { fileCalls, FileSystem } from './file-system.js';
import { memoryCalls } from './memory.js';
import { messageQueueCalls } from './message-queues.js';
import type { ProcessState } from './process-state.js';
import { createProcess, processCalls } from './processes.js';
import { semaphoreCalls } from './semaphores.js';
import { deliver, deliverable, handled, resume, ring, signalCalls } from './signals.js';
import { socketCalls } from './socket-calls.js';
import { stalls } from './stalls.js';
import { type Limits, KernelState, usualLimits } from './state.js';
import { raise, terminate } from './termination.js';
import { possibleFaults } from './variants.js';

export interface KernelOptions {
  limits?: Partial<Limits>;
  faults?: Partial<Faults>;
  /** Folders in which files can be made; default `/tmp`. */
  folders?: readonly string[];
}

/** What is left of the objects that outlive processes: for the oracle of resource hygiene. */
export interface Leftovers {
  queues: string[];
  sharedMemory: string[];
  semaphores: string[];
  paths: string[];
  /** Pids of zombies and of processes that still run. */
  zombies: number[];
  running: number[];
}

type AnyCalls = Readonly<Record<CallName, (process: ProcessState, ...args: never[]) => Outcome>>;

/**
 * The virtual kernel: a deterministic system in which processes wait only where `call` says so. Whoever drives it chooses
 * which process makes its call next, when a signal arrives, when time is over, and which fault happens; the same choices
 * always give the same answers.
 */
export class VirtualKernel {
  readonly state: KernelState;
  readonly #calls: AnyCalls;

  constructor(options: KernelOptions = {}) {
    const limits = { ...usualLimits, ...options.limits };
    this.state = new KernelState(
      limits,
      { ...noFaults, ...options.faults },
      new FileSystem(options.folders ?? ['/tmp']),
    );
    this.#calls = {
      ...descriptorCalls(this.state),
      ...fileCalls(this.state),
      ...memoryCalls(this.state),
      ...messageQueueCalls(this.state),
      ...processCalls(this.state),
      ...semaphoreCalls(this.state),
      ...signalCalls(this.state),
      ...socketCalls(this.state),
    };
  }

  /** As new: nothing is left of an earlier execution. */
  reset(): void {
    this.state.reset();
  }

  /** Starts the first process, whose parent is pid 1. Others are started by `spawn`. */
  boot(role: string, args: readonly unknown[] = []): number {
    return createProcess(this.state, undefined, role, args).pid;
  }

  /** The process as long as it lives or is a zombie. */
  find(pid: number): ProcessState | undefined {
    return this.state.processes.get(pid);
  }

  alive(pid: number): boolean {
    const process = this.find(pid);
    return process !== undefined && process.status === undefined;
  }

  /**
   * Makes a call, or goes on with the one that the process waits in (with the same name and arguments). `fault` is one of
   * `possibleFaults`. A process that the call itself has ended is no longer `alive`.
   */
  call(pid: number, name: CallName, args: readonly unknown[], fault?: Fault): Outcome {
    const process = this.find(pid);
    if (process === undefined || process.status !== undefined) return { errno: errno.ESRCH };
    const ended = this.#endOfWait(process, name, fault);
    if (ended !== undefined) return this.#conclude(process, ended);
    if (fault?.kind === 'fail') return this.#conclude(process, { errno: fault.errno }, fault);
    if (fault?.kind === 'removed') return this.#conclude(process, { errno: errno.EIDRM }, fault);
    this.state.fault = fault;
    this.state.caller = process.number;
    const outcome = (this.#calls[name] as (...all: unknown[]) => Outcome)(process, ...args);
    this.state.fault = undefined;
    if ('blocked' in outcome) {
      process.waiting = { name, waiting: outcome.blocked };
      return outcome;
    }
    return this.#conclude(process, outcome, fault);
  }

  /** A wait ends by a signal that has a handler, or because its time is over. */
  #endOfWait(process: ProcessState, name: CallName, fault: Fault | undefined): Outcome | undefined {
    const { waiting } = process;
    if (waiting === undefined) return undefined;
    if (fault?.kind === 'timeout') return waiting.waiting.timeout;
    if (deliverable(process) === 0 || (waiting.waiting.until() && name !== 'sigsuspend' && name !== 'pause'))
      return undefined;
    if (process.transferred > 0) return { done: process.transferred };
    if (name === 'sleep') return { done: 1 };
    resume(process);
    return { errno: errno.EINTR };
  }

  #conclude(process: ProcessState, outcome: Outcome, fault?: Fault): Outcome {
    process.waiting = undefined;
    process.transferred = 0;
    process.announced = undefined;
    process.late = false;
    if (fault !== undefined && fault.kind !== 'timeout' && fault.kind !== 'removed') this.state.faults[fault.kind] -= 1;
    return outcome;
  }

  /** Whether the process can make a step: it lives, is not stopped, and what it waits for has come, or a signal. */
  ready(pid: number): boolean {
    const process = this.find(pid);
    return process !== undefined && this.canGoOn(process);
  }

  /** `ready`, for who knows the process. */
  canGoOn(process: ProcessState): boolean {
    if (process.status !== undefined || process.stopped) return false;
    if (process.waiting === undefined) return process.announced === undefined || !stalls(this.state, process);
    return deliverable(process) !== 0 || process.waiting.waiting.until();
  }

  /** Whether the process waits for something that its time can end. */
  canTimeOut(process: ProcessState): boolean {
    const { status, stopped, waiting } = process;
    return status === undefined && !stopped && waiting?.waiting.timeout !== undefined;
  }

  /** What a process waits for that cannot go on; where it stands at a call that has to wait, it makes it now. */
  standsAt(pid: number): Waiting | undefined {
    const process = this.find(pid);
    if (process?.announced === undefined || process.status !== undefined || process.stopped || this.ready(pid))
      return process?.waiting?.waiting;
    this.call(pid, process.announced.name, process.announced.args);
    return process.waiting?.waiting;
  }

  /** The faults that this call could meet now, in a fixed order. Not the end of time: see `canTimeOut`. */
  possibleFaults(pid: number, name: CallName, args: readonly unknown[]): Fault[] {
    const process = this.find(pid);
    return process === undefined ? [] : this.faultsOf(process, name, args);
  }

  /** `possibleFaults`, for who knows the process. */
  faultsOf(process: ProcessState, name: CallName, args: readonly unknown[]): Fault[] {
    return process.status === undefined ? possibleFaults(this.state, process, name, args) : [];
  }

  /** Pids whose alarm is set: their time may be over at any moment. */
  alarms(): number[] {
    return [...this.state.processes.values()].filter((process) => process.alarm > 0).map(({ pid }) => pid);
  }

  ring(pid: number): void {
    const process = this.find(pid);
    if (process !== undefined) ring(this.state, process);
  }

  /** A signal from outside. */
  signal(pid: number, signal: number): void {
    const process = this.find(pid);
    if (process !== undefined) raise(this.state, process, signal);
  }

  /** The role's function has returned or thrown. */
  end(pid: number, exitStatus: number): void {
    const process = this.find(pid);
    if (process !== undefined) terminate(this.state, process, (exitStatus & 255) << 8);
  }

  /** What a process is to the code that runs it. */
  process(pid: number): Process {
    const state = (): ProcessState | undefined => this.find(pid);
    return {
      pid,
      call: (name, args) => this.call(pid, name, args),
      deliver: (): Delivery | undefined => {
        const process = state();
        return process === undefined ? undefined : deliver(process);
      },
      handled: () => {
        const process = state();
        if (process !== undefined) handled(this.state, process);
      },
    };
  }

  /** The signal that an access to mapped memory would cost now, 0 where it is allowed. */
  forbids(pid: number, buffer: ArrayBuffer, at: number, length: number, write: boolean): number {
    return this.find(pid)?.mappings.get(buffer)?.fault(at, length, write) ?? 0;
  }

  /**
   * Before an access to mapped memory: the signal that it costs (it has been raised then), 0 where it is allowed. A buffer
   * that is no mapping of this process is allowed, unless it was one.
   */
  access(pid: number, buffer: ArrayBuffer, at: number, length: number, write: boolean): number {
    const process = this.find(pid);
    const mapping = process?.mappings.get(buffer);
    const signal = mapping?.fault(at, length, write) ?? 0;
    if (signal !== 0 && process !== undefined) terminate(this.state, process, signal);
    return signal;
  }

  /** After a write to mapped memory: lets the file and the other mappings see it. */
  stored(pid: number, buffer: ArrayBuffer, at: number, length: number): void {
    this.find(pid)?.mappings.get(buffer)?.written(at, length);
  }

  /** The object behind mapped memory, for the dependence relation; 0 for memory of the process's own. */
  memoryObject(pid: number, buffer: ArrayBuffer): number {
    return this.find(pid)?.mappings.get(buffer)?.inode?.id ?? 0;
  }

  /** Where in its file a mapping begins. */
  fileOffset(pid: number, buffer: ArrayBuffer): number {
    return this.find(pid)?.mappings.get(buffer)?.offset ?? 0;
  }

  /** No object is left that outlives processes. */
  get leavesNothing(): boolean {
    const { queues, files, semaphores } = this.state;
    return queues.size + files.shared.size + semaphores.size + files.paths.size === 0;
  }

  leftovers(): Leftovers {
    const { queues, files, semaphores, processes } = this.state;
    const all = [...processes.values()];
    return {
      queues: [...queues.values()].map(({ name }) => name),
      sharedMemory: [...files.shared.keys()],
      semaphores: [...semaphores.keys()],
      paths: [...files.paths.keys()],
      zombies: all.filter(({ status }) => status !== undefined).map(({ pid }) => pid),
      running: all.filter(({ status }) => status === undefined).map(({ pid }) => pid),
    };
  }
}
