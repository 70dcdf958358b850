/** A real child: a process of its own that forces a schedule on real processes. One request, one reply. */
import { fileURLToPath } from 'node:url';
import { ProcessLockstep } from './lockstep.js';
import type { LockstepRequest } from './protocol.js';

const roleFile = fileURLToPath(new URL('./process-role.js', import.meta.url));

async function answer(request: LockstepRequest): Promise<unknown> {
  const lockstep = new ProcessLockstep(request, roleFile);
  try {
    return { type: 'history', ...(await lockstep.run()) };
  } finally {
    lockstep.close();
  }
}

process.once('message', (request: LockstepRequest) => {
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
