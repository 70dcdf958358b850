import { ActorPasts } from './actor-pasts.js';
import { Random } from './random.js';
import { NOWHERE, StateGraph } from './state-graph.js';
import { StateHash } from './state-hash.js';
import type { ChoicePoint, ExecutionSummary, Footprint, Progress, Strategy } from './strategy.js';

/** What two executions must have in common to be in the same state, from coarse to exact. */
const AS_TOLD = 0;
const AND_COUNTS = 1;
const AND_PASTS = 2;

/** States in memory, at some 100 bytes each; when there are more, all are forgotten. */
const MOST_STATES = 200_000;

const VARIANTS = 16;

/**
 * Remembers the states that it has seen, walks to the nearest one where an option has not been tried, tries it, and goes on
 * so: what is new costs one execution for each edge of the graph of states that comes back to a known one, and not one for
 * each path through it. How far it is to something new is learnt on the way (Korf, "Real-time heuristic search", Artificial
 * Intelligence 42, 1990, section 5: LRTA*); to return before exploring is the thought of Ecoffet and others, "First return,
 * then explore", Nature 590, 2021.
 *
 * What the world tells of a state (`ChoicePoint.state`) leaves out what tasks keep to themselves, so that states that differ
 * may be taken for the same. When nothing new is left, all is forgotten, and it begins again with states that are told apart
 * also by how many steps each actor has made, and then by all that their steps can have depended on; with the last, nothing
 * is missed for ever. No execution is cut: where all is known the rest is a random walk. Never exhausted.
 */
export class FrontierWalk implements Strategy {
  readonly name = 'frontier';
  readonly progress: Progress;
  private readonly counts = { executions: 0, cut: 0, exhausted: false };
  private readonly random: Random;
  private readonly graph = new StateGraph();
  private readonly pasts = new ActorPasts();
  private readonly hash = new StateHash();
  private detail = AS_TOLD;
  /** The states of this execution, and what was chosen in the last of them. */
  private readonly path: number[] = [];
  private chosen = 0;

  constructor(seed: number) {
    this.random = new Random(seed);
    this.progress = this.counts;
  }

  begin(): boolean {
    const start = this.path[0];
    if (start !== undefined && this.graph.distance(start) === NOWHERE) {
      if (this.detail < AND_PASTS) this.detail += 1;
      this.graph.clear();
    } else if (this.graph.size > MOST_STATES) this.graph.clear();
    this.path.length = 0;
    this.pasts.clear();
    return true;
  }

  choose(point: ChoicePoint): number {
    if (point.state === undefined) this.detail = AND_PASTS;
    const state = this.graph.numberOf(this.keyOf(point));
    this.arrived(state);
    this.path.push(state);
    const option = this.nearest(point, state);
    this.chosen = labelOf(point, option);
    return option;
  }

  executed(actor: number, variant: number, footprint: Footprint): void {
    if (this.detail !== AS_TOLD) this.pasts.executed(actor, variant, footprint);
  }

  awaited(actor: number, steps: number): void {
    if (this.detail !== AS_TOLD) this.pasts.awaited(actor, steps);
  }

  end(summary: ExecutionSummary): void {
    this.arrived(StateGraph.END);
    this.graph.improveAll(this.path);
    if (summary.status !== 'cut') this.counts.executions += 1;
  }

  private keyOf(point: ChoicePoint): number {
    const told = point.state?.() ?? 0;
    if (this.detail === AS_TOLD) return told;
    const { hash } = this;
    hash.clear();
    hash.add(told);
    hash.add(told / 0x100000000);
    this.pasts.addTo(hash, this.detail === AND_COUNTS);
    return hash.value;
  }

  private arrived(state: number): void {
    const before = this.path.at(-1);
    if (before !== undefined) this.graph.led(before, this.chosen, state);
  }

  /** One of the options that have not been tried here, or else of those from which it is the fewest steps to such a one. */
  private nearest(point: ChoicePoint, state: number): number {
    let best = NOWHERE;
    let option = 0;
    let same = 0;
    let untried = 0;
    for (let i = 0; i < point.count; i += 1) {
      const distance = this.graph.distanceAfter(state, labelOf(point, i));
      if (distance < 0) untried += 1;
      if (distance < best) {
        best = distance;
        same = 0;
      }
      if (distance > best) continue;
      same += 1;
      if (this.random.below(same) === 0) option = i;
    }
    this.graph.visited(state, untried > 1);
    return option;
  }
}

/** What an option is, wherever it stands among the others. */
function labelOf(point: ChoicePoint, option: number): number {
  return (point.actors[option] as number) * VARIANTS + (point.variants[option] as number); // It is an option.
}
