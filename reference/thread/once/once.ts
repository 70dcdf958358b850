/** The only cell, and what it can say. */
const STATE = 0;
const IDLE = 0;
const RUNNING = 1;
const DONE = 2;

/** Runs an action once among all threads; whoever comes late waits until it has been completed. */
export class Once {
  static cells(): number {
    return 1;
  }

  readonly #memory: Int32Array;

  constructor(memory: Int32Array) {
    this.#memory = memory;
  }

  run(action: () => void): void {
    for (;;) {
      // Looks and takes the action on in one step, so that only one thread finds it idle.
      const state = Atomics.compareExchange(this.#memory, STATE, IDLE, RUNNING);
      if (state === DONE) return;
      if (state === IDLE) break;
      // Looks again after waking up: the action may have thrown, and then it is for one of the others to run theirs.
      Atomics.wait(this.#memory, STATE, RUNNING);
    }
    let outcome = IDLE;
    try {
      action();
      outcome = DONE;
    } finally {
      // Everyone: after a success nobody has to wait any more, after an error all are candidates.
      Atomics.store(this.#memory, STATE, outcome);
      Atomics.notify(this.#memory, STATE);
    }
  }
}
