import type { Random } from './random.js';
import type { Footprint } from './strategy.js';

/**
 * An access as it can be met again in other executions and in tasks that do the same: the object, whether it is written,
 * and how often its actor has touched the object before. The initial value of an object counts as a write of its own.
 */
export type Access = number;

/** Accesses of an actor to an object beyond this number are not told apart. */
const MOST = 32;

function initial(object: number): Access {
  return -1 - object;
}

/** Which access came after which write, in this execution and in all so far. */
export class ReadsFrom {
  private readonly last = new Map<number, Access>();
  private readonly touched = new Map<number, number>();
  private readonly pairs = new Set<string>();
  private readonly reads: Access[] = [];
  private readonly updates: Access[] = [];
  private readonly known = new Set<Access>();
  private readonly writes = new Map<number, Access[]>();
  private fresh = false;

  begin(): void {
    this.last.clear();
    this.touched.clear();
    this.fresh = false;
  }

  lastWrite(object: number): Access {
    return this.last.get(object) ?? initial(object);
  }

  /** The access that the actor's next touch of this cell would be. */
  next(actor: number, cell: number): Access {
    const times = Math.min(this.touched.get(keyOf(actor, cell >> 1)) ?? 0, MOST - 1);
    return (cell >> 1) * 2 * MOST + times * 2 + (cell & 1);
  }

  sameObject(access: Access, write: Access): boolean {
    const object = Math.floor(access / (2 * MOST));
    return write < 0 ? write === initial(object) : Math.floor(write / (2 * MOST)) === object;
  }

  note(actor: number, footprint: Footprint): void {
    for (let i = 0; i < footprint.length; i += 1) {
      const cell = footprint.cells[i] as number; // Below the length.
      const object = cell >> 1;
      const access = this.next(actor, cell);
      this.learn(access, object, this.lastWrite(object));
      const key = keyOf(actor, object);
      this.touched.set(key, (this.touched.get(key) ?? 0) + 1);
      if ((cell & 1) === 1) this.last.set(object, access);
    }
  }

  /** Whether this execution showed a pair that none had shown. */
  isNew(): boolean {
    return this.fresh;
  }

  /** An access and a write of its object, both seen; mostly one that only reads. */
  draw(random: Random): { readonly access: Access; readonly write: Access } | undefined {
    const from =
      this.updates.length === 0 || (this.reads.length > 0 && random.below(4) > 0) ? this.reads : this.updates;
    const access = from[random.below(Math.max(1, from.length))];
    if (access === undefined) return undefined;
    const object = Math.floor(access / (2 * MOST));
    const writes = this.writes.get(object) ?? [];
    const at = random.below(writes.length + 1);
    return { access, write: writes[at] ?? initial(object) };
  }

  private learn(access: Access, object: number, write: Access): void {
    const pair = `${write}>${access}`;
    if (!this.pairs.has(pair)) {
      this.pairs.add(pair);
      this.fresh = true;
    }
    if (this.known.has(access)) return;
    this.known.add(access);
    if ((access & 1) === 0) {
      this.reads.push(access);
      return;
    }
    this.updates.push(access);
    const writes = this.writes.get(object);
    if (writes === undefined) this.writes.set(object, [access]);
    else writes.push(access);
  }
}

/** Objects are below 2^26 in any program that ends. */
function keyOf(actor: number, object: number): number {
  return actor * 67_108_864 + object;
}
