import { StateHash } from './state-hash.js';
import type { Footprint } from './strategy.js';

/**
 * For each actor a hash of all that its steps so far can have depended on: its outcomes, the objects that it touched and
 * who had written them last, with that writer's own past. Equal pasts of all actors are the same partial order of steps
 * (the happens-before hash of Musuvathi and Qadeer, "Partial-order reduction for context-bounded state exploration",
 * MSR-TR-2007-12). Failed awaits are taken back.
 */
export class ActorPasts {
  /** For each actor the hash after each of its steps. */
  private readonly pasts: number[][] = [];
  /** By object: the past of the step that wrote it last. */
  private readonly writers = new Map<number, number>();
  private readonly hash = new StateHash();

  clear(): void {
    for (const past of this.pasts) past.length = 0;
    this.writers.clear();
  }

  executed(actor: number, variant: number, { cells, length }: Footprint): void {
    while (this.pasts.length <= actor) this.pasts.push([]);
    const past = this.pasts[actor] as number[]; // Just made, if it was not there.
    const { hash } = this;
    hash.clear();
    hash.add(actor);
    hash.add(past.at(-1) ?? 0);
    hash.add(variant);
    for (let i = 0; i < length; i += 1) {
      const cell = cells[i] as number; // Below the length.
      hash.add(cell);
      hash.add(this.writers.get(cell >> 1) ?? 0);
    }
    const now = hash.short;
    past.push(now);
    for (let i = 0; i < length; i += 1) {
      const cell = cells[i] as number; // As above.
      if ((cell & 1) === 1) this.writers.set(cell >> 1, now);
    }
  }

  awaited(actor: number, steps: number): void {
    const past = this.pasts[actor];
    if (past !== undefined) past.length = Math.max(0, past.length - steps);
  }

  /** Adds how many steps each actor has made, or else all of their pasts. */
  addTo(hash: StateHash, counts: boolean): void {
    for (const past of this.pasts) hash.add(counts ? past.length : (past.at(-1) ?? 0));
  }
}
