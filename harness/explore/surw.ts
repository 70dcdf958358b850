import { PerActor } from './per-actor.js';
import { Random } from './random.js';
import { SharedObjects } from './shared-objects.js';
import type { ChoicePoint, ExecutionSummary, Footprint, Progress, Strategy } from './strategy.js';

/** Of so many executions one takes all shared objects as interesting, the others a single one. */
const ALL_OF = 4;

/**
 * Selectively uniform random walk (Zhao, Wolff, Mathur and Roychoudhury, "Selectively uniform concurrency testing",
 * ASPLOS 2025, section 3, algorithms 1 and 2). A set of steps is interesting; all their interleavings are equally likely:
 * the actor whose interesting step comes next is drawn with the number of interesting steps that it still has as its
 * weight, and whoever else stands at an interesting step waits for it. Other steps are a random walk.
 *
 * Interesting are the steps on one shared object, drawn anew for each execution; sometimes those on all of them. The
 * numbers of steps are the means of the executions so far.
 */
export class SelectivelyUniform implements Strategy {
  readonly name = 'surw';
  readonly progress: Progress;
  private readonly counts = { executions: 0, cut: 0, exhausted: false };
  private readonly random: Random;
  private readonly objects = new SharedObjects();
  private readonly left = new PerActor();
  private readonly waits = new PerActor();
  private readonly offered = new PerActor();
  /** The interesting object, or -1 for all that are shared. */
  private object = -1;
  private intended = -1;
  private free = new Int32Array(16);
  /** The last one intended could not go on: only those who can are drawn until the next interesting step. */
  private blocked = false;

  constructor(seed: number) {
    this.random = new Random(seed);
    this.progress = this.counts;
  }

  begin(): boolean {
    const { shared } = this.objects;
    const all = shared.length < 2 || this.random.below(ALL_OF) === 0;
    this.object = all ? -1 : this.objects.draw(this.random);
    this.intended = -1;
    this.blocked = false;
    this.left.clear();
    this.waits.clear();
    return true;
  }

  choose(point: ChoicePoint): number {
    if (point.count > this.free.length) this.free = new Int32Array(point.count * 2);
    for (;;) {
      const count = this.collect(point);
      if (count === 0) {
        // The one intended is blocked: somebody else must go first.
        this.intended = -1;
        this.blocked = true;
        this.waits.clear();
        continue;
      }
      const option = this.free[this.random.below(count)] as number; // Below the count.
      const actor = point.actors[option] as number;
      if (!this.interesting(point.footprint(option))) return option;
      if (this.intended < 0) this.intended = this.draw(point, count);
      if (actor === this.intended) {
        this.left.set(actor, Math.max(0, this.remaining(actor) - 1));
        this.intended = -1;
        this.blocked = false;
        this.waits.clear();
        return option;
      }
      this.waits.set(actor, 1);
    }
  }

  executed(actor: number, _variant: number, footprint: Footprint): void {
    this.objects.note(actor, footprint);
  }

  end(summary: ExecutionSummary): void {
    this.objects.ended();
    if (summary.status !== 'cut') this.counts.executions += 1;
  }

  /** Options whose actors do not wait for the intended one. */
  private collect(point: ChoicePoint): number {
    let count = 0;
    for (let i = 0; i < point.count; i += 1) {
      if (this.waits.has(point.actors[i] as number)) continue; // `i` is an option.
      this.free[count] = i;
      count += 1;
    }
    return count;
  }

  private interesting(footprint: Footprint): boolean {
    for (let i = 0; i < footprint.length; i += 1) {
      const object = (footprint.cells[i] as number) >> 1; // Below the length.
      if (this.object < 0 ? this.objects.isShared(object) : object === this.object) return true;
    }
    return false;
  }

  /** Interesting steps that the actor probably still has. */
  private remaining(actor: number): number {
    if (this.left.has(actor)) return this.left.get(actor, 0);
    let total = 0;
    if (this.object >= 0) total = this.objects.expected(actor, this.object);
    else for (const object of this.objects.shared) total += this.objects.expected(actor, object);
    this.left.set(actor, total);
    return total;
  }

  /**
   * Draws the actor whose interesting step comes next, by weight; one that stands at such a step weighs at least one.
   * Those who cannot go on yet, having not been started, say, are drawn too: in the paper they are part of the weight of
   * whoever starts them.
   */
  private draw(point: ChoicePoint, count: number): number {
    let total = 0;
    for (let k = 0; k < count; k += 1) total += this.weight(point, this.free[k] as number); // Below the count.
    const absent = this.blocked ? 0 : this.absentWeight(point);
    let ticket = this.random.below(total + absent);
    if (ticket >= total) return this.drawAbsent(ticket - total);
    let chosen = -1;
    for (let k = 0; k < count; k += 1) {
      const option = this.free[k] as number; // As above.
      const weight = this.weight(point, option);
      if (weight > 0) chosen = point.actors[option] as number;
      ticket -= weight;
      if (ticket < 0) break;
    }
    return chosen;
  }

  /** Marks those who are offered, and weighs the others. */
  private absentWeight(point: ChoicePoint): number {
    this.offered.clear();
    for (let i = 0; i < point.count; i += 1) this.offered.set(point.actors[i] as number, 1); // `i` is an option.
    let total = 0;
    for (let actor = 0; actor < this.objects.actors; actor += 1) {
      if (!this.offered.has(actor)) total += this.remaining(actor);
    }
    return total;
  }

  private drawAbsent(ticket: number): number {
    let left = ticket;
    for (let actor = 0; actor < this.objects.actors; actor += 1) {
      if (this.offered.has(actor)) continue;
      left -= this.remaining(actor);
      if (left < 0) return actor;
    }
    return -1;
  }

  /** Of several outcomes of an actor only the first counts, or it would weigh too much. */
  private weight(point: ChoicePoint, option: number): number {
    const actor = point.actors[option] as number; // An option.
    if (option > 0 && point.actors[option - 1] === actor) return 0;
    const weight = this.remaining(actor);
    if (weight > 0) return weight;
    return this.interesting(point.footprint(option)) ? 1 : 0;
  }
}
