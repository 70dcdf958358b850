import type { Random } from './random.js';
import type { Footprint } from './strategy.js';

/** What is known of the objects that a program shares: who touched which, how often, and which are really shared. */
export class SharedObjects {
  /** Touched by several actors and written by at least one; ascending. */
  readonly shared: number[] = [];
  /** By object: for each actor its accesses, summed over the executions. */
  private readonly accesses = new Map<number, number[]>();
  private readonly written = new Set<number>();
  private readonly known = new Set<number>();
  private readonly touching = new Map<number, number>();
  private executions = 0;
  private most = 0;

  note(actor: number, footprint: Footprint): void {
    if (actor >= this.most) this.most = actor + 1;
    for (let i = 0; i < footprint.length; i += 1) {
      const cell = footprint.cells[i] as number; // Below the length.
      const object = cell >> 1;
      let counts = this.accesses.get(object);
      if (counts === undefined) {
        counts = [];
        this.accesses.set(object, counts);
      }
      if (counts[actor] === undefined) this.touching.set(object, (this.touching.get(object) ?? 0) + 1);
      counts[actor] = (counts[actor] ?? 0) + 1;
      if ((cell & 1) === 1) this.written.add(object);
      if (this.known.has(object) || !this.written.has(object)) continue;
      if ((this.touching.get(object) ?? 0) < 2) continue;
      this.known.add(object);
      this.shared.push(object);
      this.shared.sort((a, b) => a - b);
    }
  }

  ended(): void {
    this.executions += 1;
  }

  isShared(object: number): boolean {
    return this.known.has(object);
  }

  /** A shared object, or -1 where there is none: by how many pairs of actors could meet at it. */
  draw(random: Random): number {
    let total = 0;
    for (const object of this.shared) total += this.meetings(object);
    let ticket = random.below(total);
    for (const object of this.shared) {
      ticket -= this.meetings(object);
      if (ticket < 0) return object;
    }
    return -1;
  }

  /** The largest number of an actor seen, and one more. */
  get actors(): number {
    return this.most;
  }

  private meetings(object: number): number {
    const actors = this.touching.get(object) ?? 0;
    return (actors * (actors - 1)) / 2;
  }

  /** The mean number of accesses of the actor to the object in an execution, rounded up. */
  expected(actor: number, object: number): number {
    const total = this.accesses.get(object)?.[actor] ?? 0;
    return Math.ceil(total / Math.max(1, this.executions));
  }
}
