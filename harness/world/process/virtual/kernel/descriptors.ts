import { blocked, type Outcome } from '../../kernel.js';
import {
  FD_CLOEXEC,
  F_GETFD,
  F_GETFL,
  F_GETPIPE_SZ,
  F_SETFD,
  F_SETFL,
  F_SETPIPE_SZ,
  LOCK_EX,
  LOCK_NB,
  LOCK_SH,
  LOCK_UN,
  O_APPEND,
  O_CLOEXEC,
  O_NONBLOCK,
  O_RDONLY,
  O_WRONLY,
  POLLNVAL,
} from '../../posix/constants.js';
import { bytes } from '../../posix/bytes.js';
import { errno } from '../../posix/errno.js';
import { OpenFile } from './objects.js';
import { Pipe } from './pipe.js';
import type { Descriptor, ProcessState } from './process-state.js';
import type { Calls } from './signals.js';
import type { KernelState } from './state.js';

/** Gives the open file the lowest free descriptor, from 3 on: 0 to 2 are the standard streams. */
export function addDescriptor(
  kernel: KernelState,
  process: ProcessState,
  file: OpenFile,
  closeOnExec: boolean,
): Outcome {
  const fd = lowestFree(kernel, process);
  if (fd === undefined) return { errno: errno.EMFILE };
  if (file.id === 0) file.id = kernel.newObject();
  file.references += 1;
  file.everHeldBy |= 1 << process.number;
  process.descriptors.set(fd, { file, closeOnExec });
  return { done: fd };
}

function lowestFree(kernel: KernelState, process: ProcessState): number | undefined {
  if (process.descriptors.size + 3 >= kernel.limits.descriptors) return undefined;
  let fd = 3;
  while (process.descriptors.has(fd)) fd += 1;
  return fd;
}

/** Room for so many more descriptors. */
export function roomFor(kernel: KernelState, process: ProcessState, count: number): boolean {
  return process.descriptors.size + 3 + count <= kernel.limits.descriptors;
}

/** Closes a descriptor that is open. */
export function releaseDescriptor(process: ProcessState, fd: number): void {
  const descriptor = process.descriptors.get(fd);
  if (descriptor === undefined) return;
  process.descriptors.delete(fd);
  descriptor.file.references -= 1;
  if (descriptor.file.references > 0) return;
  descriptor.file.object.locks.delete(descriptor.file);
  descriptor.file.object.closed(descriptor.file);
}

/** Calls `use` with the open file, or fails with EBADF. */
export function withFile(
  process: ProcessState,
  fd: number,
  use: (file: OpenFile, descriptor: Descriptor) => Outcome,
): Outcome {
  const descriptor = process.descriptors.get(fd);
  return descriptor === undefined ? { errno: errno.EBADF } : use(descriptor.file, descriptor);
}

export function pipe2(kernel: KernelState, process: ProcessState, flags: number): Outcome {
  if (!roomFor(kernel, process, 2)) return { errno: errno.EMFILE };
  const pipe = new Pipe(kernel, kernel.limits.pipe);
  const closeOnExec = (flags & O_CLOEXEC) !== 0;
  const files = [O_RDONLY, O_WRONLY].map((mode) => new OpenFile(pipe, mode | (flags & O_NONBLOCK)));
  pipe.ends = files;
  const ends = files.map((file) => {
    const added = addDescriptor(kernel, process, file, closeOnExec);
    return 'done' in added ? added.done : -1;
  });
  return { done: ends };
}

function setPipeSize(kernel: KernelState, pipe: Pipe, size: number): Outcome {
  let pages = 1;
  while (pages * 4096 < size) pages *= 2;
  if (pages < pipe.pagesUsed) return { errno: 16 };
  kernel.unsure = true;
  pipe.slots = pages;
  return { done: pipe.capacity };
}

function fcntl(
  kernel: KernelState,
  file: OpenFile,
  descriptor: Descriptor,
  command: number,
  argument: number,
): Outcome {
  switch (command) {
    case F_GETFD:
      return { done: descriptor.closeOnExec ? FD_CLOEXEC : 0 };
    case F_SETFD:
      descriptor.closeOnExec = (argument & FD_CLOEXEC) !== 0;
      return { done: 0 };
    case F_GETFL:
      return { done: file.flags };
    case F_SETFL:
      file.flags = (file.flags & ~(O_NONBLOCK | O_APPEND)) | (argument & (O_NONBLOCK | O_APPEND));
      return { done: 0 };
    case F_GETPIPE_SZ:
      return file.object instanceof Pipe ? { done: file.object.capacity } : { errno: errno.EBADF };
    case F_SETPIPE_SZ:
      return file.object instanceof Pipe ? setPipeSize(kernel, file.object, argument) : { errno: errno.EBADF };
    default:
      return { errno: errno.EINVAL };
  }
}

function poll(
  kernel: KernelState,
  process: ProcessState,
  fds: readonly { fd: number; events: number }[],
  timeoutMs = -1,
): Outcome {
  const look = (): number[] =>
    fds.map(({ fd, events }) => {
      const file = process.descriptors.get(fd)?.file;
      if (fd < 0) return 0;
      return file === undefined ? POLLNVAL : file.object.ready(file) & (events | 0x38);
    });
  const now = look();
  if (timeoutMs === 0 || now.some((events) => events !== 0)) return { done: now };
  return blocked({
    on: `one of the descriptors ${fds.map(({ fd }) => fd).join(', ')}`,
    objects: fds.flatMap(({ fd }) => process.descriptors.get(fd)?.file.object.id ?? []),
    holders: [],
    until: () => look().some((events) => events !== 0),
    ...(timeoutMs > 0 && { timeout: { done: now } }),
  });
}

function flock(kernel: KernelState, process: ProcessState, file: OpenFile, operation: number): Outcome {
  const { object } = file;
  const kind = operation & ~LOCK_NB;
  if (kind === LOCK_UN) {
    object.locks.delete(file);
    return { done: undefined };
  }
  if (kind !== LOCK_SH && kind !== LOCK_EX) return { errno: errno.EINVAL };
  const free = (): boolean =>
    [...object.locks].every(([holder, held]) => holder === file || (kind === LOCK_SH && held === 'shared'));
  // As in Linux, a change of the lock first gives up the old one, so another may come between.
  if (!free()) {
    object.locks.delete(file);
    if ((operation & LOCK_NB) !== 0) return { errno: errno.EAGAIN };
    return blocked({
      on: `the lock of ${object.name}`,
      objects: [object.id],
      holders: [...object.locks.keys()].flatMap((holder) =>
        kernel.holdersOf(object).filter((pid) => holds(kernel, pid, holder)),
      ),
      until: free,
    });
  }
  object.locks.set(file, kind === LOCK_EX ? 'exclusive' : 'shared');
  return { done: undefined };
}

function holds(kernel: KernelState, pid: number, file: OpenFile): boolean {
  return [...(kernel.processes.get(pid)?.descriptors.values() ?? [])].some((descriptor) => descriptor.file === file);
}

function dup2(process: ProcessState, fd: number, to: number): Outcome {
  return withFile(process, fd, (file) => {
    if (to < 0) return { errno: errno.EBADF };
    if (to === fd) return { done: to };
    file.references += 1;
    releaseDescriptor(process, to);
    process.descriptors.set(to, { file, closeOnExec: false });
    return { done: to };
  });
}

export function descriptorCalls(
  kernel: KernelState,
): Calls<'close' | 'read' | 'write' | 'dup' | 'dup2' | 'fcntl' | 'pipe' | 'pipe2' | 'poll' | 'flock'> {
  const waits = (file: OpenFile): boolean => (file.flags & O_NONBLOCK) === 0;
  return {
    close: (process, fd) =>
      withFile(process, fd, () => {
        releaseDescriptor(process, fd);
        return { done: undefined };
      }),
    read: (process, fd, count) =>
      withFile(process, fd, (file) =>
        file.object.read({ process, file, wait: waits(file), quiet: false }, count, false),
      ),
    write: (process, fd, data) =>
      withFile(process, fd, (file) =>
        file.object.write(
          { process, file, wait: waits(file), quiet: false },
          typeof data === 'string' ? bytes(data) : data,
        ),
      ),
    dup: (process, fd) => withFile(process, fd, (file) => addDescriptor(kernel, process, file, false)),
    dup2: (process, fd, to) => dup2(process, fd, to),
    fcntl: (process, fd, command, argument = 0) =>
      withFile(process, fd, (file, descriptor) => fcntl(kernel, file, descriptor, command, argument)),
    pipe: (process) => pipe2(kernel, process, 0),
    pipe2: (process, flags) => pipe2(kernel, process, flags),
    poll: (process, fds, timeoutMs) => poll(kernel, process, fds, timeoutMs),
    flock: (process, fd, operation) => withFile(process, fd, (file) => flock(kernel, process, file, operation)),
  };
}
