/** The two shared buffers of a scenario as arrays of cells, and where a view's element lies in them. */
export interface Cells {
  readonly memory: Int32Array;
  readonly data: Int32Array;
}

export function isShared(cells: Cells, value: unknown): boolean {
  if (typeof value !== 'object' || !ArrayBuffer.isView(value)) return false;
  return value.buffer === cells.memory.buffer || value.buffer === cells.data.buffer;
}

/** The cell of an element, or -1 where the view has no such element or lies elsewhere. */
export function cellOf(cells: Cells, view: unknown, index: unknown): number {
  if (!ArrayBuffer.isView(view) || typeof index === 'symbol') return -1;
  const array = view as Int32Array;
  const at = typeof index === 'string' ? Number(index) : (index as number);
  if (!Number.isInteger(at) || at < 0 || !(at < array.length)) return -1;
  const byte = array.byteOffset + at * array.BYTES_PER_ELEMENT;
  if (array.buffer === cells.memory.buffer) return byte >> 2;
  return array.buffer === cells.data.buffer ? cells.memory.length + (byte >> 2) : -1;
}

export function valueAt(cells: Cells, cell: number): number {
  const value = cell < cells.memory.length ? cells.memory[cell] : cells.data[cell - cells.memory.length];
  return value ?? 0;
}
