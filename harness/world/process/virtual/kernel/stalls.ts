import type { CallName } from '../../kernel.js';
import { bytes } from '../../posix/bytes.js';
import {
  IPC_NOWAIT,
  MSG_DONTWAIT,
  O_NONBLOCK,
  O_WRONLY,
  POLLERR,
  POLLHUP,
  POLLIN,
  WNOHANG,
} from '../../posix/constants.js';
import { Pipe } from './pipe.js';
import type { ProcessState } from './process-state.js';
import { Socket } from './socket.js';
import type { KernelState } from './state.js';

/**
 * Whether the call that the process has announced would wait and do nothing else. Then it makes no difference whether it
 * has begun, and beginning it is no step: the process is not ready until the call can do something.
 *
 * It does make a difference to a process with a handler: a signal before the call leaves it to wait, one that comes
 * during the call ends it with EINTR. So there beginning to wait stays a step.
 */
export function stalls(kernel: KernelState, process: ProcessState): boolean {
  const { announced } = process;
  if (announced === undefined || process.waiting !== undefined) return false;
  const { name, args } = announced;
  if (!wouldWait(kernel, process, name, args)) return false;
  if (kernel.faults.fail > 0 && name === 'accept') return false;
  for (const { kind } of process.actions.values()) if (kind === 'handler') return false;
  return true;
}

function wouldWait(kernel: KernelState, process: ProcessState, name: CallName, args: readonly unknown[]): boolean {
  switch (name) {
    case 'read':
      return nothingIn(process, args[0], 0, args[1]);
    case 'recv':
    case 'recvfrom':
      return onSocket(process, args[0]) && nothingIn(process, args[0], Number(args[2] ?? 0), args[1]);
    case 'accept':
      return onSocket(process, args[0]) && nothingIn(process, args[0], 0, 1);
    case 'write':
      return noRoomIn(process, args[0], args[1]);
    case 'sem_wait':
      return process.semaphores[Number(args[0])]?.object.value === 0;
    case 'msgrcv':
      return noMessage(kernel, args);
    case 'msgsnd':
      return fullQueue(kernel, args);
    case 'waitpid':
      return childrenLive(kernel, process, Number(args[0]), Number(args[1] ?? 0));
    default:
      return false;
  }
}

function onSocket(process: ProcessState, fd: unknown): boolean {
  return process.descriptors.get(Number(fd))?.file.object instanceof Socket;
}

function nothingIn(process: ProcessState, fd: unknown, flags: number, count: unknown): boolean {
  const file = process.descriptors.get(Number(fd))?.file;
  if (file === undefined || (file.flags & O_NONBLOCK) !== 0 || (flags & MSG_DONTWAIT) !== 0) return false;
  if (file.object instanceof Pipe && ((file.flags & 3) === O_WRONLY || count === 0)) return false;
  if (file.object instanceof Socket && ((file.object.stream && count === 0) || file.object.receivesInTime))
    return false;
  return (file.object.ready(file) & (POLLIN | POLLHUP | POLLERR)) === 0;
}

function noRoomIn(process: ProcessState, fd: unknown, data: unknown): boolean {
  const file = process.descriptors.get(Number(fd))?.file;
  if (!(file?.object instanceof Pipe) || (file.flags & 3) !== O_WRONLY || (file.flags & O_NONBLOCK) !== 0) return false;
  // Whether text has to be counted in bytes is asked of full pipes only.
  return file.object.pagesUsed >= file.object.slots && file.object.refuses(lengthOf(data));
}

function lengthOf(data: unknown): number {
  if (typeof data === 'string') return bytes(data).length;
  return ArrayBuffer.isView(data) ? data.byteLength : 0;
}

function noMessage(kernel: KernelState, [id, , type, flags]: readonly unknown[]): boolean {
  if ((Number(flags ?? 0) & IPC_NOWAIT) !== 0) return false;
  const queue = kernel.queues.get(Number(id));
  return queue !== undefined && queue.find(Number(type ?? 0)) < 0;
}

function fullQueue(kernel: KernelState, [id, type, data, flags]: readonly unknown[]): boolean {
  if ((Number(flags ?? 0) & IPC_NOWAIT) !== 0 || Number(type) < 1) return false;
  const queue = kernel.queues.get(Number(id));
  const length = lengthOf(data);
  return queue !== undefined && length <= kernel.limits.message && !queue.fits(length);
}

function childrenLive(kernel: KernelState, process: ProcessState, pid: number, options: number): boolean {
  if ((options & WNOHANG) !== 0) return false;
  let some = false;
  for (const child of kernel.processes.values()) {
    if (child.parent !== process.pid || (pid > 0 && child.pid !== pid)) continue;
    if (child.status !== undefined) return false;
    some = true;
  }
  return some;
}
