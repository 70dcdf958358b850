import { Worker } from 'node:worker_threads';
import type { Strategy } from '../../../explore/strategy.js';
import type { History, Value } from '../../../oracle/history.js';
import { StepKind } from '../../../submission/runtime.js';
import { valueAt } from '../cells.js';
import { iterate, LoopActivation } from '../loops.js';
import { type Machine, START } from '../machine.js';
import { timeoutOf } from '../operation.js';
import type { Task, Word } from '../task.js';
import { Channel, type Announcement, type Message, type Parcel, WAIT_ENDINGS, type WaitEnding } from './channel.js';
import type { WorkerInput } from './worker.js';

export interface LockstepInput extends Omit<WorkerInput, 'me' | 'channel'> {
  workerFile: string;
  turnTimeoutMs: number;
}

/** Why lockstep could not finish: never the submission's fault. */
export class LockstepError extends Error {}

/**
 * Forces a schedule on real worker threads. The machine that explores in the virtual realm decides here too; the steps
 * themselves are performed by the workers, on real shared memory, one at a time.
 */
export class Lockstep {
  readonly #machine: Machine;
  readonly #input: LockstepInput;
  readonly #channels: Channel[];
  readonly #workers: Worker[] = [];
  readonly #loops = new Map<string, LoopActivation>();
  readonly #calls = new Map<string, number>();
  readonly #cells;

  constructor(machine: Machine, input: LockstepInput) {
    this.#machine = machine;
    this.#input = input;
    this.#channels = machine.tasks.map(() => new Channel());
    this.#cells = { memory: new Int32Array(input.memory), data: new Int32Array(input.data) };
  }

  /** Runs one execution. `memory` must have been initialised. */
  run(strategy: Strategy): void {
    const machine = this.#machine;
    strategy.begin();
    machine.begin(strategy);
    for (const task of machine.tasks) this.#workers.push(this.#startWorker(task));
    for (const task of machine.tasks) this.#receive(task);
    machine.pick();
    while (machine.next >= 0) {
      // `next` is a task's number while it is not negative.
      const task = machine.tasks[machine.next] as Task;
      if (machine.isBlocking(task) && !machine.block(task, valueAt(this.#cells, task.cell))) {
        machine.pick();
        continue;
      }
      this.#channel(task).grant(this.#decided(task));
      this.#receive(task);
      machine.pick();
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }

  #startWorker(task: Task): Worker {
    const { workerFile, turnTimeoutMs: _, ...rest } = this.#input;
    const workerData: WorkerInput = { ...rest, me: task.id, channel: this.#channel(task).buffer };
    const worker = new Worker(workerFile, { workerData, env: {}, stdout: true, stderr: true });
    worker.on('error', () => {});
    return worker;
  }

  #channel(task: Task): Channel {
    // One channel for each task from the constructor on.
    return this.#channels[task.id] as Channel;
  }

  /** What the machine, not the worker, knows about the step: how a wait ended, how many a notify woke. */
  #decided(task: Task): number {
    if (this.#machine.isBlocking(task)) return WAIT_ENDINGS.indexOf(task.late ? 'late' : (task.result as WaitEnding));
    if (task.word !== undefined) {
      if (task.a !== START) this.#machine.word(task);
      return 0;
    }
    if (task.kind !== StepKind.Notify) return 0;
    const count = task.a === undefined || task.a === null ? Number.POSITIVE_INFINITY : Number(task.a);
    return this.#machine.notify(task, Math.max(0, Math.trunc(count) || 0));
  }

  #receive(task: Task): void {
    const parcel: Parcel | undefined = this.#channel(task).receive(this.#input.turnTimeoutMs);
    if (parcel === undefined) throw new LockstepError(`${task.name} did not come to its next step in time`);
    for (const message of parcel.messages) this.#take(task, message);
    this.#announce(task, parcel.next);
  }

  #take(task: Task, message: Message): void {
    const machine = this.#machine;
    switch (message.type) {
      case 'performed':
        machine.performed(task, message.before, message.after, message.result, message.atomic, message.wrote);
        return;
      case 'glued':
        machine.glued = true;
        machine.announce(task, message.kind as StepKind, message.site, message.cell, undefined, undefined);
        machine.performed(
          task,
          message.before,
          message.after,
          message.result,
          message.kind >= StepKind.Load,
          message.wrote,
        );
        return;
      case 'iteration': {
        const key = `${task.id} ${message.loop}`;
        const loop = this.#loops.get(key) ?? new LoopActivation(message.site);
        this.#loops.set(key, loop);
        iterate(machine, task, loop, message.unchanged);
        return;
      }
      case 'effect':
        task.effects++;
        return;
      case 'invoke':
        this.#calls.set(
          `${task.id} ${message.call}`,
          machine.recorder.invoke(task.id, message.op, message.args as Value[]),
        );
        return;
      case 'returned':
        task.effects++;
        machine.returned(task, this.#call(task, message.call), message.value as Value);
        return;
      case 'threw':
        machine.threw(task, this.#call(task, message.call), message.error);
        return;
      case 'mark':
        task.effects++;
        machine.recorder.emit({ type: 'mark', task: task.id, name: message.name, value: message.value as Value });
        return;
      case 'fail':
        machine.recorder.emit({ type: 'fail', task: task.id, message: message.message, site: message.site });
        return;
      default:
        message satisfies never;
    }
  }

  #call(task: Task, call: number): number {
    return this.#calls.get(`${task.id} ${call}`) ?? -1;
  }

  #announce(task: Task, next: Announcement): void {
    const machine = this.#machine;
    switch (next.type) {
      case 'step': {
        machine.announce(task, next.kind as StepKind, next.site, next.cell, next.a, next.b);
        const timeout = timeoutOf(next.b ?? undefined);
        task.expected = Number(next.a) | 0;
        task.timed = timeout !== undefined;
        task.timeoutMs = timeout ?? 0;
        return;
      }
      case 'word':
        machine.announceWord(task, next.word as Word, next.site, next.operand);
        return;
      case 'hung':
        machine.hang(task, next.site);
        return;
      case 'ended':
        machine.finished(task);
        return;
      case 'uncaught':
        machine.recorder.flush(task.id);
        machine.recorder.emit({ type: 'uncaught', task: task.id, error: next.error, site: next.site });
        machine.finished(task);
        return;
      case 'impossible':
        throw new LockstepError(next.reason);
      default:
        next satisfies never;
    }
  }

  history(names: string[]): History {
    const machine = this.#machine;
    const end = machine.end((cell) => valueAt(this.#cells, cell));
    return { tasks: names, events: machine.recorder.events, end, used: machine.used.names() };
  }
}
