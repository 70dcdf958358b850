/** Runs executions of a coroutine scenario in the virtual realm, synchronously: one choice for each outside event. */
import type { ExecutionSummary, Runner, Schedule, Strategy } from '../../../explore/strategy.js';
import type { History } from '../../../oracle/history.js';
import { type CoroutineInput, Execution } from './execution.js';
import { follow } from './follow.js';
import type { VirtualHost } from './host.js';
import { openRealm } from './realm.js';
import { type CoroutineTrace, TraceRecorder } from './trace.js';

export class CoroutineRunner implements Runner {
  readonly #host: VirtualHost;
  readonly #execution: Execution;

  constructor(host: VirtualHost, input: CoroutineInput) {
    this.#host = host;
    this.#execution = new Execution(openRealm(host, input), input);
  }

  run(strategy: Strategy): ExecutionSummary {
    return this.#host.attend(() => {
      const run = this.#execution.run(strategy);
      for (let next = run.next(); ; next = run.next()) {
        if (next.done === true) return next.value;
        if (next.value !== 'settle') continue;
        this.#host.drain();
        for (const reason of this.#host.rejections()) this.#execution.rejected(reason);
      }
    });
  }

  /** The choices of the last execution. */
  schedule(): Schedule {
    return this.#execution.schedule();
  }

  /** The history of the last execution, as plain data of the caller's realm. */
  history(): History {
    return this.#execution.history();
  }

  /** Repeats a schedule with every await followed. Afterwards `history()` and `schedule()` are those of the repetition. */
  trace(schedule: Schedule): CoroutineTrace {
    const { kernel, ledger } = this.#execution.realm;
    const recorder = new TraceRecorder(kernel, ledger);
    this.#execution.observe(recorder);
    try {
      this.run(follow(schedule));
    } finally {
      this.#execution.observe(undefined);
    }
    return recorder.finish(this.#execution.end);
  }
}
