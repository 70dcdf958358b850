import type { ChoicePoint, ExecutionSummary, Footprint, Progress, Strategy } from './strategy.js';

interface Event {
  readonly actor: number;
  readonly variant: number;
  readonly cells: readonly number[];
}

/** Wraps a strategy and names the Mazurkiewicz trace of each execution: equal texts, equivalent executions. */
export class TraceRecorder implements Strategy {
  readonly name: string;
  private events: Event[] = [];

  constructor(private readonly inner: Strategy) {
    this.name = inner.name;
  }

  get progress(): Progress {
    return this.inner.progress;
  }

  begin(): boolean {
    return this.inner.begin();
  }

  choose(point: ChoicePoint): number {
    if (point.depth === 0) this.events = [];
    return this.inner.choose(point);
  }

  executed(actor: number, variant: number, footprint: Footprint): void {
    this.events.push({ actor, variant, cells: Array.from(footprint.cells.subarray(0, footprint.length)) });
    this.inner.executed?.(actor, variant, footprint);
  }

  awaited(actor: number, steps: number, objects: Footprint): void {
    let left = steps;
    for (let i = this.events.length - 1; i >= 0 && left > 0; i -= 1) {
      if (this.events[i]?.actor !== actor) continue;
      this.events.splice(i, 1);
      left -= 1;
    }
    this.inner.awaited?.(actor, steps, objects);
  }

  end(summary: ExecutionSummary): void {
    this.inner.end(summary);
  }

  /** The lexicographically least equivalent sequence of actors and variants. */
  trace(): string {
    const rest = this.events.slice();
    const text: string[] = [];
    while (rest.length > 0) {
      let least = -1;
      for (let i = 0; i < rest.length; i += 1) {
        const event = rest[i] as Event; // `i` is below the length.
        if (rest.slice(0, i).some((before) => dependent(before, event))) continue;
        if (least < 0 || event.actor < (rest[least] as Event).actor) least = i;
      }
      const [event] = rest.splice(least, 1) as [Event]; // The first event is always free, so `least` was found.
      text.push(`${event.actor}.${event.variant}`);
    }
    return text.join(' ');
  }
}

function dependent(left: Event, right: Event): boolean {
  if (left.actor === right.actor) return true;
  return left.cells.some((a) => right.cells.some((b) => a >> 1 === b >> 1 && ((a | b) & 1) === 1));
}
