import { clear } from './clear.js';

/**
 * Data races by happens-before, with vector clocks (Djit+: Pozniansky & Schuster, PPoPP 2003, section 3), for the
 * memory model of ECMA-262: two accesses of which one writes race when neither happens before the other and they are
 * not both atomic. An atomic read synchronizes with the atomic write that it reads from.
 *
 * All arrays are of fixed size, and what an execution touched is cleared before the next: nothing is allocated on the way.
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

/** Set in the kinds of every cell that this execution has used. */
const USED = 1 << 4;
const ALL = (1 << PLAIN_READ) | (1 << PLAIN_WRITE) | (1 << ATOMIC_READ) | (1 << ATOMIC_WRITE);
const WRITES = (1 << PLAIN_WRITE) | (1 << ATOMIC_WRITE);
const PLAIN = (1 << PLAIN_READ) | (1 << PLAIN_WRITE);

/** By kind, the kinds that conflict with it: a read conflicts with writes only, an atomic access with plain ones only. */
const CONFLICTS = Int32Array.of(WRITES, ALL, WRITES & PLAIN, PLAIN);

export class RaceDetector {
  readonly #tasks: number;
  /** `clock[t * tasks + u]`: what task t knows of task u. */
  readonly #clock: Int32Array;
  /** The clock that a cell's last atomic write, or a gate, carries. */
  readonly #released: Int32Array;
  /** For each cell, kind of access and task: the task's clock at its last such access, and where it was. */
  readonly #last: Int32Array;
  readonly #site: Int32Array;
  /** For each cell: which kinds of access there were, one bit each, and `USED`. Most cells never see a kind that conflicts. */
  readonly #kinds: Int32Array;
  /** The task whose clock `#released` holds for each cell, -1: none yet. It knows all that is there. */
  readonly #releaser: Int32Array;
  /** The cells (and gates) that this execution has used so far, in the first `#count` places. */
  readonly #used: Int32Array;
  #count = 0;

  constructor(tasks: number, cells: number) {
    this.#tasks = tasks;
    this.#clock = new Int32Array(tasks * tasks);
    this.#released = new Int32Array(tasks * cells);
    this.#last = new Int32Array(tasks * cells * 4);
    this.#site = new Int32Array(tasks * cells * 4);
    this.#kinds = new Int32Array(cells);
    this.#releaser = new Int32Array(cells).fill(-1);
    this.#used = new Int32Array(cells);
  }

  reset(): void {
    const n = this.#tasks;
    clear(this.#clock, 0);
    for (let t = 0; t < n; t++) this.#clock[t * n + t] = 1;
    for (let i = 0; i < this.#count; i++) this.#forget(this.#used[i] as number); // Below the count.
    this.#count = 0;
  }

  /** `#released` and `#site` need no clearing: they are looked at only where `#releaser` and `#last` say so. */
  #forget(cell: number): void {
    const n = this.#tasks;
    const kinds = this.#kinds[cell] as number;
    for (let kind = 0; kind < 4; kind++) {
      if ((kinds & (1 << kind)) === 0) continue;
      const first = (cell * 4 + kind) * n;
      for (let u = 0; u < n; u++) this.#last[first + u] = 0;
    }
    this.#kinds[cell] = 0;
    this.#releaser[cell] = -1;
  }

  /** Notes that there was such an access, or for `USED` that the cell carries a clock; tells `reset` of the cell. */
  #mark(cell: number, known: number, bit: number): void {
    if (known === 0) this.#used[this.#count++] = cell;
    this.#kinds[cell] = known | bit | USED;
  }

  /** Notes an access and returns the first race that it completes, or undefined. */
  access(task: number, cell: number, site: number, writes: boolean, atomic: boolean): RaceReport | undefined {
    const n = this.#tasks;
    const kind = atomic ? (writes ? ATOMIC_WRITE : ATOMIC_READ) : writes ? PLAIN_WRITE : PLAIN_READ;
    const known = this.#kinds[cell] as number;
    const conflicting = known & (CONFLICTS[kind] as number);
    const race = conflicting === 0 ? undefined : this.#raceWith(conflicting, task, cell, site, writes, atomic);
    const at = (cell * 4 + kind) * n + task;
    this.#last[at] = this.#clock[task * n + task] as number;
    this.#site[at] = site;
    const bit = 1 << kind;
    if ((known & bit) === 0) this.#mark(cell, known, bit);
    return race;
  }

  #raceWith(
    kinds: number,
    task: number,
    cell: number,
    site: number,
    writes: boolean,
    atomic: boolean,
  ): RaceReport | undefined {
    const n = this.#tasks;
    for (let kind = 0; kind < 4; kind++) {
      if ((kinds & (1 << kind)) === 0) continue;
      for (let u = 0; u < n; u++) {
        const at = (cell * 4 + kind) * n + u;
        if (u === task || (this.#last[at] as number) <= (this.#clock[task * n + u] as number)) continue;
        return {
          cell,
          firstTask: u,
          firstSite: this.#site[at] as number,
          firstWrites: kind === PLAIN_WRITE || kind === ATOMIC_WRITE,
          firstAtomic: kind >= ATOMIC_READ,
          task,
          site,
          writes,
          atomic,
        };
      }
    }
    return undefined;
  }

  /** The task learns what the cell's last atomic write (or a gate) carries. */
  acquire(task: number, cell: number): void {
    const releaser = this.#releaser[cell] as number;
    if (releaser < 0 || releaser === task) return;
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
    this.#releaser[cell] = task;
    const known = this.#kinds[cell] as number;
    if (known === 0) this.#mark(cell, known, USED);
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
