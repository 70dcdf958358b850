/** A round table with a fork between every two seats. The contract is in the handout. */
export class Table {
  /** How many cells of memory a table with so many seats needs. */
  static cells(seats: number): number {
    throw new Error('not written yet');
  }

  /** Runs once, before any thread starts; all cells are zero. */
  static init(memory: Int32Array, seats: number): void {
    throw new Error('not written yet');
  }

  /** Every thread constructs its own object over the same memory. */
  constructor(
    private readonly memory: Int32Array,
    private readonly seats: number,
  ) {}

  /** The philosopher at that seat takes both forks; sleeps until it can. */
  pickUp(seat: number): void {
    throw new Error('not written yet');
  }

  /** The philosopher at that seat puts both forks back. */
  putDown(seat: number): void {
    throw new Error('not written yet');
  }
}
