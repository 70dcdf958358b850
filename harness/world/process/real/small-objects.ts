import type { Answer, CallName } from '../kernel.js';
import type { LinuxProcess } from '../linux/linux-process.js';
import { F_SETPIPE_SZ, IPC_SET, IPC_STAT } from '../posix/constants.js';
import type { Limits } from '../virtual/kernel/state.js';

/**
 * Makes what a call has made as small as the scenario wants it: a pipe holds so many bytes, and so does a message queue.
 * The other limits of a scenario are not those of one object, and the real kernel keeps its own.
 */
export function makeSmall(process: LinuxProcess, limits: Partial<Limits>, name: CallName, answer: Answer): void {
  if (!('done' in answer)) return;
  if ((name === 'pipe' || name === 'pipe2') && limits.pipe !== undefined) {
    const [, write] = answer.done as number[];
    process.call('fcntl', [write, F_SETPIPE_SZ, limits.pipe]);
  }
  if (name === 'msgget' && limits.queue !== undefined) {
    const now = process.call('msgctl', [answer.done, IPC_STAT]);
    // Whoever has found the queue must not undo what another has set.
    if ('done' in now && (now.done as { qbytes: number }).qbytes > limits.queue)
      process.call('msgctl', [answer.done, IPC_SET, { qbytes: limits.queue }]);
  }
}
