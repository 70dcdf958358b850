/** A coroutine runner as a session asks for it: fingerprints of histories, and traces in the form of the other worlds. */
import type { ExecutionSummary, Schedule, Strategy } from '../../explore/strategy.js';
import type { History } from '../../oracle/history.js';
import type { Limits, SessionRunner, SessionStep } from '../session.js';
import { createCoroutineRunner } from './create-runner.js';
import type { CoroutineInput } from './virtual/execution.js';
import type { CoroutineRunner } from './virtual/runner.js';
import { coroutineSteps } from './virtual/steps.js';

export class CoroutineSessionRunner implements SessionRunner {
  readonly #runner: CoroutineRunner;

  constructor(input: CoroutineInput) {
    this.#runner = createCoroutineRunner(input);
  }

  run(strategy: Strategy): ExecutionSummary {
    return this.#runner.run(strategy);
  }

  schedule(): Schedule {
    return this.#runner.schedule();
  }

  history(): History {
    return this.#runner.history();
  }

  key(): string {
    return JSON.stringify(this.#runner.history());
  }

  detailed(strategy: Strategy): { steps: SessionStep[] } {
    this.#runner.run(strategy);
    const trace = this.#runner.trace(this.#runner.schedule());
    return { steps: coroutineSteps(trace, this.#runner.history()) };
  }

  /** Coroutines share no memory that could race, and the language fixes the order of everything but outside events. */
  limits(): Limits {
    return { provable: true, raced: false, glued: false, long: false, cannotSwitch: null };
  }
}
