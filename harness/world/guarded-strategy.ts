import type { ChoicePoint, ExecutionSummary, Footprint, Progress, Strategy } from '../explore/strategy.js';

/**
 * Keeps a strategy's own error away from student code. A strategy is asked in the middle of the code that it schedules;
 * what it threw there would look like the submission's error. Instead the execution is cut, and the error kept.
 */
export class GuardedStrategy implements Strategy {
  readonly #strategy: Strategy;
  failure: unknown;

  constructor(strategy: Strategy) {
    this.#strategy = strategy;
  }

  get name(): string {
    return this.#strategy.name;
  }

  get progress(): Progress {
    return this.#strategy.progress;
  }

  begin(): boolean {
    return this.#strategy.begin();
  }

  choose(point: ChoicePoint): number {
    if (this.failure !== undefined) return -1;
    try {
      return this.#strategy.choose(point);
    } catch (error) {
      this.failure = error;
      return -1;
    }
  }

  executed(actor: number, variant: number, footprint: Footprint): void {
    if (this.failure !== undefined) return;
    try {
      this.#strategy.executed?.(actor, variant, footprint);
    } catch (error) {
      this.failure = error;
    }
  }

  awaited(actor: number, steps: number, objects: Footprint, variant = 0): void {
    if (this.failure !== undefined) return;
    try {
      this.#strategy.awaited?.(actor, steps, objects, variant);
    } catch (error) {
      this.failure = error;
    }
  }

  end(summary: ExecutionSummary): void {
    if (this.failure === undefined) this.#strategy.end(summary);
  }
}
