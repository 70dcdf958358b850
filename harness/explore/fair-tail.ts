import { lassoOf } from './cycle.js';
import { Random } from './random.js';
import { actorOf } from './schedule.js';
import type { ChoicePoint, Schedule, Strategy } from './strategy.js';

/**
 * Runs on with an execution that has used up its steps under a scheduler that was not fair: only a fair one may say that
 * somebody never gets anywhere (Musuvathi and Qadeer, "Fair stateless model checking", PLDI 2008, section 2). Every option
 * has the same chance at every step, so no task is left out, and tasks that are only in each other's step get out of it.
 */
export class FairTail implements Strategy {
  readonly name = 'fair';
  readonly progress = { executions: 0, cut: 0, exhausted: false };
  /** Steps after which somebody has to be asked whether the execution may go on. */
  limit = 0;
  /** An execution was longer than what a strategy may choose. */
  long = false;
  #maxSteps = 0;
  #random = new Random(1);
  readonly #mayNeverCome: (variant: number) => boolean;

  /** @param mayNeverCome whether a scheduler that is fair may leave out that variant for ever: to stop a task, or a fault */
  constructor(mayNeverCome: (variant: number) => boolean) {
    this.#mayNeverCome = mayNeverCome;
  }

  /** A new execution begins, of which a strategy may choose so many steps. */
  reset(maxSteps: number): void {
    this.limit = maxSteps;
    this.#maxSteps = maxSteps;
  }

  /** The limit has been reached: true once, for as many steps more, where what was chosen was not fair. */
  takesOver(point: ChoicePoint, schedule: Schedule): boolean {
    this.long = true;
    if (this.limit > this.#maxSteps || this.#wasFair(point, schedule)) return false;
    this.limit += this.#maxSteps;
    return this.begin();
  }

  begin(): boolean {
    this.#random = new Random(1);
    return true;
  }

  choose(point: ChoicePoint): number {
    const drawn = this.#random.below(point.count);
    for (let i = 0; i < point.count; i += 1) {
      const option = (drawn + i) % point.count;
      if (!this.#mayNeverCome(point.variants[option] as number)) return option; // `option` is below the count.
    }
    return point.fallback;
  }

  end(): void {}

  /**
   * Whether the second half of the schedule goes round and round in one cycle that leaves out nobody who can go on (or whose
   * timeout can fire): for ever like that is fair. Whoever takes part in every round has not come to its end either.
   */
  #wasFair(point: ChoicePoint, schedule: Schedule): boolean {
    const lasso = lassoOf(schedule);
    if (lasso === undefined) return false;
    const cycle = new Set(lasso.cycle.map(actorOf));
    for (let i = 0; i < point.count; i += 1) {
      // `i` is an option.
      if (!this.#mayNeverCome(point.variants[i] as number) && !cycle.has(point.actors[i] as number)) return false;
    }
    return true;
  }
}
