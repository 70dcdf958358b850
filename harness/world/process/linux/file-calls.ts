import { fstatSync } from 'node:fs';
import type { Answer, CallArguments, CallName } from '../kernel.js';
import { bytes } from '../posix/bytes.js';
import { answer, libc } from './libc.js';

/** A part of the kernel: the calls that it answers. */
export type Calls<N extends CallName> = { [K in N]: (...args: CallArguments<K>) => Answer };

/** Bytes to hand to the C library. */
export function asBytes(data: Uint8Array | string): Uint8Array {
  return typeof data === 'string' ? bytes(data) : data;
}

/** Copies what was read out of a buffer that was made for the call. */
function firstBytes(buffer: Uint8Array): (count: number) => Uint8Array {
  return (count) => buffer.slice(0, count);
}

function twoDescriptors(call: (out: Uint8Array) => number): Answer {
  const out = new Int32Array(2);
  return answer(call(new Uint8Array(out.buffer)), () => [...out]);
}

const pipe2 = (flags: number): Answer => twoDescriptors((out) => libc.pipe2(out, flags) as number);

function poll(fds: readonly { fd: number; events: number }[], timeoutMs = -1): Answer {
  const out = new DataView(new ArrayBuffer(8 * Math.max(1, fds.length)));
  fds.forEach(({ fd, events }, at) => {
    out.setInt32(at * 8, fd, true);
    out.setInt16(at * 8 + 4, events, true);
  });
  const ready = libc.poll(new Uint8Array(out.buffer), fds.length, Math.ceil(timeoutMs)) as number;
  return answer(ready, () => fds.map((_, at) => out.getInt16(at * 8 + 6, true)));
}

function fstat(fd: number): Answer {
  try {
    const { size, ino } = fstatSync(fd);
    return { done: { size, ino } };
  } catch (error) {
    return { errno: -((error as { errno?: number }).errno ?? -9) };
  }
}

/** Files, descriptors and pipes. */
export const fileCalls: Calls<
  | 'open'
  | 'close'
  | 'read'
  | 'write'
  | 'lseek'
  | 'fstat'
  | 'ftruncate'
  | 'unlink'
  | 'dup'
  | 'dup2'
  | 'fcntl'
  | 'pipe'
  | 'pipe2'
  | 'poll'
  | 'flock'
> = {
  open: (path, flags, mode = 0o666) => answer(libc.open(path, flags, 'int', mode) as number, (fd) => fd),
  close: (fd) => answer(libc.close(fd) as number),
  read: (fd, count) => {
    const buffer = new Uint8Array(count);
    return answer(libc.read(fd, buffer, count) as number, firstBytes(buffer));
  },
  write: (fd, data) => {
    const out = asBytes(data);
    return answer(libc.write(fd, out, out.length) as number, (count) => count);
  },
  lseek: (fd, offset, whence) => answer(libc.lseek(fd, offset, whence) as number, (at) => at),
  fstat,
  ftruncate: (fd, length) => answer(libc.ftruncate(fd, length) as number),
  unlink: (path) => answer(libc.unlink(path) as number),
  dup: (fd) => answer(libc.dup(fd) as number, (copy) => copy),
  dup2: (fd, to) => answer(libc.dup2(fd, to) as number, (copy) => copy),
  fcntl: (fd, command, argument = 0) => answer(libc.fcntl(fd, command, 'int', argument) as number, (value) => value),
  pipe: () => pipe2(0),
  pipe2,
  poll,
  flock: (fd, operation) => answer(libc.flock(fd, operation) as number),
};
