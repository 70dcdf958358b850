/** Said instead of a reply by a child that has got further and is not at its end. */
export const ALIVE = 'alive';
const EVERY_MS = 1000;

/** Says so at most once a second. */
function sayAlive(): () => void {
  let last = Date.now();
  return () => {
    const now = Date.now();
    if (now - last < EVERY_MS) return;
    last = now;
    process.send?.(ALIVE);
  };
}

/** How a real child ends: one request by IPC, one reply, exit. A failure is a reply too; exit status 3: nobody listens. */
export function answerOnce<Request>(answer: (request: Request, alive: () => void) => Promise<unknown>): void {
  process.once('message', (request: Request) => {
    answer(request, sayAlive())
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
