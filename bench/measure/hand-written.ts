/**
 * The counter under a CAS lock as one would write it by hand for this alone: a generator a thread, and a scheduler that
 * is asked inline, so that only a real switch yields. No instrumentation, no races, no history, no replay: this is what
 * the virtual realm is measured against.
 */
import { Random } from '../../harness/explore/random.js';

const LOCK = 0;
const SUM = 1;

const READY = 0;
/** Until the lock's cell changes. */
const PARKED = 1;
const DONE = 2;

export class HandWritten {
  /** Of all executions. */
  steps = 0;
  readonly #memory = new Int32Array(2);
  readonly #random: Random;
  readonly #rounds: number;
  readonly #state: Int32Array;
  readonly #ready: Int32Array;
  readonly #tasks: Generator<undefined, void>[] = [];
  /** The task whose turn it is, -1 at the end. */
  #turn = -1;
  #starting = false;

  constructor(threads: number, rounds: number, seed: number) {
    this.#random = new Random(seed);
    this.#rounds = rounds;
    this.#state = new Int32Array(threads);
    this.#ready = new Int32Array(threads);
  }

  /** One execution under a random schedule; returns the sum. */
  run(): number {
    this.#memory.fill(0);
    this.#state.fill(READY);
    this.#starting = true;
    for (let me = 0; me < this.#state.length; me++) {
      const task = this.#task(me);
      this.#tasks[me] = task;
      task.next();
    }
    this.#starting = false;
    this.#choose();
    while (this.#turn >= 0) {
      // `#turn` is a task's number.
      if ((this.#tasks[this.#turn] as Generator).next().done === true) {
        this.#state[this.#turn] = DONE;
        this.#choose();
      }
    }
    return this.#memory[SUM] as number;
  }

  #choose(): void {
    const ready = this.#ready;
    let count = 0;
    for (let task = 0; task < ready.length; task++) if (this.#state[task] === READY) ready[count++] = task;
    this.#turn = count === 0 ? -1 : count === 1 ? (ready[0] as number) : (ready[this.#random.below(count)] as number);
    if (count > 0) this.steps++;
  }

  /** Asks for the turn of the next step. True: another has it. */
  #step(me: number): boolean {
    if (this.#starting) return true;
    this.#choose();
    return this.#turn !== me;
  }

  *#task(me: number): Generator<undefined, void> {
    for (let round = 0; round < this.#rounds; round++) {
      yield* this.#acquire(me);
      if (this.#step(me)) yield;
      const sum = this.#memory[SUM] as number;
      if (this.#step(me)) yield;
      this.#memory[SUM] = sum + 1;
      yield* this.#release(me);
    }
  }

  *#acquire(me: number): Generator<undefined, void> {
    for (;;) {
      if (this.#step(me)) yield;
      if (this.#memory[LOCK] === 0) break;
      this.#state[me] = PARKED;
    }
    this.#memory[LOCK] = 1;
  }

  *#release(me: number): Generator<undefined, void> {
    if (this.#step(me)) yield;
    this.#memory[LOCK] = 0;
    for (let task = 0; task < this.#state.length; task++) if (this.#state[task] === PARKED) this.#state[task] = READY;
  }
}
