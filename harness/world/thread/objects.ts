import { StepKind } from '../../submission/runtime.js';
import type { Footprints } from './footprints.js';
import type { Layout } from './layout.js';
import type { Task, Word } from './task.js';

/**
 * What steps can touch, as numbers for the dependence relation: the cells, then the wait queue of each cell, then two for
 * each task, then the sections and gates.
 *
 * A task's own object keeps the order that linearizability is about, between the end of an operation and the beginning
 * of another's: the last step of an operation writes the object of its task, and the first step of an operation reads
 * those of all other tasks. So two ends, or two beginnings, still commute.
 */
export class Objects {
  readonly #cells: number;
  readonly #tasks: number;
  readonly #words = new Map<string, number>();
  /** A scenario has asked whether a task sleeps: found out in the run before the exploration. */
  #asked = false;

  constructor(layout: Layout, tasks: number) {
    this.#cells = layout.cells;
    this.#tasks = tasks;
  }

  /** Adds what the first step of an operation touches beyond its own. */
  begins(task: Task, print: Footprints): void {
    for (let id = 0; id < this.#tasks; id++) if (id !== task.id) print.add(this.#cells * 2 + id, false);
  }

  /** Adds what the last step of an operation touches beyond its own. */
  ends(task: Task, print: Footprints): void {
    print.add(this.#cells * 2 + task.id, true);
  }

  /** The wait queue of a cell. */
  queue(cell: number): number {
    return this.#cells + cell;
  }

  /** The number of a section or gate among them, the same in every execution. */
  wordOf(word: Word, name: string): number {
    // One object for all sections: an oracle may be about two of them, as that readers and writers are never inside together.
    const key = word === 'enter' || word === 'leave' ? 'sections' : `gate ${name}`;
    let index = this.#words.get(key);
    if (index === undefined) {
      index = this.#words.size;
      this.#words.set(key, index);
    }
    return index;
  }

  /**
   * Adds what a step touches that may be its task's last: whether a task has ended is what `asleep` asks too. Nothing
   * where no scenario asks, so that steps elsewhere commute as they should.
   */
  mayEnd(task: Task, print: Footprints): void {
    if (this.#asked) print.add(this.#cells * 2 + this.#tasks + task.id, true);
  }

  /** Adds what the announced step may touch; before it is performed a compare-exchange counts as a write. */
  announced(task: Task, print: Footprints): void {
    if (task.state === 'sleeping') {
      print.add(this.queue(task.cell), true);
      return;
    }
    switch (task.kind) {
      case StepKind.Read:
      case StepKind.Load:
        if (task.cell >= 0) print.add(task.cell, false);
        return;
      case StepKind.Wait:
      case StepKind.WaitAsync:
        print.add(task.cell, false);
        print.add(this.queue(task.cell), true);
        return;
      case StepKind.Notify:
        print.add(this.queue(task.cell), true);
        return;
      case StepKind.Word:
        this.word(task, print);
        return;
      default:
        if (task.cell >= 0) print.add(task.cell, true);
    }
  }

  /** Adds what a word of the scenario touches. */
  word(task: Task, print: Footprints): void {
    if (task.word === 'asleep') {
      this.#asked = true;
      for (const id of task.asked) print.add(this.#cells * 2 + this.#tasks + id, false);
      for (let cell = 0; cell < this.#cells; cell++) print.add(this.queue(cell), false);
    } else print.add(this.#cells * 2 + this.#tasks * 2 + task.cell, task.word !== 'pass');
  }
}
