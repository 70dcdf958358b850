import { ToyMachine } from './toy-machine.js';
import type { ToyProgram } from './toy-program.js';
import { TraceRecorder } from './toy-trace.js';
import type { ChoicePoint, ExecutionSummary, Strategy } from './strategy.js';

export interface BruteForce {
  /** All interleavings of the machine. */
  readonly interleavings: number;
  /** How each ended and what it left. */
  readonly outcomes: ReadonlySet<string>;
  /** Their inequivalent traces, failed iterations erased. */
  readonly traces: ReadonlySet<string>;
}

/** Every option at every step, depth first. */
class Exhaustive implements Strategy {
  readonly name = 'exhaustive';
  readonly progress = { executions: 0, cut: 0, exhausted: false };
  private readonly ranks: number[] = [];
  private readonly counts: number[] = [];
  private position = 0;

  begin(): boolean {
    this.position = 0;
    return !this.progress.exhausted;
  }

  choose(point: ChoicePoint): number {
    const depth = this.position;
    this.position += 1;
    if (depth === this.ranks.length) {
      this.ranks.push(0);
      this.counts.push(point.count);
    }
    return this.ranks[depth] ?? 0;
  }

  end(): void {
    this.progress.executions += 1;
    this.ranks.length = this.position;
    this.counts.length = this.position;
    for (let top = this.position - 1; top >= 0; top -= 1) {
      const next = (this.ranks[top] ?? 0) + 1;
      if (next < (this.counts[top] ?? 0)) {
        this.ranks[top] = next;
        this.ranks.length = top + 1;
        this.counts.length = top + 1;
        return;
      }
    }
    this.progress.exhausted = true;
  }
}

/** Undefined where there are more interleavings than `limit`. */
export function bruteForce(program: ToyProgram, limit = 200_000, traced = true): BruteForce | undefined {
  const machine = new ToyMachine(program);
  const exhaustive = new Exhaustive();
  const recorder = new TraceRecorder(exhaustive);
  const outcomes = new Set<string>();
  const traces = new Set<string>();
  while (exhaustive.begin()) {
    const summary: ExecutionSummary = machine.run(traced ? recorder : exhaustive);
    outcomes.add(`${summary.status} ${machine.outcome()}`);
    if (traced) traces.add(recorder.trace());
    if (exhaustive.progress.executions >= limit) return undefined;
  }
  return { interleavings: exhaustive.progress.executions, outcomes, traces };
}
