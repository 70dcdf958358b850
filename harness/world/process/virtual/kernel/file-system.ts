import type { Outcome } from '../../kernel.js';
import {
  O_APPEND,
  O_CLOEXEC,
  O_CREAT,
  O_EXCL,
  O_NONBLOCK,
  O_RDONLY,
  O_TRUNC,
  SEEK_CUR,
  SEEK_END,
  SEEK_SET,
} from '../../posix/constants.js';
import { errno } from '../../posix/errno.js';
import { addDescriptor, roomFor, withFile } from './descriptors.js';
import { Inode } from './inode.js';
import { OpenFile } from './objects.js';
import type { ProcessState } from './process-state.js';
import type { Calls } from './signals.js';
import type { KernelState } from './state.js';

/** The names: paths of files and sockets, and names of shared memory objects, each in a space of its own. */
export class FileSystem {
  readonly paths = new Map<string, Inode>();
  readonly shared = new Map<string, Inode>();
  /** Folders in which files can be made. */
  readonly folders: ReadonlySet<string>;

  constructor(folders: readonly string[]) {
    this.folders = new Set(folders);
  }

  /** Bytes left of `space`. */
  room(space: number): number {
    let used = 0;
    for (const inode of [...this.paths.values(), ...this.shared.values()]) used += inode.size;
    return space - used;
  }

  /** Why no file can be made at a path: ENOTDIR, ENOENT, or 0 where one can. */
  refusal(path: string): number {
    const folder = path.slice(0, Math.max(1, path.lastIndexOf('/')));
    if (this.folders.has(folder)) return 0;
    const above = [...this.paths.keys()].some((file) => path.startsWith(`${file}/`));
    return above ? errno.ENOTDIR : errno.ENOENT;
  }
}

function openIn(
  kernel: KernelState,
  process: ProcessState,
  names: Map<string, Inode>,
  name: string,
  flags: number,
): Outcome {
  const found = names.get(name);
  if (found !== undefined && (flags & (O_CREAT | O_EXCL)) === (O_CREAT | O_EXCL)) return { errno: errno.EEXIST };
  if (found === undefined && (flags & O_CREAT) === 0) return { errno: errno.ENOENT };
  if (found?.socket !== undefined) return { errno: 6 };
  if (!roomFor(kernel, process, 1)) return { errno: errno.EMFILE };
  const inode = found ?? new Inode(kernel, name);
  inode.isSharedMemory = names === kernel.files.shared;
  names.set(name, inode);
  // Linux cuts a file that is opened for reading, too.
  if (found !== undefined && (flags & O_TRUNC) !== 0) inode.resize(0);
  const file = new OpenFile(inode, flags & (3 | O_APPEND | O_NONBLOCK));
  return addDescriptor(kernel, process, file, (flags & O_CLOEXEC) !== 0);
}

function open(kernel: KernelState, process: ProcessState, path: string, flags: number): Outcome {
  if (kernel.files.folders.has(path)) return { errno: errno.EISDIR };
  const refusal = kernel.files.refusal(path);
  if (refusal !== 0) return { errno: refusal };
  return openIn(kernel, process, kernel.files.paths, path, flags);
}

function shmOpen(kernel: KernelState, process: ProcessState, name: string, flags: number): Outcome {
  if (!/^\/?[^/]+$/.test(name)) return { errno: errno.EINVAL };
  const key = name.startsWith('/') ? name : `/${name}`;
  return openIn(kernel, process, kernel.files.shared, key, flags | O_CLOEXEC);
}

function lseek(file: OpenFile, offset: number, whence: number): Outcome {
  if (!(file.object instanceof Inode)) return { errno: errno.ESPIPE };
  const bases = new Map([
    [SEEK_SET, 0],
    [SEEK_CUR, file.offset],
    [SEEK_END, file.object.size],
  ]);
  const base = bases.get(whence);
  if (base === undefined || base + offset < 0) return { errno: errno.EINVAL };
  file.offset = base + offset;
  return { done: file.offset };
}

function ftruncate(kernel: KernelState, file: OpenFile, length: number): Outcome {
  const inode = file.object;
  if (!(inode instanceof Inode) || (file.flags & 3) === O_RDONLY || length < 0) return { errno: errno.EINVAL };
  if (length - inode.size > kernel.files.room(kernel.limits.space)) return { errno: errno.ENOSPC };
  inode.resize(length);
  return { done: undefined };
}

function remove(names: Map<string, Inode>, name: string): Outcome {
  return names.delete(name) ? { done: undefined } : { errno: errno.ENOENT };
}

export function fileCalls(
  kernel: KernelState,
): Calls<'open' | 'lseek' | 'fstat' | 'ftruncate' | 'unlink' | 'shm_open' | 'shm_unlink'> {
  return {
    open: (process, path, flags) => open(kernel, process, path, flags),
    shm_open: (process, name, flags) => shmOpen(kernel, process, name, flags),
    shm_unlink: (_, name) => remove(kernel.files.shared, name.startsWith('/') ? name : `/${name}`),
    unlink: (_, path) => remove(kernel.files.paths, path),
    lseek: (process, fd, offset, whence) => withFile(process, fd, (file) => lseek(file, offset, whence)),
    fstat: (process, fd) =>
      withFile(process, fd, ({ object }) => ({
        done: { size: object instanceof Inode ? object.size : 0, ino: object.id },
      })),
    ftruncate: (process, fd, length) => withFile(process, fd, (file) => ftruncate(kernel, file, length)),
  };
}
