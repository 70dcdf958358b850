/**
 * Ctrl-C. The first one asks the engine to end its children and to answer with what it has; the second one does not
 * wait for that.
 */
import { exitCode } from './exit.js';

export interface Interruption {
  readonly signal: AbortSignal;
  readonly happened: boolean;
}

/** Runs `work` with a signal that an interruption aborts. */
export async function interruptible<T>(work: (interruption: Interruption) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const interruption: Interruption = {
    signal: controller.signal,
    get happened() {
      return controller.signal.aborted;
    },
  };
  const interrupt = (): void => {
    if (controller.signal.aborted) process.exit(exitCode.interrupted);
    controller.abort(new Error('interrupted'));
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  try {
    return await work(interruption);
  } finally {
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
  }
}
