import { blocked, type Outcome } from '../../kernel.js';
import { O_WRONLY, POLLERR, POLLHUP, POLLIN, POLLOUT } from '../../posix/constants.js';
import { errno } from '../../posix/errno.js';
import type { FileObject, OpenFile, Transfer } from './objects.js';
import type { KernelState } from './state.js';

const PAGE = 4096;
/** Pages of a pipe that is not made smaller by the scenario; it is only then that it is likely never to be full. */
const LARGE = 16;

/** A page of a pipe: of its data the bytes from `start` on are left. There is room behind them as far as a page goes. */
interface Slot {
  data: Uint8Array;
  start: number;
}

/**
 * A pipe as Linux keeps it: a ring of pages. A write of less than a page goes wholly into the room that the last page has
 * left, or else into a page of its own; so up to PIPE_BUF bytes are never mixed, and a pipe can be full with fewer bytes
 * than its capacity.
 */
export class Pipe implements FileObject {
  readonly id: number;
  readonly name: string;
  readonly locks = new Map<OpenFile, 'shared' | 'exclusive'>();
  slots: number;
  /** The open files of its two ends. */
  ends: readonly OpenFile[] = [];
  #used: Slot[] = [];
  #readers = 1;
  #writers = 1;
  /** Writes so far, and of those in the pipe how many bytes are left: for the dependence relation. */
  writes = 0;
  #chunks: { write: number; left: number }[] = [];
  #pagesWritten = 0;
  readonly #kernel: KernelState;

  constructor(kernel: KernelState, capacity: number) {
    this.#kernel = kernel;
    this.id = kernel.newObject();
    this.name = kernel.nameOf('pipe');
    this.slots = capacity / PAGE;
  }

  get capacity(): number {
    return this.slots * PAGE;
  }

  get pagesUsed(): number {
    return this.#used.length;
  }

  get hasReaders(): boolean {
    return this.#readers > 0;
  }

  get hasWriters(): boolean {
    return this.#writers > 0;
  }

  /**
   * Whether all that was ever written would fit at once, these bytes too: then no write depends on what was read meanwhile,
   * and reading and writing commute. Later than that the room depends on how the pages were filled.
   */
  hasRoomForAll(bytes: number): boolean {
    return this.slots >= LARGE && this.#pagesWritten + Math.ceil(bytes / PAGE) <= this.slots;
  }

  /** The numbers of the writes that the first bytes came from. */
  writesIn(count: number): number[] {
    let rest = count;
    const writes: number[] = [];
    for (const { write, left } of this.#chunks) {
      if (rest <= 0) break;
      writes.push(write);
      rest -= left;
    }
    return writes;
  }

  /** Whether a write that waits for room would not move a single byte. */
  refuses(length: number): boolean {
    return length > 0 && this.#readers > 0 && !this.#fits(length, false);
  }

  get size(): number {
    return this.#used.reduce((sum, slot) => sum + slot.data.length - slot.start, 0);
  }

  read({ process, file, wait }: Transfer, count: number): Outcome {
    if ((file.flags & 3) === O_WRONLY) return { errno: errno.EBADF };
    if (count === 0) return { done: new Uint8Array(0) };
    if (this.#used.length > 0) return { done: this.#take(this.#kernel.shortened(count, this.size)) };
    if (this.#writers === 0) return { done: new Uint8Array(0) };
    if (!wait) return { errno: errno.EAGAIN };
    return blocked({
      on: `bytes in ${this.name}`,
      objects: [this.id],
      holders: this.#kernel.holdersOf(this, (flags) => (flags & 3) === O_WRONLY),
      until: () => this.#used.length > 0 || this.#writers === 0,
    });
  }

  #take(count: number): Uint8Array {
    const out = new Uint8Array(Math.min(count, this.size));
    this.#forget(out.length);
    for (let filled = 0; filled < out.length; ) {
      const slot = this.#used[0];
      if (slot === undefined) break;
      const part = slot.data.subarray(slot.start, Math.min(slot.data.length, slot.start + out.length - filled));
      out.set(part, filled);
      filled += part.length;
      slot.start += part.length;
      if (slot.start === slot.data.length) this.#used.shift();
    }
    return out;
  }

  #forget(count: number): void {
    for (let rest = count; rest > 0; ) {
      const [first] = this.#chunks;
      if (first === undefined) return;
      const part = Math.min(rest, first.left);
      first.left -= part;
      rest -= part;
      if (first.left === 0) this.#chunks.shift();
    }
  }

  write({ process, file, wait, quiet }: Transfer, data: Uint8Array): Outcome {
    if ((file.flags & 3) !== O_WRONLY) return { errno: errno.EBADF };
    if (data.length === 0) return { done: 0 };
    const before = process.transferred;
    if (this.#readers === 0) {
      if (before > 0) return { done: before };
      if (!quiet) this.#kernel.brokenPipe(process);
      return { errno: errno.EPIPE };
    }
    const wanted = this.#kernel.shortened(data.length, data.length);
    const done = before + this.#put(data.subarray(before, wanted), before > 0);
    if (done >= wanted) return { done };
    if (!wait) return done > 0 ? { done } : { errno: errno.EAGAIN };
    process.transferred = done;
    return blocked({
      on: `room in ${this.name}`,
      objects: [this.id],
      holders: this.#kernel.holdersOf(this, (flags) => (flags & 3) !== O_WRONLY),
      until: () => this.#readers === 0 || this.#fits(data.length - done, done > 0),
    });
  }

  /** Room at the end of the last page for a rest of less than a page, which is only used at the beginning of a write. */
  #mergeable(length: number, continued: boolean): Slot | undefined {
    const rest = length % PAGE;
    const last = this.#used.at(-1);
    return !continued && rest > 0 && last !== undefined && last.data.length + rest <= PAGE ? last : undefined;
  }

  #fits(length: number, continued: boolean): boolean {
    return this.#used.length < this.slots || this.#mergeable(length, continued) !== undefined;
  }

  #put(data: Uint8Array, continued: boolean): number {
    const pages = Math.ceil(data.length / PAGE);
    let done = 0;
    const last = this.#mergeable(data.length, continued);
    if (last !== undefined) {
      done = data.length % PAGE;
      const both = new Uint8Array(last.data.length + done);
      both.set(last.data);
      both.set(data.subarray(0, done), last.data.length);
      last.data = both;
    }
    while (done < data.length && this.#used.length < this.slots) {
      const part = data.subarray(done, done + PAGE);
      this.#used.push({ data: part.slice(), start: 0 });
      done += part.length;
    }
    if (this.hasRoomForAll(0) && !this.hasRoomForAll(data.length)) this.#kernel.unsure = true;
    this.#pagesWritten += pages;
    if (done > 0) this.#chunks.push({ write: this.writes++, left: done });
    return done;
  }

  ready(file: OpenFile): number {
    if ((file.flags & 3) === O_WRONLY) {
      return (this.#used.length < this.slots ? POLLOUT : 0) | (this.#readers === 0 ? POLLERR : 0);
    }
    return (this.#used.length > 0 ? POLLIN : 0) | (this.#writers === 0 ? POLLHUP : 0);
  }

  closed(file: OpenFile): void {
    if ((file.flags & 3) === O_WRONLY) this.#writers -= 1;
    else this.#readers -= 1;
  }
}
