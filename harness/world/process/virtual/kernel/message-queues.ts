import { blocked, type Outcome } from '../../kernel.js';
import { bytes } from '../../posix/bytes.js';
import {
  IPC_CREAT,
  IPC_EXCL,
  IPC_NOWAIT,
  IPC_PRIVATE,
  IPC_RMID,
  IPC_SET,
  IPC_STAT,
  MSG_NOERROR,
} from '../../posix/constants.js';
import { errno } from '../../posix/errno.js';
import type { KernelObject } from './objects.js';
import type { ProcessState } from './process-state.js';
import type { Calls } from './signals.js';
import { stalls } from './stalls.js';
import type { KernelState } from './state.js';

interface Message {
  /** How many were sent before it. */
  number: number;
  type: number;
  data: Uint8Array;
}

export class MessageQueue implements KernelObject {
  readonly id: number;
  readonly name: string;
  readonly key: number;
  qbytes: number;
  messages: Message[] = [];
  /** Messages and bytes ever sent. */
  sent = 0;
  sentBytes = 0;

  constructor(kernel: KernelState, key: number) {
    this.id = kernel.newObject();
    this.key = key;
    this.qbytes = kernel.limits.queue;
    this.name = kernel.nameOf('queue');
  }

  get bytes(): number {
    return this.messages.reduce((sum, { data }) => sum + data.length, 0);
  }

  /** Whether all that was ever sent would fit at once: then no message has depended on what was received meanwhile. */
  roomForAll(length: number): boolean {
    return this.sentBytes + length <= this.qbytes && this.sent + 1 <= this.qbytes;
  }

  fits(length: number): boolean {
    return this.bytes + length <= this.qbytes && this.messages.length + 1 <= this.qbytes;
  }

  /** Index of the message that `msgrcv` with this type takes, -1 for none. */
  find(type: number): number {
    if (type >= 0) return this.messages.findIndex((message) => type === 0 || message.type === type);
    const lowest = Math.min(...this.messages.map((message) => message.type));
    return lowest <= -type ? this.messages.findIndex((message) => message.type === lowest) : -1;
  }
}

/** Why there is no such queue: it was removed under a process that waits, or never was. */
function missing(process: ProcessState): Outcome {
  return { errno: process.waiting === undefined ? errno.EINVAL : errno.EIDRM };
}

function msgget(kernel: KernelState, key: number, flags: number): Outcome {
  if (key !== IPC_PRIVATE) {
    for (const [id, queue] of kernel.queues) {
      if (queue.key !== key) continue;
      return (flags & (IPC_CREAT | IPC_EXCL)) === (IPC_CREAT | IPC_EXCL) ? { errno: errno.EEXIST } : { done: id };
    }
    if ((flags & IPC_CREAT) === 0) return { errno: errno.ENOENT };
  }
  if (kernel.queues.size >= kernel.limits.queues) return { errno: errno.ENOSPC };
  const queue = new MessageQueue(kernel, key);
  const id = kernel.count('queue identifier') - 1;
  kernel.queues.set(id, queue);
  return { done: id };
}

function msgsnd(
  kernel: KernelState,
  process: ProcessState,
  id: number,
  type: number,
  data: Uint8Array,
  flags: number,
): Outcome {
  if (type < 1 || data.length > kernel.limits.message) return { errno: errno.EINVAL };
  const queue = kernel.queues.get(id);
  if (queue === undefined) return missing(process);
  if (queue.fits(data.length)) {
    queue.messages.push({ number: queue.sent, type, data: data.slice() });
    queue.sent += 1;
    queue.sentBytes += data.length;
    return { done: undefined };
  }
  if ((flags & IPC_NOWAIT) !== 0) return { errno: errno.EAGAIN };
  return blocked({
    on: `room in ${queue.name}`,
    objects: [queue.id],
    holders: [],
    until: () => kernel.queues.get(id) !== queue || queue.fits(data.length),
  });
}

function msgrcv(
  kernel: KernelState,
  process: ProcessState,
  id: number,
  size: number,
  type: number,
  flags: number,
): Outcome {
  const queue = kernel.queues.get(id);
  if (queue === undefined) return missing(process);
  const at = queue.find(type);
  const message = queue.messages[at];
  if (message !== undefined) {
    if (message.data.length > size && (flags & MSG_NOERROR) === 0) return { errno: errno.E2BIG };
    queue.messages.splice(at, 1);
    return { done: { type: message.type, data: message.data.slice(0, size) } };
  }
  if ((flags & IPC_NOWAIT) !== 0) return { errno: errno.ENOMSG };
  return blocked({
    on: type === 0 ? `a message in ${queue.name}` : `a message of type ${String(type)} in ${queue.name}`,
    objects: [queue.id],
    holders: [],
    until: () => kernel.queues.get(id) !== queue || queue.find(type) >= 0,
  });
}

/** Whether a process stands at a call that has to wait for this queue, so that it may be waiting already. */
function isAboutToWait(kernel: KernelState, process: ProcessState, id: number): boolean {
  const { announced } = process;
  if (announced === undefined || Number(announced.args[0]) !== id) return false;
  return (announced.name === 'msgsnd' || announced.name === 'msgrcv') && stalls(kernel, process);
}

function msgctl(kernel: KernelState, id: number, command: number, set?: { qbytes: number }): Outcome {
  const queue = kernel.queues.get(id);
  if (queue === undefined) return { errno: errno.EINVAL };
  const status = { cbytes: queue.bytes, qnum: queue.messages.length, qbytes: queue.qbytes };
  switch (command) {
    case IPC_STAT:
      return { done: status };
    case IPC_RMID:
      for (const process of kernel.processes.values()) process.late ||= isAboutToWait(kernel, process, id);
      kernel.queues.delete(id);
      kernel.removedQueues.set(id, queue);
      return { done: status };
    case IPC_SET:
      queue.qbytes = set?.qbytes ?? queue.qbytes;
      return { done: { ...status, qbytes: queue.qbytes } };
    default:
      return { errno: errno.EINVAL };
  }
}

function ftok(kernel: KernelState, path: string, project: number): Outcome {
  const inode = kernel.files.paths.get(path);
  if (inode === undefined && !kernel.files.folders.has(path)) return { errno: errno.ENOENT };
  return { done: ((project & 0xff) << 24) | ((inode?.id ?? 2) & 0xffff) };
}

export function messageQueueCalls(kernel: KernelState): Calls<'ftok' | 'msgget' | 'msgsnd' | 'msgrcv' | 'msgctl'> {
  return {
    ftok: (_, path, project) => ftok(kernel, path, project),
    msgget: (_, key, flags) => msgget(kernel, key, flags),
    msgsnd: (process, id, type, data, flags = 0) =>
      msgsnd(kernel, process, id, type, typeof data === 'string' ? bytes(data) : data, flags),
    msgrcv: (process, id, size, type = 0, flags = 0) => msgrcv(kernel, process, id, size, type, flags),
    msgctl: (_, id, command, set) => msgctl(kernel, id, command, set),
  };
}
