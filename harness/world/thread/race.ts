/**
 * Data races by happens-before, with vector clocks (Djit+: Pozniansky & Schuster, PPoPP 2003, section 3), for the
 * memory model of ECMA-262: two accesses of which one writes race when neither happens before the other and they are
 * not both atomic. An atomic read synchronizes with the atomic write that it reads from.
 *
 * All arrays are of fixed size and reset for every execution: nothing is allocated on the way.
 */
export interface RaceReport {
  cell: number;
  firstTask: number;
  firstSite: number;
  firstWrites: boolean;
  firstAtomic: boolean;
  task: number;
  site: number;
  writes: boolean;
  atomic: boolean;
}

const PLAIN_READ = 0;
const PLAIN_WRITE = 1;
const ATOMIC_READ = 2;
const ATOMIC_WRITE = 3;

export class RaceDetector {
  readonly #tasks: number;
  /** `clock[t * tasks + u]`: what task t knows of task u. */
  readonly #clock: Int32Array;
  /** The clock that a cell's last atomic write, or a gate, carries. */
  readonly #released: Int32Array;
  /** For each cell, kind of access and task: the task's clock at its last such access, and where it was. */
  readonly #last: Int32Array;
  readonly #site: Int32Array;

  constructor(tasks: number, cells: number) {
    this.#tasks = tasks;
    this.#clock = new Int32Array(tasks * tasks);
    this.#released = new Int32Array(tasks * cells);
    this.#last = new Int32Array(tasks * cells * 4);
    this.#site = new Int32Array(tasks * cells * 4);
  }

  reset(): void {
    this.#clock.fill(0);
    for (let t = 0; t < this.#tasks; t++) this.#clock[t * this.#tasks + t] = 1;
    this.#released.fill(0);
    this.#last.fill(0);
  }

  /** Notes an access and returns the first race that it completes, or undefined. */
  access(task: number, cell: number, site: number, writes: boolean, atomic: boolean): RaceReport | undefined {
    let race: RaceReport | undefined;
    const n = this.#tasks;
    const base = cell * 4 * n;
    // A read conflicts with writes only; an atomic access with plain ones only.
    for (let kind = 0; kind < 4; kind++) {
      const otherWrites = kind === PLAIN_WRITE || kind === ATOMIC_WRITE;
      const otherAtomic = kind >= ATOMIC_READ;
      if ((!writes && !otherWrites) || (atomic && otherAtomic)) continue;
      for (let u = 0; u < n; u++) {
        const at = base + kind * n + u;
        if (u === task || (this.#last[at] as number) <= (this.#clock[task * n + u] as number)) continue;
        race ??= {
          cell,
          firstTask: u,
          firstSite: this.#site[at] as number,
          firstWrites: otherWrites,
          firstAtomic: otherAtomic,
          task,
          site,
          writes,
          atomic,
        };
      }
    }
    const kind = atomic ? (writes ? ATOMIC_WRITE : ATOMIC_READ) : writes ? PLAIN_WRITE : PLAIN_READ;
    const at = base + kind * n + task;
    this.#last[at] = this.#clock[task * n + task] as number;
    this.#site[at] = site;
    return race;
  }

  /** The task learns what the cell's last atomic write (or a gate) carries. */
  acquire(task: number, cell: number): void {
    const n = this.#tasks;
    for (let u = 0; u < n; u++) {
      const known = this.#released[cell * n + u] as number;
      if (known > (this.#clock[task * n + u] as number)) this.#clock[task * n + u] = known;
    }
  }

  /** The cell (or gate) now carries what the task knows. */
  release(task: number, cell: number): void {
    const n = this.#tasks;
    for (let u = 0; u < n; u++) this.#released[cell * n + u] = this.#clock[task * n + u] as number;
    this.#tick(task);
  }

  /** What `from` has done happens before what `to` does next. */
  order(from: number, to: number): void {
    const n = this.#tasks;
    for (let u = 0; u < n; u++) {
      const known = this.#clock[from * n + u] as number;
      if (known > (this.#clock[to * n + u] as number)) this.#clock[to * n + u] = known;
    }
    this.#tick(from);
  }

  #tick(task: number): void {
    const own = task * this.#tasks + task;
    this.#clock[own] = (this.#clock[own] as number) + 1;
  }
}
