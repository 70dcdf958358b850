import type { HistoryEvent } from '../../oracle/history.js';
import { StepKind } from '../../submission/runtime.js';
import type { Layout } from './layout.js';
import { RaceDetector, type RaceReport } from './race.js';
import type { Recorder } from './recorder.js';
import type { Task } from './task.js';

/** Gates carry clocks too; this many are more than any scenario has. */
const GATES = 32;

/** A race as an event, with the name of what was raced for. */
export function raceEvent(race: RaceReport, cell: string): HistoryEvent {
  return {
    type: 'race',
    first: {
      task: race.firstTask,
      site: race.firstSite,
      access: race.firstWrites ? 'write' : 'read',
      atomic: race.firstAtomic,
      cell,
    },
    second: { task: race.task, site: race.site, access: race.writes ? 'write' : 'read', atomic: race.atomic, cell },
  };
}

/** Watches the accesses of an execution: tells of each data race once, and of every access where that was asked for. */
export class AccessLog {
  raced = false;
  readonly #races: RaceDetector;
  readonly #layout: Layout;
  readonly #recorder: Recorder;
  readonly #recordsAll: boolean;
  readonly #reported = new Set<string>();

  constructor(tasks: number, layout: Layout, recorder: Recorder, recordsAll: boolean) {
    this.#races = new RaceDetector(tasks, layout.cells + GATES);
    this.#layout = layout;
    this.#recorder = recorder;
    this.#recordsAll = recordsAll;
  }

  reset(): void {
    this.#races.reset();
    if (this.raced) this.#reported.clear();
    this.raced = false;
  }

  /** An access of the task's announced step. */
  access(task: Task, cell: number, writes: boolean, atomic: boolean): void {
    const race = this.#races.access(task.id, cell, task.site, writes, atomic);
    if (race !== undefined) this.#report(race);
    if (this.#recordsAll) this.#record(task, cell, writes);
  }

  /** A compare-exchange, say, learns what the last atomic write to the cell knew. */
  acquire(task: Task, cell: number): void {
    this.#races.acquire(task.id, cell);
  }

  release(task: Task, cell: number): void {
    this.#races.release(task.id, cell);
  }

  /** What `from` has done happens before what `to` does next. */
  order(from: Task, to: Task): void {
    this.#races.order(from.id, to.id);
  }

  openGate(task: Task, gate: number): void {
    if (gate >= GATES) return;
    this.acquire(task, this.#layout.cells + gate);
    this.release(task, this.#layout.cells + gate);
  }

  passGate(task: Task, gate: number): void {
    if (gate < GATES) this.acquire(task, this.#layout.cells + gate);
  }

  #report(race: RaceReport): void {
    this.raced = true;
    const key = `${race.firstSite} ${race.site} ${race.cell}`;
    if (this.#reported.has(key)) return;
    this.#reported.add(key);
    this.#recorder.emit(raceEvent(race, this.#layout.nameOf(race.cell)));
  }

  #record(task: Task, cell: number, writes: boolean): void {
    const update = writes && task.kind !== StepKind.Write && task.kind !== StepKind.Store;
    this.#recorder.emit({
      type: 'access',
      task: task.id,
      access: update ? 'update' : writes ? 'write' : 'read',
      op: StepKind[task.kind] ?? '',
      cell: this.#layout.nameOf(cell),
      site: task.site,
    });
  }
}
