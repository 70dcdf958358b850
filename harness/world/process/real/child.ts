/** A real child: a process of its own that forces a schedule on real processes. One request, one reply. */
import { answerOnce } from '../../answer-once.js';
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

answerOnce(answer);
