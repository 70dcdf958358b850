/** What an explanation shows of an execution of coroutines: each outside event, the awaits passed, and where each task stands. */
import type { End } from '../../../oracle/history.js';
import type { ChoicePoint } from '../../../explore/strategy.js';
import type { Kernel, Passage, Standing } from './kernel.js';
import type { Ledger, PendingKind } from './ledger.js';

export interface Turn {
  /** -1 for the first turn, in which the tasks are started. */
  actor: number;
  variant: number;
  kind: PendingKind | 'start';
  /** The task that made the event; -1 for the first turn. */
  task: number;
  /** As in `pause`, `50 ms`. */
  label: string;
  /** Virtual milliseconds. */
  now: number;
  /** Whether something else was next in turn. */
  deviates: boolean;
  /** How many things the outside world could have done. */
  options: number;
  /** The history's events of this turn: from this index … */
  from: number;
  /** … to before this one. */
  to: number;
  /** The awaits that were reached and come back from, in order. */
  passages: Passage[];
  /** Where each unfinished task stands at the end of the turn, the innermost await first. */
  standing: Standing[];
}

export interface CoroutineTrace {
  turns: Turn[];
  end: End;
}

export class TraceRecorder {
  readonly #turns: Turn[] = [];
  readonly #kernel: Kernel;
  readonly #ledger: Ledger;

  constructor(kernel: Kernel, ledger: Ledger) {
    this.#kernel = kernel;
    this.#ledger = ledger;
  }

  begin(): void {
    this.#open({ actor: -1, variant: 0, kind: 'start', task: -1, label: 'start', deviates: false, options: 1 }, 0);
  }

  /** Before the chosen event happens. */
  chosen(actor: number, variant: number, point: ChoicePoint): void {
    const event = this.#ledger.pending().find((each) => each.id === actor);
    if (event === undefined) return;
    const deviates = point.actors[point.fallback] !== actor || variant !== 0;
    const { kind, task, label } = event;
    this.#open({ actor, variant, kind, task, label, deviates, options: point.count }, this.#kernel.events.length);
  }

  /** Every microtask of the turn has run. */
  settled(): void {
    const turn = this.#turns.at(-1);
    if (turn === undefined) return;
    turn.now = this.#ledger.now;
    turn.to = this.#kernel.events.length;
    turn.standing = [...this.#kernel.standing()].map(({ task, site }) => ({ task, site }));
    for (const { task, site, back, at } of this.#kernel.takePassages()) turn.passages.push({ task, site, back, at });
  }

  finish(end: End): CoroutineTrace {
    const last = this.#turns.at(-1);
    if (last !== undefined) last.to = this.#kernel.events.length;
    return { turns: this.#turns, end };
  }

  #open(start: Omit<Turn, 'now' | 'from' | 'to' | 'passages' | 'standing'>, from: number): void {
    this.#turns.push({ ...start, now: this.#ledger.now, from, to: from, passages: [], standing: [] });
  }
}
