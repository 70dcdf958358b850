import type { Outcome } from '../../kernel.js';
import {
  O_APPEND, O_CLOEXEC, O_CREAT, O_EXCL, O_NONBLOCK, O_RDONLY, O_TRUNC, O_WRONLY, POLLIN, POLLOUT, SEEK_CUR, SEEK_END, SEEK_SET,
} from '../../posix/constants.js';
import { errno } from '../../posix/errno.js';
import { addDescriptor, roomFor, withFile } from './descriptors.js';
import type { Mapping } from './memory.js';
import { type FileObject, OpenFile, type Transfer } from './objects.js';
import type { ProcessState } from './process-state.js';
import type { Calls } from './signals.js';
import type { Socket } from './socket.js';
import type { KernelState } from './state.js';

const PAGE = 4096;

/** A file, a shared memory object, or the place of a Unix socket in the file system. */
export class Inode implements FileObject {
  readonly id: number;
  readonly name: string;
  size = 0;
  /** The pages of the file: whole ones, so a mapping may write beyond the end within the last. */
  pages = new Uint8Array(0);
  readonly locks = new Map<OpenFile, 'shared' | 'exclusive'>();
  /** Shared mappings in all processes. */
  readonly mappings = new Set<Mapping>();
  /** The socket that is bound here. */
  socket: Socket | undefined;
  readonly #kernel: KernelState;

  constructor(kernel: KernelState, name: string) {
    this.#kernel = kernel;
    this.id = kernel.newObject();
    this.name = name;
  }

  resize(size: number): void {
    const capacity = Math.ceil(size / PAGE) * PAGE;
    const pages = new Uint8Array(capacity);
    pages.set(this.pages.subarray(0, Math.min(size, this.size)));
    const grownFrom = Math.min(size, this.size);
    this.pages = pages;
    this.size = size;
    this.changed(grownFrom, capacity);
  }

  /** Tells the mappings that bytes have changed, but for the one that changed them. */
  changed(from: number, to: number, by?: Mapping): void {
    for (const mapping of this.mappings) if (mapping !== by) mapping.refresh(this.pages, from, to);
  }

  read({ process, file }: Transfer, count: number): Outcome {
    if ((file.flags & 3) === O_WRONLY) return { errno: errno.EBADF };
    const available = Math.max(0, this.size - file.offset);
    const length = available === 0 || count === 0 ? 0 : this.#kernel.shortened(count, available);
    const data = this.pages.slice(file.offset, file.offset + length);
    file.offset += length;
    return { done: data };
  }

  write({ process, file }: Transfer, data: Uint8Array): Outcome {
    if ((file.flags & 3) === O_RDONLY) return { errno: errno.EBADF };
    if ((file.flags & O_APPEND) !== 0) file.offset = this.size;
    const room = this.#kernel.files.room(this.#kernel.limits.space) + Math.max(0, this.size - file.offset);
    if (data.length > 0 && room <= 0) return { errno: errno.ENOSPC };
    if (data.length === 0) return { done: 0 };
    const length = this.#kernel.shortened(data.length, room);
    const end = file.offset + length;
    if (end > this.size) this.resize(end);
    this.pages.set(data.subarray(0, length), file.offset);
    this.changed(file.offset, end);
    file.offset = end;
    return { done: length };
  }

  ready(): number {
    return POLLIN | POLLOUT;
  }

  closed(file: OpenFile): void {
    this.locks.delete(file);
  }
}

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
  names.set(name, inode);
  if (found !== undefined && (flags & O_TRUNC) !== 0 && (flags & 3) !== O_RDONLY) inode.resize(0);
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
  const bases = new Map([[SEEK_SET, 0], [SEEK_CUR, file.offset], [SEEK_END, file.object.size]]);
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
