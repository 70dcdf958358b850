/** How a real child ends: it is asked once, answers once, and is gone. */

/** Waits for the judge's request, sends what `answer` makes of it (or why it could not), and ends the process. */
export function answerOnce<Request>(answer: (request: Request) => Promise<unknown>): void {
  process.once('message', (request: Request) => {
    answer(request)
      .catch((error: unknown) => ({
        type: 'failed',
        message: String(error instanceof Error ? error.message : error).slice(0, 2000),
      }))
      .then((reply) => {
        process.send?.(reply, () => process.exit(0));
      })
      .catch(() => process.exit(3));
  });
}
