import { SA_NOCLDWAIT, SIGCHLD, SIGCONT, SIGKILL, SIGSTOP } from '../../posix/constants.js';
import { releaseDescriptor } from './descriptors.js';
import { unmapAll } from './memory.js';
import { type ProcessState, signalBit, signalBits } from './process-state.js';
import type { KernelState } from './state.js';

/** The pid that orphans get as their parent. It reaps them at once. */
export const INIT = 1;

/** Ignored by default: SIGCHLD, SIGCONT, SIGURG, SIGWINCH. */
export const ignoredByDefault = signalBits([SIGCHLD, SIGCONT, 23, 28]) ?? 0;
const stopping = signalBits([SIGSTOP, 20, 21, 22]) ?? 0;

/** Ends a process with this wait status: an exit status times 256, or the number of a signal. */
export function terminate(kernel: KernelState, process: ProcessState, status: number): void {
  if (process.status !== undefined) return;
  process.status = status;
  process.waiting = undefined;
  for (const fd of [...process.descriptors.keys()]) releaseDescriptor(process, fd);
  unmapAll(process);
  process.semaphores.length = 0;
  process.alarm = 0;
  for (const child of kernel.processes.values()) if (child.parent === process.pid) adopt(kernel, child);
  const parent = kernel.processes.get(process.parent);
  if (parent === undefined) return;
  if (reapsByItself(parent)) kernel.processes.delete(process.pid);
  raise(kernel, parent, SIGCHLD);
}

function adopt(kernel: KernelState, orphan: ProcessState): void {
  orphan.parent = INIT;
  if (orphan.status !== undefined) kernel.processes.delete(orphan.pid);
}

/** Lets one pending, unblocked signal without a handler do what it does. */
export function settle(kernel: KernelState, process: ProcessState, signal: number): void {
  if (process.actions.get(signal)?.kind === 'handler') return;
  process.pending &= ~signalBit(signal);
  if (process.actions.get(signal)?.kind === 'ignore' || (ignoredByDefault & signalBit(signal)) !== 0) return;
  if ((stopping & signalBit(signal)) !== 0) process.stopped = true;
  else terminate(kernel, process, signal);
}

/** Sends a signal to a living process. */
export function raise(kernel: KernelState, process: ProcessState, signal: number): void {
  if (process.status !== undefined || signal === 0) return;
  if (signal === SIGKILL) {
    terminate(kernel, process, SIGKILL);
    return;
  }
  if (signal === SIGCONT) process.stopped = false;
  process.pending |= signalBit(signal);
  if ((process.blocked & signalBit(signal)) === 0 || signal === SIGSTOP) settle(kernel, process, signal);
}

/** Whether the end of a child of this process leaves no zombie. */
export function reapsByItself(process: ProcessState): boolean {
  const action = process.actions.get(SIGCHLD);
  return action !== undefined && (action.kind === 'ignore' || (action.flags & SA_NOCLDWAIT) !== 0);
}
