import type { Footprint } from '../../explore/strategy.js';

const FIRST = 64;

/** A footprint that is filled again for every step. */
export class Footprints implements Footprint {
  cells = new Int32Array(FIRST);
  length = 0;

  add(object: number, writes: boolean): void {
    const entry = object * 2 + (writes ? 1 : 0);
    // Short ones may name an object twice; long ones are of steps without a switch, and would grow without end.
    if (this.length >= FIRST && this.#has(entry)) return;
    if (this.length === this.cells.length) this.#grow();
    this.cells[this.length++] = entry;
  }

  /** Holds what the other one holds. */
  set({ cells, length }: Footprint): void {
    if (cells.length > this.cells.length) this.cells = new Int32Array(cells.length);
    this.cells.set(cells);
    this.length = length;
  }

  #has(entry: number): boolean {
    for (let i = 0; i < this.length; i++) if (this.cells[i] === entry) return true;
    return false;
  }

  #grow(): void {
    const cells = new Int32Array(this.cells.length * 2);
    cells.set(this.cells);
    this.cells = cells;
  }
}
