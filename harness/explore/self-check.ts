import { cellsOf } from './event.js';
import { Replay } from './replay.js';
import type { ChoicePoint, ExecutionSummary, Footprint, Progress, Runner, Schedule, Strategy } from './strategy.js';

/** Where two executions of one schedule part: nondeterminism that the scheduler does not control. */
export interface Difference {
  /** The first step that differs, from 0. */
  readonly step: number;
  /** What differs there. */
  readonly what: 'options' | 'footprint' | 'end';
  /** Both sides, for the message. */
  readonly first: string;
  readonly second: string;
}

/** What a strategy gets to see of an execution, in order. */
export interface Observation {
  readonly what: Difference['what'];
  readonly step: number;
  readonly text: string;
}

/**
 * Runs a schedule twice and names the first step that differs, or undefined. `fingerprint` may add what only the world
 * sees, such as the history, compared at the end.
 */
export function selfCheck(runner: Runner, schedule: Schedule, fingerprint?: () => string): Difference | undefined {
  return firstDifference(observe(runner, schedule, fingerprint), observe(runner, schedule, fingerprint));
}

/** Where two executions of one schedule part, or undefined. */
export function firstDifference(first: readonly Observation[], second: readonly Observation[]): Difference | undefined {
  for (let i = 0; i < Math.max(first.length, second.length); i += 1) {
    const one = first[i];
    const two = second[i];
    if (one?.text === two?.text && one?.what === two?.what) continue;
    const { step, what } = (one ?? two) as Observation; // One of them is there: `i` is below the longer length.
    return { step, what, first: one?.text ?? 'nothing', second: two?.text ?? 'nothing' };
  }
  return undefined;
}

/** Runs a schedule, and writes down what a strategy gets to see. */
export function observe(runner: Runner, schedule: Schedule, fingerprint?: () => string): Observation[] {
  const observer = new Observer(new Replay(schedule));
  observer.begin();
  observer.finish(runner.run(observer), fingerprint?.());
  return observer.observations;
}

/** Hands all on to another strategy, and writes down what it gets to see. */
export class Observer implements Strategy {
  readonly observations: Observation[] = [];
  private step = 0;

  constructor(private readonly inner: Strategy) {}

  get name(): string {
    return this.inner.name;
  }

  get progress(): Progress {
    return this.inner.progress;
  }

  begin(): boolean {
    return this.inner.begin();
  }

  choose(point: ChoicePoint): number {
    this.step = point.depth;
    const options: string[] = [];
    for (let i = 0; i < point.count; i += 1) {
      options.push(`${point.actors[i]}.${point.variants[i]}${point.preemptions[i] === 1 ? '!' : ''}`);
    }
    this.observations.push({ what: 'options', step: point.depth, text: `${options.join(' ')} (${point.fallback})` });
    return this.inner.choose(point);
  }

  /** The execution is over; `fingerprint` is what only the world sees of it. */
  finish({ status, steps }: ExecutionSummary, fingerprint?: string): void {
    const text = fingerprint === undefined ? status : `${status} ${fingerprint}`;
    this.observations.push({ what: 'end', step: steps, text });
  }

  executed(actor: number, variant: number, footprint: Footprint): void {
    this.inner.executed?.(actor, variant, footprint);
    this.observations.push({
      what: 'footprint',
      step: this.step,
      text: `${actor}.${variant}: ${cellsOf(footprint).join(' ')}`,
    });
  }

  awaited(actor: number, steps: number, objects: Footprint, variant = 0): void {
    this.inner.awaited?.(actor, steps, objects, variant);
    this.observations.push({
      what: 'footprint',
      step: this.step,
      text: `${actor} awaits after ${steps}: ${cellsOf(objects).join(' ')}`,
    });
  }

  end(summary: ExecutionSummary): void {
    this.inner.end(summary);
  }
}
