import type { Outcome } from '../../kernel.js';
import type { ProcessState } from './process-state.js';

/** Something in the kernel that steps touch: `id` is what the dependence relation of the explorer knows it by. */
export interface KernelObject {
  readonly id: number;
  /** For people, as in `pipe 1`. */
  readonly name: string;
}

/** What a read or write is about: who calls, through which open file, and whether it may wait. */
export interface Transfer {
  process: ProcessState;
  file: OpenFile;
  wait: boolean;
  /** EPIPE without SIGPIPE. */
  quiet: boolean;
}

/** What a descriptor can stand for. */
export interface FileObject extends KernelObject {
  /** What `flock` has given, to which open files. */
  readonly locks: Map<OpenFile, 'shared' | 'exclusive'>;
  read(transfer: Transfer, count: number, peek: boolean): Outcome;
  write(transfer: Transfer, data: Uint8Array): Outcome;
  /** POLL bits that hold now. */
  ready(file: OpenFile): number;
  /** The last descriptor of this open file has been closed. */
  closed(file: OpenFile): void;
}

/** An open file description: what `dup` and inheritance share. */
export class OpenFile {
  /** Descriptors that refer to it, in all processes. */
  references = 0;
  offset = 0;
  /** What the dependence relation knows it by; 0 until there is a descriptor for it. */
  id = 0;
  /** The processes that ever had a descriptor for it, one bit a number. */
  everHeldBy = 0;
  flags: number;
  readonly object: FileObject;

  constructor(object: FileObject, flags: number) {
    this.object = object;
    this.flags = flags;
  }
}

/** A queue of bytes. */
export class ByteQueue {
  #chunks: Uint8Array[] = [];
  size = 0;

  push(data: Uint8Array): void {
    if (data.length === 0) return;
    this.#chunks.push(data.slice());
    this.size += data.length;
  }

  /** The first bytes, at most `count`; they stay where `peek`. */
  take(count: number, peek = false): Uint8Array {
    const out = new Uint8Array(Math.min(count, this.size));
    let filled = 0;
    const kept: Uint8Array[] = [];
    for (const chunk of this.#chunks) {
      const part = chunk.subarray(0, out.length - filled);
      out.set(part, filled);
      filled += part.length;
      if (part.length < chunk.length) kept.push(chunk.subarray(part.length));
    }
    if (!peek) {
      this.#chunks = kept;
      this.size -= out.length;
    }
    return out;
  }

  clear(): void {
    this.#chunks = [];
    this.size = 0;
  }
}
