import { sem_at, sem_init, sem_post, sem_wait, type Semaphore } from 'posix';

/** Numbers at the beginning of the memory. `PARTIES` never changes; the others change only under the mutex. */
const PARTIES = 0;
const ARRIVED = 1;
const ROUND = 2;

/** Semaphores behind them, 32 bytes each: the mutex, and two gates for rounds with an even and an odd number. */
const MUTEX = 64;
const GATES = [96, 128] as const;

/**
 * A barrier for round after round.
 *
 * Two gates are enough: a process can be one round ahead of a slow one, and then waits at the other gate; it cannot be two
 * rounds ahead, because that takes all parties. So nobody takes a permit that was put down for the round before.
 */
export class Barrier {
  static size(): number {
    return 160;
  }

  static init(memory: ArrayBuffer, parties: number): void {
    new Int32Array(memory)[PARTIES] = parties;
    sem_init(memory, MUTEX, 1);
    for (const gate of GATES) sem_init(memory, gate, 0);
  }

  readonly #cells: Int32Array;
  readonly #mutex: Semaphore;
  readonly #gates: readonly Semaphore[];

  constructor(memory: ArrayBuffer) {
    this.#cells = new Int32Array(memory, 0, 3);
    this.#mutex = sem_at(memory, MUTEX);
    this.#gates = [sem_at(memory, GATES[0]), sem_at(memory, GATES[1])];
  }

  wait(): number {
    sem_wait(this.#mutex);
    const place = this.#cells[ARRIVED] ?? 0;
    const round = this.#cells[ROUND] ?? 0;
    const isLast = place + 1 === this.#cells[PARTIES];
    // Before the gate opens: once it has, the others can be back at any moment.
    this.#cells[ARRIVED] = isLast ? 0 : place + 1;
    if (isLast) this.#cells[ROUND] = round + 1;
    sem_post(this.#mutex);
    const gate = this.#gates[round & 1] ?? this.#mutex;
    if (isLast) for (let other = 0; other < place; other += 1) sem_post(gate);
    else sem_wait(gate);
    return place;
  }
}
