/** The sum of all shares added so far, and how many there are. */
const TOTAL = 0;
const FINISHED = 1;

/** Adds up an array by several threads, each of which gets the sum of all. */
export class ParallelSum {
  static cells(_threads: number): number {
    return 2;
  }

  readonly #memory: Int32Array;
  readonly #me: number;
  readonly #threads: number;

  constructor(memory: Int32Array, me: number, threads: number) {
    this.#memory = memory;
    this.#me = me;
    this.#threads = threads;
  }

  run(data: Int32Array): number {
    // First the share, then the report: who sees that all have reported sees all shares.
    Atomics.add(this.#memory, TOTAL, this.#share(data));
    const finished = Atomics.add(this.#memory, FINISHED, 1) + 1;
    if (finished === this.#threads) Atomics.notify(this.#memory, FINISHED);
    else this.#awaitAll(finished);
    return Atomics.load(this.#memory, TOTAL);
  }

  /** The sum of a block of at most ceil(n / threads) elements; the blocks of all threads cover the array once. */
  #share(data: Int32Array): number {
    const from = Math.floor((data.length * this.#me) / this.#threads);
    const to = Math.floor((data.length * (this.#me + 1)) / this.#threads);
    let sum = 0;
    for (const value of data.subarray(from, to)) sum = (sum + value) | 0;
    return sum;
  }

  #awaitAll(seen: number): void {
    for (let finished = seen; finished < this.#threads; finished = Atomics.load(this.#memory, FINISHED)) {
      Atomics.wait(this.#memory, FINISHED, finished);
    }
  }
}
