/** Decides first and aborts afterwards, so that work which obeys the signal cannot come before the timeout. */
export function withTimeout<T>(ms: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const controller = new AbortController();
    const timer = setTimeout(() => {
      const error = new Error(`no result within ${String(ms)} ms`);
      error.name = 'TimeoutError';
      reject(error);
      controller.abort(error);
    }, ms);
    const run = async (): Promise<T> => work(controller.signal);
    run()
      .finally(() => clearTimeout(timer))
      .then(resolve, reject);
  });
}
