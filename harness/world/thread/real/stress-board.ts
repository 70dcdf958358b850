import type { HistoryEvent } from '../../../oracle/history.js';

/** An event and its place in the order of all tasks' events. */
export interface NumberedEvent {
  order: number;
  event: HistoryEvent;
}

const ROUND = 0;
const FINISHED = 1;
const ORDER = 2;
const HEADER = 8;
const TASKS = 16;
const GATES = 64;
const OUTBOX = 1 << 16;

/**
 * What workers that run free share with the main thread beside the scenario's memory: the round that is on, the order of
 * events, gates, who sleeps, and for each worker an outbox for the events of a round.
 */
export class StressBoard {
  readonly buffer: SharedArrayBuffer;
  readonly #cells: Int32Array;

  constructor(buffer: SharedArrayBuffer = new SharedArrayBuffer((HEADER + TASKS * 2 + GATES) * 4 + TASKS * OUTBOX)) {
    this.buffer = buffer;
    this.#cells = new Int32Array(buffer, 0, HEADER + TASKS * 2 + GATES);
  }

  /** Numbers events over all threads: one that happened before another has the smaller number. */
  next(): number {
    return Atomics.add(this.#cells, ORDER, 1);
  }

  /** The main thread's side: lets every worker start the round. Nobody runs now. */
  start(round: number): void {
    for (let i = FINISHED; i < this.#cells.length; i++) Atomics.store(this.#cells, i, 0);
    Atomics.store(this.#cells, ROUND, round);
    Atomics.notify(this.#cells, ROUND);
  }

  /** Waits until so many workers have finished; false after `timeoutMs`. */
  allFinished(workers: number, timeoutMs: number): boolean {
    const deadline = Date.now() + timeoutMs;
    for (;;) {
      const finished = Atomics.load(this.#cells, FINISHED);
      if (finished >= workers) return true;
      const left = deadline - Date.now();
      if (left <= 0) return false;
      Atomics.wait(this.#cells, FINISHED, finished, left);
    }
  }

  eventsOf(task: number): NumberedEvent[] | undefined {
    const length = Atomics.load(this.#cells, HEADER + TASKS + task);
    if (length === 0) return undefined;
    const bytes = new Uint8Array(this.buffer, this.#cells.byteLength + task * OUTBOX, length).slice();
    return JSON.parse(new TextDecoder().decode(bytes)) as NumberedEvent[];
  }

  /** A worker's side: sleeps until the next round. */
  awaitRound(last: number): number {
    for (;;) {
      const round = Atomics.load(this.#cells, ROUND);
      if (round !== last) return round;
      Atomics.wait(this.#cells, ROUND, last);
    }
  }

  finish(task: number, events: readonly NumberedEvent[]): void {
    const text = new TextEncoder().encode(JSON.stringify(events));
    const fits = text.length <= OUTBOX;
    if (fits) new Uint8Array(this.buffer, this.#cells.byteLength + task * OUTBOX, text.length).set(text);
    Atomics.store(this.#cells, HEADER + TASKS + task, fits ? text.length : 0);
    Atomics.store(this.#cells, HEADER + task, 1);
    Atomics.add(this.#cells, FINISHED, 1);
    Atomics.notify(this.#cells, FINISHED);
  }

  /** The task goes to sleep or has woken up. */
  sleeps(task: number, asleep: boolean): void {
    Atomics.store(this.#cells, HEADER + task, asleep ? 1 : 0);
  }

  open(gate: string): void {
    const at = this.#gate(gate);
    Atomics.store(this.#cells, at, 1);
    Atomics.notify(this.#cells, at);
  }

  pass(gate: string): void {
    const at = this.#gate(gate);
    while (Atomics.load(this.#cells, at) === 0) Atomics.wait(this.#cells, at, 0);
  }

  /** Returns when the task sleeps or has finished; a sleep is certain only a moment after it was announced. */
  asleep(task: number): void {
    const idle = new Int32Array(new SharedArrayBuffer(4));
    while (Atomics.load(this.#cells, HEADER + task) === 0) Atomics.wait(idle, 0, 0, 0.2);
    Atomics.wait(idle, 0, 0, 1);
  }

  #gate(name: string): number {
    let hash = 7;
    for (let i = 0; i < name.length; i++) hash = (Math.imul(hash, 31) + name.charCodeAt(i)) >>> 0;
    return HEADER + TASKS * 2 + (hash % GATES);
  }
}
