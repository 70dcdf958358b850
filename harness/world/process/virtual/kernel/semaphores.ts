import { blocked, type Outcome, type SemaphoreCall } from '../../kernel.js';
import { O_CREAT, O_EXCL, SEM_VALUE_MAX } from '../../posix/constants.js';
import { errno } from '../../posix/errno.js';
import type { Inode } from './inode.js';
import type { KernelObject } from './objects.js';
import type { ProcessState } from './process-state.js';
import type { Calls } from './signals.js';
import type { KernelState } from './state.js';

export class SemaphoreObject implements KernelObject {
  readonly id: number;
  readonly name: string;
  /** Where in its file it lies; -1 where it has a name, and lies nowhere. */
  readonly at: number;
  value: number;

  /** `id` is that of the file that it lies in, where it has no name: whoever comes to it first must make no difference. */
  constructor(id: number, name: string, at: number, value: number) {
    this.id = id;
    this.name = name;
    this.at = at;
    this.value = value;
  }
}

/** Unnamed semaphores lie in memory: by object and offset. */
const unnamed = new WeakMap<Inode, Map<number, SemaphoreObject>>();

/** The same handle for the same semaphore, as the C library gives the same address. */
function handle(process: ProcessState, object: SemaphoreObject): Outcome {
  const known = process.semaphores.findIndex((entry) => entry?.object === object);
  const entry = process.semaphores[known];
  if (entry === undefined) return { done: process.semaphores.push({ object, opens: 1 }) - 1 };
  entry.opens += 1;
  return { done: known };
}

function semOpen(kernel: KernelState, process: ProcessState, name: string, flags: number, value = 0): Outcome {
  if (!/^\/?[^/]+$/.test(name)) return { errno: errno.EINVAL };
  const key = name.startsWith('/') ? name : `/${name}`;
  const found = kernel.semaphores.get(key);
  if (found === undefined && (flags & O_CREAT) === 0) return { errno: errno.ENOENT };
  if (found !== undefined && (flags & (O_CREAT | O_EXCL)) === (O_CREAT | O_EXCL)) return { errno: errno.EEXIST };
  if (found === undefined && (value < 0 || value > SEM_VALUE_MAX)) return { errno: errno.EINVAL };
  const object = found ?? new SemaphoreObject(kernel.newObject(), `semaphore ${key}`, -1, value);
  kernel.semaphores.set(key, object);
  return handle(process, object);
}

/** The semaphore that lies there; undefined where none can. Memory that nobody initialised is zero, and so is it. */
function placed(process: ProcessState, memory: ArrayBuffer, offset: number): SemaphoreObject | undefined {
  const mapping = process.mappings.get(memory);
  if (mapping?.inode === undefined || offset % 8 !== 0 || offset < 0 || offset + 32 > memory.byteLength)
    return undefined;
  const { inode } = mapping;
  const all = unnamed.get(inode) ?? new Map<number, SemaphoreObject>();
  unnamed.set(inode, all);
  const at = offset + mapping.offset;
  const object = all.get(at) ?? new SemaphoreObject(inode.id, `semaphore at ${String(at)}`, at, 0);
  all.set(at, object);
  return object;
}

function semInit(process: ProcessState, memory: ArrayBuffer, offset: number, value: number): Outcome {
  if (value < 0 || value > SEM_VALUE_MAX) return { errno: errno.EINVAL };
  const object = placed(process, memory, offset);
  if (object === undefined) return { errno: errno.EINVAL };
  object.value = value;
  return handle(process, object);
}

function semAt(process: ProcessState, memory: ArrayBuffer, offset: number): Outcome {
  const object = placed(process, memory, offset);
  return object === undefined ? { errno: errno.EINVAL } : handle(process, object);
}

function onSemaphore(process: ProcessState, semaphore: number, use: (object: SemaphoreObject) => Outcome): Outcome {
  const entry = process.semaphores[semaphore];
  return entry === undefined ? { errno: errno.EINVAL } : use(entry.object);
}

function wait(object: SemaphoreObject, timeoutMs?: number): Outcome {
  if (object.value > 0) {
    object.value -= 1;
    return { done: undefined };
  }
  if (timeoutMs !== undefined && timeoutMs <= 0) return { errno: errno.ETIMEDOUT };
  return blocked({
    on: object.name,
    objects: [object.id],
    holders: [],
    until: () => object.value > 0,
    ...(timeoutMs !== undefined && { timeout: { errno: errno.ETIMEDOUT } }),
  });
}

function post(object: SemaphoreObject): Outcome {
  if (object.value >= SEM_VALUE_MAX) return { errno: errno.EOVERFLOW };
  object.value += 1;
  return { done: undefined };
}

function close(process: ProcessState, semaphore: number): Outcome {
  const entry = process.semaphores[semaphore];
  if (entry === undefined) return { errno: errno.EINVAL };
  entry.opens -= 1;
  if (entry.opens === 0) process.semaphores[semaphore] = undefined;
  return { done: undefined };
}

function unlink(kernel: KernelState, name: string): Outcome {
  const removed = kernel.semaphores.delete(name.startsWith('/') ? name : `/${name}`);
  return removed ? { done: undefined } : { errno: errno.ENOENT };
}

export function semaphoreCalls(kernel: KernelState): Calls<SemaphoreCall> {
  return {
    sem_open: (process, name, flags, _mode, value) => semOpen(kernel, process, name, flags, value),
    sem_close: close,
    sem_unlink: (_, name) => unlink(kernel, name),
    sem_init: (process, memory, offset, value) => semInit(process, memory, offset, value),
    sem_at: (process, memory, offset) => semAt(process, memory, offset),
    sem_wait: (process, semaphore) => onSemaphore(process, semaphore, (object) => wait(object)),
    sem_trywait: (process, semaphore) =>
      onSemaphore(process, semaphore, (object) => (object.value > 0 ? wait(object) : { errno: errno.EAGAIN })),
    sem_timedwait: (process, semaphore, timeoutMs) =>
      onSemaphore(process, semaphore, (object) => wait(object, timeoutMs)),
    sem_post: (process, semaphore) => onSemaphore(process, semaphore, post),
    sem_getvalue: (process, semaphore) => onSemaphore(process, semaphore, (object) => ({ done: object.value })),
  };
}
