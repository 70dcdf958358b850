import { blocked, type Outcome } from '../../kernel.js';
import { WNOHANG } from '../../posix/constants.js';
import { errno } from '../../posix/errno.js';
import { ProcessState } from './process-state.js';
import type { Calls } from './signals.js';
import type { KernelState } from './state.js';
import { INIT, terminate } from './termination.js';

const FIRST_PID = 100;

function freePid(kernel: KernelState): number {
  if (!kernel.limits.reusePids) return FIRST_PID - 1 + kernel.count('pid');
  let pid = FIRST_PID;
  while (kernel.processes.has(pid)) pid += 1;
  return pid;
}

/** A new process, a child of `parent` that inherits from it, or the first one. */
export function createProcess(
  kernel: KernelState,
  parent: ProcessState | undefined,
  role: string,
  args: readonly unknown[],
): ProcessState {
  const child = new ProcessState(freePid(kernel), kernel.everyProcess.length, parent?.pid ?? INIT, role, args);
  kernel.processes.set(child.pid, child);
  kernel.everyProcess.push(child);
  if (parent === undefined) return child;
  child.blocked = parent.blocked;
  for (const [signal, action] of parent.actions) if (action.kind === 'ignore') child.actions.set(signal, { ...action });
  for (const [fd, descriptor] of parent.descriptors) {
    if (descriptor.closeOnExec) continue;
    child.descriptors.set(fd, { file: descriptor.file, closeOnExec: false });
    descriptor.file.references += 1;
    descriptor.file.everHeldBy |= 1 << child.number;
  }
  return child;
}

function waitpid(kernel: KernelState, process: ProcessState, pid: number, options = 0): Outcome {
  const children = (): ProcessState[] =>
    [...kernel.processes.values()].filter((child) => child.parent === process.pid && (pid <= 0 || child.pid === pid));
  const candidates = children();
  if (candidates.length === 0) return { errno: errno.ECHILD };
  const ended = candidates.filter((child) => child.status !== undefined);
  const chosen = ended[0];
  if (chosen !== undefined) {
    kernel.processes.delete(chosen.pid);
    return { done: { pid: chosen.pid, status: chosen.status } };
  }
  if ((options & WNOHANG) !== 0) return { done: { pid: 0, status: 0 } };
  return blocked({
    on: pid > 0 ? `the end of process ${String(pid)}` : 'the end of a child',
    objects: [],
    holders: candidates.map((child) => child.pid),
    until: () => {
      const now = children();
      return now.length === 0 || now.some((child) => child.status !== undefined);
    },
  });
}

export function processCalls(
  kernel: KernelState,
): Calls<'spawn' | 'waitpid' | 'exit' | 'getpid' | 'getppid' | 'sleep'> {
  return {
    spawn: (process, role, args = []) => ({ done: createProcess(kernel, process, role, args).pid }),
    waitpid: (process, pid, options) => waitpid(kernel, process, pid, options),
    exit: (process, status) => {
      terminate(kernel, process, (status & 255) << 8);
      return { done: undefined };
    },
    getpid: (process) => ({ done: process.pid }),
    getppid: (process) => ({ done: process.parent }),
    sleep: (process, seconds) =>
      blocked({
        on: `${String(seconds)} s`,
        objects: [],
        holders: [],
        until: () => false,
        timeout: { done: 0 },
      }),
  };
}
