import type { Schedule } from '../../explore/strategy.js';

/** The choices of one execution; kept for all executions, so that none allocates. */
export class ScheduleLog {
  #choices = new Int32Array(256);

  set(depth: number, choice: number): void {
    if (depth === this.#choices.length) this.#grow();
    this.#choices[depth] = choice;
  }

  /** A copy of the first `depth` choices. */
  upTo(depth: number): Schedule {
    return Array.from(this.#choices.subarray(0, depth));
  }

  #grow(): void {
    const choices = new Int32Array(this.#choices.length * 2);
    choices.set(this.#choices);
    this.#choices = choices;
  }
}
