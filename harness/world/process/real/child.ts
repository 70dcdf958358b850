/** A real child: a process of its own that forces a schedule on real processes, or lets them run free. One request, one reply. */
import { answerOnce } from '../../answer-once.js';
import { fileURLToPath } from 'node:url';
import { ProcessLockstep } from './lockstep.js';
import type { LockstepRequest, StressRequest } from './protocol.js';
import { stress } from './stress.js';

const roleFile = fileURLToPath(new URL('./process-role.js', import.meta.url));

async function lockstep(request: LockstepRequest, alive: () => void): Promise<unknown> {
  const run = new ProcessLockstep(request, roleFile);
  try {
    return { type: 'history', ...(await run.run(alive)) };
  } finally {
    run.close();
  }
}

async function answer(request: LockstepRequest | StressRequest, alive: () => void): Promise<unknown> {
  return 'stress' in request ? await stress(request, roleFile) : await lockstep(request, alive);
}

answerOnce(answer);
