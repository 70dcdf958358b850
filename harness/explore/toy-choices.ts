import type { ChoicePoint, Footprint } from './strategy.js';

/** The choice point of the toy machine: arrays that are filled anew for each step. */
export class ToyChoices implements ChoicePoint {
  depth = 0;
  current = -1;
  count = 0;
  fallback = 0;
  readonly actors: Int32Array;
  readonly variants: Int32Array;
  readonly preemptions: Int32Array;
  private readonly announced = { cells: new Int32Array(16), length: 0 };

  constructor(
    private readonly tasks: number,
    private readonly announce: (task: number, variant: number, into: { cells: Int32Array; length: number }) => void,
    readonly state: (() => number) | undefined,
  ) {
    this.actors = new Int32Array(tasks * 16);
    this.variants = new Int32Array(tasks * 16);
    this.preemptions = new Int32Array(tasks * 16);
  }

  add(task: number, variant: number): void {
    this.actors[this.count] = task;
    this.variants[this.count] = variant;
    this.count += 1;
  }

  footprint(option: number): Footprint {
    // The caller passes an option that is offered.
    this.announce(this.actors[option] as number, this.variants[option] as number, this.announced);
    return this.announced;
  }

  /** Marks the preemptions and finds the fallback, once all options are in. */
  rate(): void {
    let goesOn = -1;
    let best = Infinity;
    for (let i = 0; i < this.count; i += 1) {
      const actor = this.actors[i] as number;
      if (actor === this.current && goesOn < 0) goesOn = i;
      const away = (actor - this.current + this.tasks) % this.tasks;
      const order = away + (this.variants[i] as number) * this.tasks;
      if (order < best) {
        best = order;
        this.fallback = i;
      }
    }
    for (let i = 0; i < this.count; i += 1) {
      this.preemptions[i] = goesOn >= 0 && this.actors[i] !== this.current ? 1 : 0;
    }
    if (goesOn >= 0) this.fallback = goesOn;
  }
}
