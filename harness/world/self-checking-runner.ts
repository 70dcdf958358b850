import { Replay } from '../explore/replay.js';
import { firstDifference, observe, Observer } from '../explore/self-check.js';
import type { ExecutionSummary, Schedule, Strategy } from '../explore/strategy.js';
import type { History } from '../oracle/history.js';
import type { Limits, SessionRunner, SessionStep } from './session.js';

/** What a submission did differently when a schedule was run a second time. */
export interface Deviation {
  /** The first step that differs, from 0. */
  step: number;
  /** Where it stands in the source, or -1 where that is not known. */
  site: number;
  /** What was seen the first and the second time. */
  first: string;
  second: string;
}

/** Runs every schedule twice. The first that does not give the same both times is kept. */
export class SelfCheckingRunner implements SessionRunner {
  readonly #runner: SessionRunner;
  deviation: Deviation | undefined;

  constructor(runner: SessionRunner) {
    this.#runner = runner;
  }

  run(strategy: Strategy): ExecutionSummary {
    const runner = this.#runner;
    const observer = new Observer(strategy);
    const summary = runner.run(observer);
    // What was cut is not judged, and its schedule would be run on to an end that it had not the first time.
    if (summary.status === 'cut' || this.deviation !== undefined) return summary;
    observer.finish(summary, runner.key());
    const schedule = runner.schedule();
    const again = observe(runner, schedule, () => runner.key());
    if (firstDifference(observer.observations, again) !== undefined) this.deviation = deviationOf(runner, schedule);
    return summary;
  }

  schedule(): Schedule {
    return this.#runner.schedule();
  }

  history(): History {
    return this.#runner.history();
  }

  key(): string {
    return this.#runner.key();
  }

  detailed(strategy: Strategy): { steps: SessionStep[] } {
    return this.#runner.detailed(strategy);
  }

  limits(): Limits {
    return this.#runner.limits();
  }

  get endlessIsFair(): boolean {
    return this.#runner.endlessIsFair ?? false;
  }

  get startIsStep(): boolean {
    return this.#runner.startIsStep ?? false;
  }
}

/** Runs a schedule that is known to differ until it does, and says where. */
export function deviationOf(runner: SessionRunner, schedule: Schedule): Deviation {
  const first = detailedRun(runner, schedule);
  for (let tries = 0; tries < TRIES; tries += 1) {
    const second = detailedRun(runner, schedule);
    const deviation = betweenSteps(first.steps, second.steps) ?? betweenEvents(first, second);
    if (deviation !== undefined) return deviation;
  }
  return { step: 0, site: -1, first: '', second: '' };
}

const TRIES = 16;

interface Detailed {
  steps: readonly SessionStep[];
  events: readonly object[];
}

function detailedRun(runner: SessionRunner, schedule: Schedule): Detailed {
  const replay = new Replay(schedule);
  replay.begin();
  const { steps } = runner.detailed(replay);
  const { events, end } = runner.history();
  return { steps: [...steps], events: [...events, end] };
}

function betweenSteps(first: readonly SessionStep[], second: readonly SessionStep[]): Deviation | undefined {
  for (let step = 0; step < Math.max(first.length, second.length); step += 1) {
    const one = first[step];
    const two = second[step];
    if (JSON.stringify(one) === JSON.stringify(two)) continue;
    // One of them is there: the step is below the longer length.
    const { site } = (one ?? two) as SessionStep;
    return { step, site, first: said(one), second: said(two) };
  }
  return undefined;
}

function said(step: SessionStep | undefined): string {
  if (step === undefined) return '-';
  const { task, kind, cell, before, after, result, note } = step;
  const change = cell === null ? '' : ` ${cell}: ${JSON.stringify(before)} → ${JSON.stringify(after)}`;
  return `task ${task}, ${note ?? kind}${change}${result === null ? '' : ` = ${JSON.stringify(result)}`}`;
}

function betweenEvents(first: Detailed, second: Detailed): Deviation | undefined {
  for (let i = 0; i < Math.max(first.events.length, second.events.length); i += 1) {
    const one = JSON.stringify(first.events[i]);
    const two = JSON.stringify(second.events[i]);
    if (one === two) continue;
    const event = first.events[i] ?? second.events[i];
    const site = event !== undefined && 'site' in event ? Number(event.site) : -1;
    return { step: first.steps.length, site, first: one ?? '-', second: two ?? '-' };
  }
  return undefined;
}
