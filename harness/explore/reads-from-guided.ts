import { givesWay } from './options.js';
import { PartialOrderSampling } from './pos.js';
import { Random } from './random.js';
import { ReadsFrom, type Access } from './reads-from.js';
import type { ChoicePoint, ExecutionSummary, Footprint, Progress, Strategy } from './strategy.js';

/** A wish for an execution: that `access` comes with `write` as the last write before it, or that it does not. */
interface Constraint {
  readonly write: Access;
  readonly access: Access;
  readonly wanted: boolean;
}

/** What was tried and showed something new. */
interface Seed {
  readonly constraints: readonly Constraint[];
  tries: number;
}

const MOST_CONSTRAINTS = 8;

/**
 * Reads-from guided mutation (Wolff, Shi, Duck, Mathur and Roychoudhury, "Greybox fuzzing for concurrency testing",
 * ASPLOS 2024, sections 3 and 4). An abstract schedule is a set of constraints on which access reads from which write.
 * Those that showed a new pair are kept and mutated (add, remove, turn round); a partial order sampling carries them out,
 * holding back the steps that would break a constraint for as long as anyone else can go.
 *
 * The paper tells accesses apart by their places in the source, so that what one thread did is tried with all that run the
 * same code; here it is the role of the actor and how often it touched the object. Pairs never seen nor tried come first.
 */
export class ReadsFromGuided implements Strategy {
  readonly name = 'rff';
  readonly progress: Progress;
  private readonly counts = { executions: 0, cut: 0, exhausted: false };
  private readonly random: Random;
  private readonly sampling: PartialOrderSampling;
  private readonly readsFrom = new ReadsFrom();
  private readonly seeds: Seed[] = [{ constraints: [], tries: 0 }];
  private constraints: readonly Constraint[] = [];
  private readonly met: boolean[] = [];
  private held = new Uint8Array(16);
  private roles: Int32Array | undefined;

  constructor(seed: number) {
    this.random = new Random(seed);
    this.sampling = new PartialOrderSampling(seed ^ 0x5bd1e995);
    this.progress = this.counts;
  }

  begin(): boolean {
    this.sampling.begin();
    this.readsFrom.begin();
    const seed = this.pick();
    seed.tries += 1;
    this.constraints = this.counts.executions === 0 ? [] : this.mutate(seed.constraints);
    this.met.length = 0;
    return true;
  }

  choose(point: ChoicePoint): number {
    this.roles = point.roles;
    if (givesWay(point)) this.sampling.redraw(point, point.fallback);
    let option = -1;
    if (this.constraints.length > 0 && point.count > 1) {
      if (point.count > this.held.length) this.held = new Uint8Array(point.count * 2);
      for (let i = 0; i < point.count; i += 1) this.held[i] = this.holdsBack(point, i) ? 1 : 0;
      option = this.sampling.highest(point, this.held);
    }
    if (option < 0) option = this.sampling.highest(point, undefined);
    this.sampling.redraw(point, option);
    return option;
  }

  executed(actor: number, _variant: number, footprint: Footprint): void {
    const role = this.roleOf(actor);
    for (let k = 0; k < footprint.length; k += 1) {
      const cell = footprint.cells[k] as number; // Below the length.
      const access = this.readsFrom.next(actor, role, cell);
      for (let i = 0; i < this.constraints.length; i += 1) {
        if ((this.constraints[i] as Constraint).access === access) this.met[i] = true; // Below the length.
      }
    }
    this.readsFrom.note(actor, role, footprint);
  }

  awaited(actor: number, steps: number): void {
    for (const access of this.readsFrom.undo(actor, steps)) {
      for (let i = 0; i < this.constraints.length; i += 1) {
        if ((this.constraints[i] as Constraint).access === access) this.met[i] = false; // Below the length.
      }
    }
  }

  end(summary: ExecutionSummary): void {
    if (summary.status !== 'cut') this.counts.executions += 1;
    if (this.readsFrom.isNew()) this.seeds.push({ constraints: this.constraints, tries: 0 });
  }

  private roleOf(actor: number): number | undefined {
    return this.roles?.[actor];
  }

  /** Nothing yet, as often as not; else of two seeds drawn, the one less tried. */
  private pick(): Seed {
    if (this.random.below(2) === 0) return this.seeds[0] as Seed; // There is always the empty one.
    const one = this.seeds[this.random.below(this.seeds.length)] as Seed; // Below the length.
    const two = this.seeds[this.random.below(this.seeds.length)] as Seed;
    return two.tries < one.tries ? two : one;
  }

  private mutate(constraints: readonly Constraint[]): readonly Constraint[] {
    const dice = this.random.below(4);
    const at = constraints.length === 0 ? 0 : this.random.below(constraints.length);
    const old = constraints[at];
    if (old !== undefined && dice === 0) return constraints.filter((_, index) => index !== at);
    if (old !== undefined && dice === 1) {
      return constraints.map((constraint, index) => (index === at ? { ...old, wanted: !old.wanted } : constraint));
    }
    const added = this.draw();
    if (added === undefined) return constraints;
    const rest = constraints.filter((constraint) => constraint.access !== added.access);
    return [...rest.slice(-MOST_CONSTRAINTS + 1), added];
  }

  /** A constraint between an access and a write of the same object that have been seen, in this order or not. */
  private draw(): Constraint | undefined {
    const pair = this.readsFrom.draw(this.random);
    return pair && { ...pair, wanted: this.random.below(4) > 0 };
  }

  /** Whether the step would break a constraint now. */
  private holdsBack(point: ChoicePoint, option: number): boolean {
    const actor = point.actors[option] as number; // An option.
    const role = this.roleOf(actor);
    const footprint = point.footprint(option);
    for (let k = 0; k < footprint.length; k += 1) {
      const cell = footprint.cells[k] as number; // Below the length.
      const access = this.readsFrom.next(actor, role, cell);
      const last = this.readsFrom.lastWrite(cell >> 1);
      for (let i = 0; i < this.constraints.length; i += 1) {
        if (this.met[i] === true) continue;
        const constraint = this.constraints[i] as Constraint; // Below the length.
        if (constraint.access === access) {
          if ((constraint.write === last) !== constraint.wanted) return true;
        } else if (
          constraint.wanted &&
          (cell & 1) === 1 &&
          constraint.write === last &&
          this.readsFrom.sameObject(access, last)
        ) {
          // Another write would come between the write and its reader.
          return true;
        }
      }
    }
    return false;
  }
}
