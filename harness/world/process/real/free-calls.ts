import type { CallName } from '../kernel.js';
import type { LinuxProcess } from '../linux/linux-process.js';
import { knownCommand, type Attempt, type Calls } from './try-call.js';
import { errno } from '../posix/errno.js';
import { killRefusal } from './guarded-kill.js';

/** A second of the submission's, in seconds: who waits for time to pass must not keep a run that long. */
const SECOND = 0.02;

/** Makes calls on the real kernel as they are: one that has to wait waits. Time goes faster, and nobody outside is reached. */
export class FreeCalls implements Calls {
  readonly #process: LinuxProcess;

  constructor(process: LinuxProcess) {
    this.#process = process;
  }

  try(name: CallName, args: readonly unknown[]): Attempt {
    switch (name) {
      case 'kill':
        return killRefusal(args[0], args[1]) ?? this.#process.call(name, args);
      case 'fcntl':
        return knownCommand(args[1]) ? this.#process.call(name, args) : { errno: errno.EINVAL };
      case 'alarm':
        return this.#process.call(name, [Number(args[0]) * SECOND]);
      case 'sleep':
        // It answers with the seconds that were left.
        return this.#unscaled(this.#process.call(name, [Number(args[0]) * SECOND]));
      case 'sem_timedwait':
      case 'poll':
        return this.#process.call(name, [args[0], scaled(args[1])]);
      default:
        return this.#process.call(name, args);
    }
  }

  #unscaled(answer: Attempt): Attempt {
    if (answer === 'waits' || !('done' in answer)) return answer;
    return { done: Math.ceil(Number(answer.done) / SECOND) };
  }
}

/** Milliseconds; negative, or none: for ever. */
function scaled(timeoutMs: unknown): unknown {
  return typeof timeoutMs === 'number' && timeoutMs > 0 ? Math.ceil(timeoutMs * SECOND) : timeoutMs;
}
