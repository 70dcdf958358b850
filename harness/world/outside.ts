/**
 * What differs from run to run in the world outside, as one task sees it: time and chance. Here it is the same whenever
 * the task does the same. It is the task's own, never shared: a clock that all tasks asked in turns would make the order of
 * two questions matter, which the reduction could not know, and real threads and processes could not be made to repeat.
 */
export class Outside {
  readonly #start: number;
  #state: number;
  #clock = 0;

  /** @param seed of all that is drawn; @param who tells the tasks of a scenario apart */
  constructor(seed: number, who: number | string) {
    this.#start = mix(seed, String(who));
    this.#state = this.#start;
  }

  reset(): void {
    this.#state = this.#start;
    this.#clock = 0;
  }

  /** Milliseconds. Goes on by one with every question, so that who waits for time to pass sees it pass. */
  now(): number {
    return this.#clock++;
  }

  /** So many milliseconds have passed, as after a timeout. */
  pass(milliseconds: number): void {
    this.#clock += milliseconds;
  }

  /** From 0 to below 1. The generator mulberry32 (Tommy Ettinger, 2017, public domain). */
  random(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
}

/** FNV-1a (Fowler, Noll and Vo) over the name, from the seed. */
function mix(seed: number, who: string): number {
  let hash = (0x811c9dc5 ^ seed) >>> 0;
  for (let i = 0; i < who.length; i += 1) hash = Math.imul(hash ^ who.charCodeAt(i), 0x01000193) >>> 0;
  return hash;
}
