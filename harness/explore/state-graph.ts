/** The distance of a state from which nothing untried can be reached. */
export const NOWHERE = 1 << 29;

/**
 * The states that were seen, what was tried in each and where that led, and for each state a lower bound of how many steps
 * away the nearest one is in which something is left to try. States, and what can be tried, are plain numbers.
 */
export class StateGraph {
  private readonly numbers = new Map<number, number>();
  private distances = new Int32Array(1024);
  /** 1 where something is left to try. */
  private open = new Uint8Array(1024);
  /** By state its first edge, -1 for none; by edge what was tried, where it led, and the next edge of the same state. */
  private first = new Int32Array(1024);
  private labels = new Int32Array(2048);
  private targets = new Int32Array(2048);
  private next = new Int32Array(2048);
  private edges = 0;
  /** Bounds above this are worth nothing: no execution was so long. */
  private longest = 0;

  /** The state in which an execution is over. */
  static readonly END = 0;

  constructor() {
    this.clear();
  }

  get size(): number {
    return this.numbers.size;
  }

  clear(): void {
    this.numbers.clear();
    this.edges = 0;
    this.create(StateGraph.END);
    this.distances[StateGraph.END] = NOWHERE;
  }

  /** The number of the state with that key; a new one has all to try. */
  numberOf(key: number): number {
    let state = this.numbers.get(key);
    if (state === undefined) {
      // The end has number 0, and no key.
      state = this.numbers.size + 1;
      this.numbers.set(key, state);
      this.create(state);
    }
    return state;
  }

  /** The distance of the state that this led to; -1 where it has not been tried. */
  distanceAfter(state: number, label: number): number {
    const edge = this.edgeOf(state, label);
    return edge < 0 ? -1 : (this.distances[this.targets[edge] as number] as number); // An edge has a target.
  }

  distance(state: number): number {
    return this.distances[state] as number; // A state's number.
  }

  led(state: number, label: number, target: number): void {
    let edge = this.edgeOf(state, label);
    if (edge < 0) {
      edge = this.edges;
      this.edges += 1;
      if (edge === this.labels.length) this.growEdges();
      this.labels[edge] = label;
      this.next[edge] = this.first[state] as number; // A state's number.
      this.first[state] = edge;
    }
    this.targets[edge] = target;
  }

  /** What is known after a visit: whether something is left to try here. */
  visited(state: number, left: boolean): void {
    this.open[state] = left ? 1 : 0;
    this.improve(state);
  }

  /** Along the states of an execution, the last one first: the bounds follow from those of the states after them. */
  improveAll(path: readonly number[]): void {
    if (path.length > this.longest) this.longest = path.length;
    for (let i = path.length - 1; i >= 0; i -= 1) this.improve(path[i] as number); // Below the length.
  }

  private improve(state: number): void {
    let distance = 0;
    if (this.open[state] === 0) {
      distance = NOWHERE;
      for (let edge = this.first[state] as number; edge >= 0; edge = this.next[edge] as number) {
        const after = 1 + (this.distances[this.targets[edge] as number] as number); // Edges have targets and nexts.
        if (after < distance) distance = after;
      }
      // Round a cycle without a way out the bounds grow for ever.
      if (distance > this.longest) distance = NOWHERE;
    }
    this.distances[state] = distance;
  }

  private edgeOf(state: number, label: number): number {
    let edge = this.first[state] as number; // A state's number.
    while (edge >= 0 && this.labels[edge] !== label) edge = this.next[edge] as number;
    return edge;
  }

  private create(state: number): void {
    if (state >= this.distances.length) {
      this.distances = doubled(this.distances);
      this.first = doubled(this.first);
      const open = new Uint8Array(this.open.length * 2);
      open.set(this.open);
      this.open = open;
    }
    this.distances[state] = 0;
    this.open[state] = 1;
    this.first[state] = -1;
  }

  private growEdges(): void {
    this.labels = doubled(this.labels);
    this.targets = doubled(this.targets);
    this.next = doubled(this.next);
  }
}

function doubled(array: Int32Array): Int32Array<ArrayBuffer> {
  const grown = new Int32Array(array.length * 2);
  grown.set(array);
  return grown;
}
