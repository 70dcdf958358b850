import { clear } from './clear.js';
import type { Task } from './task.js';

/** Who sleeps on which cell, first come first served, and what tells a lost wake-up from a wait in vain. */
export class WaitQueues {
  readonly #cells: number;
  readonly #queues: Task[][];
  /** By cell: the depth of the last notify, -1: none. */
  readonly #lastNotify: Int32Array;
  /** For each task and cell: the depth at which it first read the cell since it wrote it or woke on it; -1: not yet. */
  readonly #firstRead: Int32Array;
  /** Something was read, slept or was notified: `reset` has work to do. The arrays begin as zeros. */
  #used = true;

  constructor(tasks: number, cells: number) {
    this.#cells = cells;
    this.#queues = Array.from({ length: cells }, () => []);
    this.#lastNotify = new Int32Array(cells);
    this.#firstRead = new Int32Array(tasks * cells);
  }

  reset(): void {
    if (!this.#used) return;
    this.#used = false;
    clear(this.#firstRead, -1);
    clear(this.#lastNotify, -1);
    for (const queue of this.#queues) queue.length = 0;
  }

  /** The task read the cell, to decide something. */
  looks(task: Task, cell: number, depth: number): void {
    this.#used = true;
    const at = task.id * this.#cells + cell;
    if ((this.#firstRead[at] as number) < 0) this.#firstRead[at] = depth;
    if (task.lookedAt < 0) task.lookedAt = depth;
  }

  /** What the task knew of the cell is past. */
  forgets(task: Task, cell: number): void {
    this.#firstRead[task.id * this.#cells + cell] = -1;
  }

  sleep(task: Task, cell: number): void {
    this.#used = true;
    task.state = 'sleeping';
    task.sleeps++;
    task.notified = false;
    task.sleepSite = task.site;
    const looked = this.#firstRead[task.id * this.#cells + cell] as number;
    const notified = this.#lastNotify[cell] as number;
    task.missed = (looked >= 0 && notified > looked) || (task.lookedAt >= 0 && notified > task.lookedAt);
    this.#of(cell).push(task);
  }

  wake(task: Task, cell: number): void {
    const queue = this.#of(cell);
    const at = queue.indexOf(task);
    if (at >= 0) queue.splice(at, 1);
    task.state = 'ready';
    this.forgets(task, cell);
    task.lookedAt = -1;
    task.result = task.notified ? 'ok' : 'timed-out';
  }

  /** Notifies up to `count` sleepers, tells of each, and returns how many. */
  notify(cell: number, count: number, depth: number, notified: (sleeper: Task) => void): number {
    this.#used = true;
    this.#lastNotify[cell] = depth;
    let woken = 0;
    for (const sleeper of this.#of(cell)) {
      if (woken >= count) break;
      if (sleeper.notified) continue;
      sleeper.notified = true;
      notified(sleeper);
      woken++;
    }
    return woken;
  }

  #of(cell: number): Task[] {
    // A queue for each cell from the constructor on.
    return this.#queues[cell] as Task[];
  }
}
