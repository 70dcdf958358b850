import { isAsleep, isCovered, openFrame, wasCovered, type Failure, type Frame } from './dpor-frame.js';
import { ask, linesOf, order, reverse, reverseAll } from './dpor-races.js';
import { type Estimate, estimate } from './estimate.js';
import { cellsOf, type Event, writesInto } from './event.js';
import { NotRepeatable } from './not-repeatable.js';
import { optionOf } from './options.js';
import type { ChoicePoint, ExecutionSummary, Footprint, Progress, Strategy } from './strategy.js';
import { leaf, prune, type WakeupNode, without } from './wakeup-tree.js';

/** Why an execution was cut. */
type Cut =
  /** Everything that could go on has been explored from an earlier state. */
  | 'asleep'
  /** The sequence to explore was not possible (an await failed in it, a task was blocked), or no other than one explored. */
  | 'impossible'
  /** Only awaits are left, of which one began before a write that came since: a shorter execution shows the same. */
  | 'blocked'
  /** The machine is ahead of the trace, since an iteration of several steps was given up: the trace is executed anew. */
  | 'restart';

const NOTHING = new Int32Array(0);

/**
 * Dynamic partial-order reduction: one execution of each equivalence class (Mazurkiewicz trace). Sleep sets and wakeup
 * trees as in Abdulla, Aronis, Jonsson and Sagonas, "Optimal dynamic partial order reduction" (POPL 2014) and "Source
 * sets: a foundation for optimal dynamic partial order reduction" (JACM 2017), executed anew from the beginning.
 *
 * Awaits, after Jonsson, Lång and Sagonas, "Awaiting for Godot: stateless model checking that avoids executions where
 * nothing happens" (FMCAD 2022): a failed iteration is no event, it says that its actor is disabled until one of the
 * cells read last is written. Its races count all the same, as those of every step that turns out to be blocked.
 *
 * The trace (the stack of frames) is what is reduced; the machine may have executed more: failed iterations.
 */
export class Dpor implements Strategy {
  readonly name = 'dpor';
  readonly progress: Progress;
  private readonly counts = { executions: 0, cut: 0, exhausted: false };
  private readonly stack: Frame[] = [];
  /** Events of the trace executed so far in this execution. */
  private depth = 0;
  private taken: Event | undefined;
  private failed = 0;
  private cut: Cut | undefined;
  private finishing = false;
  private started = false;
  private actors = 0;
  /** By actor: the cells of the await that failed; whether the machine is ahead of it; whether it may succeed by now. */
  private readonly disabled: (Int32Array | undefined)[] = [];
  private readonly ahead: boolean[] = [];
  private readonly hopeful: boolean[] = [];
  private readonly last: number[] = [];
  private readonly finished: boolean[] = [];
  /** Steps that the machine called blocked, with the number of events before. */
  private readonly blocked: (Failure & { index: number })[] = [];

  constructor() {
    this.progress = this.counts;
  }

  /** How much of everything has been explored; undefined before the first execution has ended. */
  estimate(): Estimate | undefined {
    const { executions, cut, exhausted } = this.counts;
    if (exhausted) return { explored: executions, total: executions };
    return estimate(this.stack, executions, cut);
  }

  begin(): boolean {
    if (this.counts.exhausted) return false;
    if (this.started && this.cut !== 'restart') this.backtrack(this.cut !== 'impossible');
    if (this.counts.exhausted) return false;
    this.started = true;
    this.depth = 0;
    this.taken = undefined;
    this.failed = 0;
    this.cut = undefined;
    this.finishing = false;
    for (const list of [this.disabled, this.ahead, this.hopeful, this.last, this.finished, this.blocked])
      list.length = 0;
    return true;
  }

  choose(point: ChoicePoint): number {
    const option = this.next(point);
    if (option >= 0 && !this.finishing) {
      // `option` is one of the point's. A step that touches nothing need not be reported.
      this.taken = { actor: point.actors[option] as number, variant: point.variants[option] as number, cells: NOTHING };
    }
    return option;
  }

  private next(point: ChoicePoint): number {
    if (this.finishing) return this.finishOff(point);
    this.settle();
    if (this.cut !== undefined) return -1;
    const frame = this.enter(point);
    if (frame === undefined) return -1;
    if (frame.event !== undefined) return this.follow(point, frame.event);
    for (;;) {
      const branch = frame.branches[0];
      if (branch === undefined) {
        if (frame.free || (frame.demanded && frame.fruitful === 0)) return this.pick(point, frame);
        return this.give('impossible');
      }
      if (isAsleep(frame, branch.event.actor, branch.event.variant)) {
        frame.branches.shift();
        continue;
      }
      const option =
        this.disabled[branch.event.actor] === undefined
          ? optionOf(point, branch.event.actor, branch.event.variant)
          : -1;
      if (option >= 0) return option;
      this.dropBranch(frame);
    }
  }

  executed(actor: number, variant: number, footprint: Footprint): void {
    this.taken = { actor, variant, cells: cellsOf(footprint) };
  }

  awaited(actor: number, steps: number, objects: Footprint, variant = 0): void {
    if (steps > 0) this.failed = steps;
    else if (!this.finishing) {
      this.settle();
      this.blocked.push({
        event: { actor, variant, cells: cellsOf(objects) },
        predecessor: this.last[actor] ?? -1,
        index: this.depth,
      });
    }
  }

  end(summary: ExecutionSummary): void {
    if (summary.status !== 'cut') {
      if (!this.finishing) this.settle();
      this.cut = undefined;
      this.analyse();
      this.counts.executions += 1;
    } else if (this.cut !== 'restart') {
      this.counts.cut += 1;
    }
  }

  private give(cut: Cut): number {
    this.cut = cut;
    if (cut === 'asleep' || cut === 'blocked') this.analyse();
    return -1;
  }

  private analyse(): void {
    // The races of the events that were there before count again: what is independent of them is another sequence now.
    const lines = linesOf(this.stack, this.depth);
    for (let i = 0; i <= this.depth; i += 1) reverseAll(this.stack, i, lines);
    for (const step of this.blocked) reverse(this.stack, step, step.index, lines);
  }

  /** Pops what has been explored, up to the last state from which something is left. */
  private backtrack(ended: boolean): void {
    let fruitful = ended;
    for (let top = this.stack.length - 1; top >= 0; top -= 1) {
      const frame = this.stack[top] as Frame; // `top` is below the length.
      if (fruitful) frame.fruitful += 1;
      if (frame.event !== undefined) {
        frame.branches.shift();
        if (fruitful) frame.sleep.push(frame.event);
        frame.event = undefined;
      }
      dropCovered(frame);
      if (frame.branches.length > 0 || (frame.demanded && frame.fruitful === 0)) return;
      fruitful = frame.fruitful > 0;
      this.stack.length = top;
    }
    this.counts.exhausted = true;
  }

  /** The frame of the present state; undefined where the execution must be cut instead. */
  private enter(point: ChoicePoint): Frame | undefined {
    let frame = this.stack[this.depth];
    if (frame === undefined) {
      for (let actor = 0; actor < this.ahead.length; actor += 1) {
        if (this.ahead[actor] === true && this.disabled[actor] === undefined) {
          this.give('restart');
          return undefined;
        }
      }
      frame = openFrame(point, this.stack[this.depth - 1], this.disabled.slice(), this.parked());
      this.stack.push(frame);
      // The actors ascend, so the last option has the largest.
      this.actors = Math.max(this.actors, (point.actors[point.count - 1] as number) + 1);
    }
    for (const failure of frame.failures) this.disabled[failure.event.actor] = failure.event.cells;
    return frame;
  }

  private parked(): number[] {
    const actors: number[] = [];
    for (let actor = 0; actor < Math.max(this.disabled.length, this.ahead.length); actor += 1) {
      if (this.disabled[actor] !== undefined || this.ahead[actor] === true || this.hopeful[actor] === true)
        actors.push(actor);
    }
    return actors;
  }

  private follow(point: ChoicePoint, event: Event): number {
    const option = optionOf(point, event.actor, event.variant);
    if (option < 0)
      throw new NotRepeatable(`the machine did not offer step ${point.depth} again: it is not deterministic`);
    return option;
  }

  /** Any event that is awake and not known to be disabled: hopeful awaits first, then whoever ran last. */
  private pick(point: ChoicePoint, frame: Frame): number {
    let best = -1;
    let rank = 3;
    let asleep = false;
    for (let i = 0; i < point.count; i += 1) {
      const actor = point.actors[i] as number; // `i` is an option, so the cells exist.
      const variant = point.variants[i] as number;
      if (this.disabled[actor] !== undefined) continue;
      if (isAsleep(frame, actor, variant) || wasCovered(frame, actor, variant)) {
        asleep = true;
        continue;
      }
      const own = this.hopeful[actor] === true ? 0 : actor === point.current ? 1 : 2;
      if (own < rank) {
        rank = own;
        best = i;
      }
    }
    if (best < 0) {
      if (asleep) return this.give('asleep');
      this.analyse();
      this.finishing = true;
      return this.finishOff(point);
    }
    frame.branches.push(
      leaf({ actor: point.actors[best] as number, variant: point.variants[best] as number, cells: NOTHING }),
    );
    return best;
  }

  /** Only awaits that are known to fail are left: lets the machine see it, so that it can say that it is stuck. */
  private finishOff(point: ChoicePoint): number {
    if (this.taken !== undefined && this.failed === 0) {
      throw new Error(`an await of actor ${this.taken.actor} succeeded that had failed on the same values`);
    }
    this.failed = 0;
    for (let i = 0; i < point.count; i += 1) {
      const actor = point.actors[i] as number; // `i` is an option, so the cell exists.
      if (this.finished[actor] === true || this.ahead[actor] === true) return this.give('blocked');
    }
    this.finished[point.actors[0] as number] = true; // There is at least one option.
    return 0;
  }

  /** Takes the step executed last into the trace, or the failure of its iteration. */
  private settle(): void {
    const { taken, failed } = this;
    if (taken === undefined) return;
    this.taken = undefined;
    this.failed = 0;
    if (failed > 0) this.fail(taken, failed);
    else this.commit(taken);
  }

  private commit(taken: Event): void {
    const frame = this.stack[this.depth] as Frame; // A step is only taken from a frame.
    const { actor } = taken;
    if (frame.event === undefined) {
      const branch = frame.branches[0] as WakeupNode; // It was taken for this branch.
      if (!frame.free && branch.children.length === 0 && isCovered(frame, taken)) {
        frame.branches.shift();
        for (const sequence of branch.absorbed) ask(frame, [taken, ...sequence]);
        // All that begins with it is covered, so where something is demanded here it is not picked again.
        frame.covered.push(taken);
        this.cut = 'impossible';
        return;
      }
      frame.event = taken;
      frame.free = false;
      branch.event = taken;
      order(this.stack, this.depth, this.last[actor] ?? -1, this.last, this.actors);
    }
    this.last[actor] = this.depth;
    this.depth += 1;
    this.disabled[actor] = undefined;
    this.hopeful[actor] = false;
    for (let other = 0; other < this.disabled.length; other += 1) {
      const cells = this.disabled[other];
      if (cells === undefined || !writesInto(taken.cells, cells)) continue;
      this.disabled[other] = undefined;
      this.hopeful[other] = true;
    }
  }

  private fail(taken: Event, steps: number): void {
    const frame = this.stack[this.depth] as Frame; // As in `commit`.
    if (frame.event !== undefined) throw new Error(`a step of actor ${taken.actor} failed that had succeeded before`);
    frame.failures.push({ event: taken, predecessor: this.last[taken.actor] ?? -1 });
    this.disabled[taken.actor] = taken.cells;
    this.hopeful[taken.actor] = false;
    if (steps > 1) this.ahead[taken.actor] = true;
    if (frame.free) frame.branches.length = 0;
    else this.dropBranch(frame);
  }

  /**
   * The first branch is not possible: an await fails there, or its actor is blocked, since the event that was reversed had
   * made it possible. What does not depend on it must be explored all the same.
   */
  private dropBranch(frame: Frame): void {
    const branch = frame.branches.shift();
    if (branch !== undefined) for (const sequence of without(branch)) ask(frame, sequence);
  }
}

/** Takes branches away from the front for as long as what is asleep covers them. */
function dropCovered(frame: Frame): void {
  for (;;) {
    const branch = frame.branches[0];
    if (branch === undefined) return;
    const { covered, again } = prune(branch, frame.sleep);
    if (covered) frame.branches.shift();
    for (const sequence of again) ask(frame, sequence);
    if (!covered) return;
  }
}
