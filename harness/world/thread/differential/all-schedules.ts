import type { ChoicePoint, Strategy } from '../../../explore/strategy.js';

/** Every schedule there is, in depth-first order: what a reduction is compared with. Only for small programs. */
export class AllSchedules implements Strategy {
  readonly name = 'all';
  readonly progress = { executions: 0, cut: 0, exhausted: false };
  readonly #taken: number[] = [];
  readonly #counts: number[] = [];
  #depth = 0;

  begin(): boolean {
    this.#depth = 0;
    return !this.progress.exhausted;
  }

  choose(point: ChoicePoint): number {
    const depth = this.#depth++;
    if (depth === this.#taken.length) {
      this.#taken.push(0);
      this.#counts.push(point.count);
    }
    return this.#taken[depth] as number; // Pushed above where it was missing.
  }

  end(): void {
    this.progress.executions++;
    for (;;) {
      const option = this.#taken.pop();
      const count = this.#counts.pop();
      if (option === undefined || count === undefined) break;
      if (option + 1 < count) {
        this.#taken.push(option + 1);
        this.#counts.push(count);
        return;
      }
    }
    this.progress.exhausted = true;
  }
}
