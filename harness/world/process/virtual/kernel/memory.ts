import type { CallArguments, Outcome } from '../../kernel.js';
import {
  MAP_ANONYMOUS,
  MAP_SHARED,
  O_RDONLY,
  O_RDWR,
  O_WRONLY,
  PROT_WRITE,
  SIGBUS,
  SIGSEGV,
} from '../../posix/constants.js';
import { errno } from '../../posix/errno.js';
import { withFile } from './descriptors.js';
import { Inode } from './inode.js';
import type { ProcessState } from './process-state.js';
import type { Calls } from './signals.js';
import type { KernelState } from './state.js';

const PAGE = 4096;

/**
 * A mapping in one process. Every mapping has a buffer of its own, as processes have; what one writes is copied into the
 * file's pages and from there into the other mappings, in the same step.
 */
export class Mapping {
  readonly buffer: ArrayBuffer;
  readonly bytes: Uint8Array;
  readonly inode: Inode | undefined;
  readonly offset: number;
  readonly writable: boolean;

  constructor(buffer: ArrayBuffer, inode: Inode | undefined, offset: number, writable: boolean) {
    this.buffer = buffer;
    this.bytes = new Uint8Array(this.buffer);
    this.inode = inode;
    this.offset = offset;
    this.writable = writable;
  }

  /** Copies the bytes from `from` to `to` of the file that lie in this mapping. */
  refresh(pages: Uint8Array, from: number, to: number): void {
    const start = Math.max(from, this.offset);
    const end = Math.min(to, this.offset + this.bytes.length, pages.length);
    if (start < end) this.bytes.set(pages.subarray(start, end), start - this.offset);
  }

  /** What the process dies of when it touches these bytes, 0 where it does not. */
  fault(at: number, length: number, write: boolean): number {
    if (write && !this.writable) return SIGSEGV;
    return this.inode !== undefined && this.offset + at + length > this.inode.pages.length ? SIGBUS : 0;
  }

  /** The process has written these bytes. */
  written(at: number, length: number): void {
    if (this.inode === undefined) return;
    const from = this.offset + at;
    this.inode.pages.set(this.bytes.subarray(at, at + length), from);
    this.inode.changed(from, from + length, this);
  }
}

function mapFile(
  kernel: KernelState,
  process: ProcessState,
  inode: Inode,
  ...args: [number, number, number, number]
): Outcome {
  const [length, prot, flags, offset] = args;
  const shared = (flags & MAP_SHARED) !== 0;
  const mapping = new Mapping(process.allocate(length), inode, offset, (prot & PROT_WRITE) !== 0);
  mapping.refresh(inode.pages, offset, offset + length);
  const kept = shared ? mapping : privateCopy(mapping);
  if (shared) inode.mappings.add(mapping);
  kernel.sharesMemory ||= shared;
  inode.everMapped = true;
  process.mappings.set(kept.buffer, kept);
  return { done: kept.buffer };
}

/** The same buffer, cut off from the file. */
function privateCopy(mapping: Mapping): Mapping {
  const copy = new Mapping(mapping.buffer, undefined, 0, mapping.writable);
  return copy;
}

function mmap(
  kernel: KernelState,
  process: ProcessState,
  ...[length, prot, flags, fd, offset = 0]: CallArguments<'mmap'>
): Outcome {
  if (length <= 0 || offset % PAGE !== 0 || offset < 0 || (flags & 3) === 0) return { errno: errno.EINVAL };
  if ((flags & MAP_ANONYMOUS) !== 0) {
    const mapping = new Mapping(process.allocate(length), undefined, 0, (prot & PROT_WRITE) !== 0);
    process.mappings.set(mapping.buffer, mapping);
    return { done: mapping.buffer };
  }
  return withFile(process, fd, (file) => {
    const mode = file.flags & 3;
    const allowed = mode === O_RDWR || (mode === O_RDONLY && ((flags & MAP_SHARED) === 0 || (prot & PROT_WRITE) === 0));
    if (mode === O_WRONLY || !allowed) return { errno: errno.EACCES };
    if (!(file.object instanceof Inode)) return { errno: errno.ENODEV };
    return mapFile(kernel, process, file.object, length, prot, flags, offset);
  });
}

function unmap(process: ProcessState, mapping: Mapping): void {
  mapping.inode?.mappings.delete(mapping);
  process.mappings.delete(mapping.buffer);
}

/** The process has ended. */
export function unmapAll(process: ProcessState): void {
  for (const mapping of process.mappings.values()) unmap(process, mapping);
}

export function memoryCalls(kernel: KernelState): Calls<'mmap' | 'munmap'> {
  return {
    mmap: (process, ...args) => mmap(kernel, process, ...args),
    munmap: (process, buffer) => {
      const mapping = process.mappings.get(buffer);
      if (mapping === undefined) return { errno: errno.EINVAL };
      unmap(process, mapping);
      return { done: undefined };
    },
  };
}
