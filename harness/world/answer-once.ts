/** How a real child ends: one request by IPC, one reply, exit. A failure is a reply too; exit status 3: nobody listens. */
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
