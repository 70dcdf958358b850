import type { Value } from '../../oracle/history.js';
import type { Layout } from './layout.js';
import { toValue } from './recorder.js';
import type { Task } from './task.js';

/** One step of an execution with all that a reader wants to see. */
export interface ThreadTraceStep {
  task: number;
  site: number;
  kind: string;
  cell: string | null;
  before: Value;
  after: Value;
  result: Value;
  /** How the scheduler came to this task: it went on, another was preempted, or another could not go on. */
  switch: 'none' | 'preemption' | 'blocked';
  note?: string;
}

/** Records the steps of one execution in detail: for replays, not for exploration. */
export class TraceRecorder {
  readonly steps: ThreadTraceStep[] = [];
  readonly #layout: Layout;
  #switch: ThreadTraceStep['switch'] = 'none';

  constructor(layout: Layout) {
    this.#layout = layout;
  }

  choose(next: number, current: number, preempts: boolean): void {
    this.#switch = next === current || current < 0 ? 'none' : preempts ? 'preemption' : 'blocked';
  }

  step(task: Task, kind: string, before: unknown, after: unknown, result: unknown): void {
    const touches = task.cell >= 0 && task.word === undefined;
    this.steps.push({
      task: task.id,
      site: task.site,
      kind,
      cell: touches ? this.#layout.nameOf(task.cell) : null,
      before: touches ? toValue(before) : null,
      after: touches ? toValue(after) : null,
      result: toValue(result),
      switch: this.#switch,
    });
    this.#switch = 'none';
  }

  parked(task: Task, site: number): void {
    this.steps.push({
      task: task.id,
      site,
      kind: 'spin',
      cell: null,
      before: null,
      after: null,
      result: null,
      switch: 'none',
      note: 'spins until something it read changes',
    });
  }
}
