/** Fork i lies to the left of seat i, in cell i. */
const ON_TABLE = 0;
const IN_HAND = 1;
/** In somebody's hand, and others may be asleep waiting for it. */
const WANTED = 2;

/**
 * Dining philosophers (E. W. Dijkstra, 1965). Every fork is a lock, and everybody takes the fork with the lower number
 * first. Then whoever waits for a fork holds only lower ones, so the one who holds the highest fork of all those held
 * waits for nobody: there is no circle, and somebody can always eat.
 */
export class Table {
  static cells(seats: number): number {
    return seats;
  }

  /** All forks are on the table, and that is what a zero says. */
  static init(_memory: Int32Array, _seats: number): void {}

  readonly #forks: Int32Array;
  readonly #seats: number;

  constructor(memory: Int32Array, seats: number) {
    this.#forks = memory;
    this.#seats = seats;
  }

  pickUp(seat: number): void {
    const left = seat;
    const right = (seat + 1) % this.#seats;
    this.#take(Math.min(left, right));
    this.#take(Math.max(left, right));
  }

  putDown(seat: number): void {
    // In any order: putting down waits for nobody.
    this.#put(seat);
    this.#put((seat + 1) % this.#seats);
  }

  #take(fork: number): void {
    if (Atomics.compareExchange(this.#forks, fork, ON_TABLE, IN_HAND) === ON_TABLE) return;
    // Who has waited takes the fork as WANTED, since it cannot know whether its other neighbour is asleep as well.
    while (Atomics.exchange(this.#forks, fork, WANTED) !== ON_TABLE) Atomics.wait(this.#forks, fork, WANTED);
  }

  #put(fork: number): void {
    if (Atomics.exchange(this.#forks, fork, ON_TABLE) === WANTED) Atomics.notify(this.#forks, fork, 1);
  }
}
