import type { Outcome } from '../../kernel.js';
import { O_APPEND, O_RDONLY, O_WRONLY, POLLIN, POLLOUT } from '../../posix/constants.js';
import { errno } from '../../posix/errno.js';
import type { Mapping } from './memory.js';
import type { FileObject, OpenFile, Transfer } from './objects.js';
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
  /** Whether it has been mapped; a shared memory object is meant to be. */
  everMapped = false;
  isSharedMemory = false;
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

  closed(): void {
    // A file outlives its descriptors.
  }
}
