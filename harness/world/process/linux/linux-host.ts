import { type CallName, type Process, restartable } from '../kernel.js';
import { errno, errnoException } from '../posix/errno.js';
import type { Host } from '../posix/host.js';
import type { SignalHandler } from '../posix/signals.js';

/** Carries the calls of `posix` to a kernel that waits by itself, and runs the handlers between them. */
export class LinuxHost implements Host {
  readonly #process: Process;
  readonly #handlers = new Map<number, SignalHandler>();

  constructor(process: Process) {
    this.#process = process;
  }

  call(name: CallName, args: readonly unknown[]): unknown {
    this.#runHandlers();
    if (name === 'sigaction') this.#noteHandler(args);
    for (;;) {
      const outcome = this.#process.call(name, args);
      const interrupted = this.#runHandlers();
      if ('done' in outcome) return outcome.done;
      if ('blocked' in outcome) throw new Error(`${name} would have to wait outside the kernel`);
      if (outcome.errno !== errno.EINTR) throw errnoException(outcome.errno, name);
      if (name === 'sigsuspend' || name === 'pause') return undefined;
      if (!(interrupted === 'restart' && restartable(name))) throw errnoException(outcome.errno, name);
    }
  }

  /** Before the kernel knows of it: the signal may come at once. */
  #noteHandler(args: readonly unknown[]): void {
    const [signal, action] = args as [number, SignalHandler | 0 | 1];
    if (typeof action === 'function') this.#handlers.set(signal, action);
  }

  /** `restart` where handlers ran and each had SA_RESTART, or none ran. */
  #runHandlers(): 'restart' | 'fail' {
    let verdict: 'restart' | 'fail' = 'restart';
    for (let next = this.#process.deliver(); next !== undefined; next = this.#process.deliver()) {
      if (!next.restart) verdict = 'fail';
      try {
        this.#handlers.get(next.signal)?.(next.signal);
      } finally {
        this.#process.handled();
      }
    }
    return verdict;
  }
}
