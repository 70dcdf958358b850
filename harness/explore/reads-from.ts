import type { Random } from './random.js';
import type { Footprint } from './strategy.js';

/**
 * An access as it can be met again in other executions and in other tasks that run the same code: the object, the role of
 * its actor, and how often that actor has touched the object before. The initial value of an object counts as a write of
 * its own. Whether it reads or writes is no part of it: a compare-exchange may do either.
 */
export type Access = number;

/** Accesses of an actor to an object beyond this number are not told apart. */
const MOST = 32;
const ROLES = 128;
/** So often a pair is drawn until it is one that was never seen nor tried. */
const DRAWS = 24;

function initial(object: number): Access {
  return -1 - object;
}

function objectOf(access: Access): number {
  return access < 0 ? -1 - access : Math.floor(access / (ROLES * MOST));
}

/** What is known of an access. */
interface Known {
  /** It only read, whenever it was seen. */
  reads: boolean;
  /** Whenever it was seen, the last write before it was by its own actor: nobody gets in between. */
  own: boolean;
  readonly seenWith: Set<Access>;
  readonly triedWith: Set<Access>;
}

/** What is known of an object: who touched it, and by which accesses. */
interface Touched {
  readonly actors: Set<number>;
  readonly accesses: Access[];
  readonly writes: Access[];
}

/** Which access came after which write, in this execution and in all so far. */
export class ReadsFrom {
  private readonly last = new Map<number, Access>();
  private readonly lastActor = new Map<number, number>();
  private readonly touches = new Map<number, number>();
  /** For each actor that had a step the accesses of its steps, with a -1 after each step. */
  private readonly trails = new Map<number, number[]>();
  private readonly known = new Map<Access, Known>();
  private readonly objects = new Map<number, Touched>();
  private fresh = false;

  begin(): void {
    this.last.clear();
    this.lastActor.clear();
    this.touches.clear();
    for (const trail of this.trails.values()) trail.length = 0;
    this.fresh = false;
  }

  lastWrite(object: number): Access {
    return this.last.get(object) ?? initial(object);
  }

  /** The access that the actor's next touch of this cell would be. Without a role, those who read and who write differ. */
  next(actor: number, role: number | undefined, cell: number): Access {
    const object = cell >> 1;
    const times = Math.min(this.touches.get(keyOf(actor, object)) ?? 0, MOST - 1);
    return (object * ROLES + ((role ?? cell & 1) % ROLES)) * MOST + times;
  }

  sameObject(access: Access, write: Access): boolean {
    return objectOf(access) === objectOf(write);
  }

  note(actor: number, role: number | undefined, footprint: Footprint): void {
    const trail = this.trailOf(actor);
    for (let i = 0; i < footprint.length; i += 1) {
      const cell = footprint.cells[i] as number; // Below the length.
      const object = cell >> 1;
      const writes = (cell & 1) === 1;
      const access = this.next(actor, role, cell);
      this.learn(access, actor, object, writes);
      const key = keyOf(actor, object);
      this.touches.set(key, (this.touches.get(key) ?? 0) + 1);
      trail.push(access);
      if (!writes) continue;
      this.last.set(object, access);
      this.lastActor.set(object, actor);
    }
    trail.push(-1);
  }

  /** The last steps of the actor count as if they had not happened: its next accesses are the same again. Tells which. */
  undo(actor: number, steps: number): readonly Access[] {
    const trail = this.trailOf(actor);
    const undone: Access[] = [];
    let left = steps;
    while (trail.length > 0 && (left > 0 || trail.at(-1) !== -1)) {
      const access = trail.pop() as number; // Not empty.
      if (access < 0) {
        left -= 1;
        continue;
      }
      const key = keyOf(actor, objectOf(access));
      this.touches.set(key, (this.touches.get(key) ?? 1) - 1);
      undone.push(access);
    }
    return undone;
  }

  /** Whether this execution showed a pair that none had shown. */
  isNew(): boolean {
    return this.fresh;
  }

  /**
   * An access and a write of its object, or its initial value: one that was neither seen nor drawn before, if there are
   * such. Objects that many touch are drawn more often, since one access stands for those of many actors; accesses that
   * only read more often than others, since only they need not change what the next ones see.
   */
  draw(random: Random): { readonly access: Access; readonly write: Access } | undefined {
    let pair: { access: Access; write: Access } | undefined;
    for (let i = 0; i < DRAWS; i += 1) {
      const drawn = this.drawAny(random);
      if (drawn === undefined) continue;
      pair = drawn;
      const { seenWith, triedWith } = this.known.get(drawn.access) as Known; // Accesses are learned first.
      if (seenWith.has(drawn.write) || triedWith.has(drawn.write)) continue;
      triedWith.add(drawn.write);
      break;
    }
    return pair;
  }

  private drawAny(random: Random): { access: Access; write: Access } | undefined {
    const object = this.drawObject(random);
    if (object === undefined) return undefined;
    const { accesses, writes } = this.objects.get(object) as Touched; // It was drawn from there.
    const access = accesses[random.below(accesses.length)] as Access; // There is at least one.
    const { reads, own } = this.known.get(access) as Known; // As above.
    if (own || (!reads && random.below(2) === 0)) return undefined;
    return { access, write: writes[random.below(writes.length + 1)] ?? initial(object) };
  }

  private drawObject(random: Random): number | undefined {
    let total = 0;
    for (const touched of this.objects.values()) total += weightOf(touched);
    if (total === 0) return undefined;
    let ticket = random.below(total);
    for (const [object, touched] of this.objects) {
      ticket -= weightOf(touched);
      if (ticket < 0) return object;
    }
    return undefined;
  }

  private learn(access: Access, actor: number, object: number, writes: boolean): void {
    let touched = this.objects.get(object);
    if (touched === undefined) {
      touched = { actors: new Set(), accesses: [], writes: [] };
      this.objects.set(object, touched);
    }
    touched.actors.add(actor);
    let known = this.known.get(access);
    if (known === undefined) {
      known = { reads: true, own: true, seenWith: new Set(), triedWith: new Set() };
      this.known.set(access, known);
      touched.accesses.push(access);
    }
    if (writes && !touched.writes.includes(access)) touched.writes.push(access);
    if (writes) known.reads = false;
    if (this.lastActor.get(object) !== actor) known.own = false;
    const write = this.lastWrite(object);
    if (known.seenWith.has(write)) return;
    known.seenWith.add(write);
    this.fresh = true;
  }

  private trailOf(actor: number): number[] {
    let trail = this.trails.get(actor);
    if (trail === undefined) {
      trail = [];
      this.trails.set(actor, trail);
    }
    return trail;
  }
}

/** Nothing can be read otherwise where one actor is alone, or nobody writes. */
function weightOf({ actors, writes }: Touched): number {
  return writes.length === 0 ? 0 : (actors.size - 1) ** 2;
}

/** Objects are below 2^26 in any program that ends. */
function keyOf(actor: number, object: number): number {
  return actor * 67_108_864 + object;
}
