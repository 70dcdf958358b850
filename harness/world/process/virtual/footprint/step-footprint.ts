import { Footprints } from '../../../thread/footprints.js';
import type { Recorder } from '../../../thread/recorder.js';
import { SIGALRM } from '../../posix/constants.js';
import type { Fault } from '../kernel/faults.js';
import type { VirtualKernel } from '../kernel/kernel.js';
import type { ProcessTask } from '../process-task.js';
import { ALARM, KILL } from '../variants.js';
import { callFootprint, ownFootprint } from './call-footprint.js';
import { type Add, ends, raises } from './effects.js';
import { anything, BUDGET, cell, content, endOf, gate, operationsOf, SECTIONS } from './numbers.js';

/** Says what the announced steps of processes touch: see `Footprint`. */
export class StepFootprints {
  readonly #recorder: Recorder;
  readonly #print = new Footprints();
  readonly #gates = new Map<string, number>();
  readonly #add: Add = (object, writes) => {
    this.#print.add(object, writes);
  };
  readonly #ordersOperations: boolean;
  #kernel: VirtualKernel;
  /** Processes that an execution so far has had at most. */
  #most = 4;
  /** The footprint of a step that ends a process that waits for a step that ends a process … goes no further. */
  #within = false;

  /** @param ordersOperations whether it matters which operations are over before others begin */
  constructor(recorder: Recorder, kernel: VirtualKernel, ordersOperations: boolean) {
    this.#recorder = recorder;
    this.#ordersOperations = ordersOperations;
    this.#kernel = kernel;
  }

  /** An execution begins. `waits` is the process where it cannot go on, undefined where it can. */
  begin(kernel: VirtualKernel, waits: (process: number) => ProcessTask | undefined): void {
    this.#kernel = kernel;
    kernel.state.touchedByPending = ({ number }, add) => {
      const task = waits(number);
      if (task !== undefined) this.#wait(task, add);
    };
  }

  /** There are so many processes now. */
  started(count: number): void {
    this.#most = Math.max(this.#most, count);
  }

  /** What the option may touch. Valid until the next call. */
  announced(task: ProcessTask, variant: number, fault: Fault | undefined): Footprints {
    const print = this.actual(task, variant, fault);
    // Any step in an operation may turn out to be its last.
    if (this.#ordersOperations && this.#recorder.within(task.id)) print.add(operationsOf(task.id), true);
    return print;
  }

  /** What the option touches, but for the end of an operation. Valid until the next call. */
  actual(task: ProcessTask, variant: number, fault: Fault | undefined): Footprints {
    const print = this.#print;
    print.length = 0;
    this.#step(task, this.#add);
    const { state } = this.#kernel;
    const process = state.processes.get(task.pid);
    if (variant === KILL || (fault !== undefined && fault.kind !== 'removed' && fault.kind !== 'timeout'))
      print.add(BUDGET, true);
    if (variant === ALARM && process !== undefined) raises(state, process, SIGALRM, this.#add);
    if (variant === KILL && process !== undefined) {
      ends(state, process, this.#add);
      // It may come for as long as anybody goes on, and any step may be the last.
      anything(this.#add);
    }
    if (this.#ordersOperations && this.#recorder.begins(task.id))
      for (let id = 0; id < this.#most; id += 1) if (id !== task.id) print.add(operationsOf(id), false);
    return print;
  }

  /** What the step touches that the process stands at. Valid until the next call. */
  standing(task: ProcessTask): Footprints {
    this.#print.length = 0;
    this.#step(task, this.#add);
    return this.#print;
  }

  /** What every step of the process touches. Valid until the next call. */
  own(task: ProcessTask): Footprints {
    this.#print.length = 0;
    ownFootprint(task.id, this.#add);
    return this.#print;
  }

  /** What orders all that a process has done before what comes after its end. Valid until the next call. */
  last(task: ProcessTask): Footprints {
    const print = this.own(task);
    print.add(endOf(task.id), true);
    return print;
  }

  #step(task: ProcessTask, add: Add): void {
    const { pending } = task;
    if (pending.type !== 'call') ownFootprint(task.id, add);
    switch (pending.type) {
      case 'start':
        return;
      case 'call':
        callFootprint(this.#kernel, task.pid, pending.name, pending.args, add);
        return;
      case 'memory': {
        if (pending.object === 0) return;
        const state = this.#kernel.find(task.pid);
        add(cell(pending.object, pending.cell), pending.writes);
        add(content(pending.object), false);
        if (pending.fatal && state !== undefined) ends(this.#kernel.state, state, add);
        return;
      }
      case 'word':
        this.#word(pending.word, pending.operand, add);
        return;
      default:
        pending satisfies never;
    }
  }

  #word(word: string, operand: string, add: Add): void {
    switch (word) {
      case 'enter':
      case 'leave':
        add(SECTIONS, true);
        return;
      case 'asleep':
        // Any step of another process may be the one by which it falls asleep, or wakes.
        anything(add);
        return;
      default: {
        const number = this.#gates.get(operand) ?? this.#gates.size;
        this.#gates.set(operand, number);
        add(gate(number), word !== 'pass');
      }
    }
  }

  /** What the step touches that the process cannot make now. */
  #wait(task: ProcessTask, add: Add): void {
    if (this.#within) return;
    this.#within = true;
    const { pending } = task;
    if (pending.type === 'call') callFootprint(this.#kernel, task.pid, pending.name, pending.args, add);
    if (pending.type === 'word') this.#word(pending.word, pending.operand, add);
    this.#within = false;
  }
}
