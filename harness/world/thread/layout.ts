/** The shared cells of a scenario: the submission's `memory` first, then the scenario's `data`. A cell is 32 bits. */
export class Layout {
  readonly memory: number;
  readonly data: number;
  /** Cells in all. */
  readonly cells: number;

  constructor(memory: number, data: number) {
    this.memory = memory;
    this.data = data;
    this.cells = memory + data;
  }

  /** As in `memory[3]`. */
  nameOf(cell: number): string {
    if (cell < 0) return 'nothing';
    return cell < this.memory ? `memory[${cell}]` : `data[${cell - this.memory}]`;
  }
}
