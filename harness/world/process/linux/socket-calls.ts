import type { Answer, SocketCall } from '../kernel.js';
import { bytes, text } from '../posix/bytes.js';
import { AF_INET, AF_UNIX, SO_RCVTIMEO, SOL_SOCKET } from '../posix/constants.js';
import { errno } from '../posix/errno.js';
import type { Address } from '../posix/sockets.js';
import { asBytes, type Calls } from './file-calls.js';
import { answer, libc } from './libc.js';

/** A `struct sockaddr_un` or `sockaddr_in`; undefined where the path is too long. */
function encode(address: Address): Uint8Array | undefined {
  if ('path' in address) {
    const path = bytes(address.path);
    if (path.length > 107) return undefined;
    const out = new Uint8Array(2 + path.length + 1);
    out[0] = AF_UNIX;
    out.set(path, 2);
    return out;
  }
  const { port } = address;
  return Uint8Array.of(AF_INET, 0, (port >> 8) & 255, port & 255, 127, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0);
}

function decode(sockaddr: Uint8Array, length: number): Address | null {
  if (length <= 2) return null;
  if (sockaddr[0] === AF_INET) return { port: ((sockaddr[2] ?? 0) << 8) | (sockaddr[3] ?? 0), host: '127.0.0.1' };
  const end = sockaddr.indexOf(0, 2);
  return { path: text(sockaddr.subarray(2, end < 0 || end > length ? length : end)) };
}

function withAddress(address: Address, call: (sockaddr: Uint8Array) => Answer): Answer {
  const sockaddr = encode(address);
  return sockaddr === undefined ? { errno: errno.EINVAL } : call(sockaddr);
}

function recvfrom(fd: number, size: number, flags = 0): Answer {
  const data = new Uint8Array(size);
  const sockaddr = new Uint8Array(112);
  const length = new Uint32Array([sockaddr.length]);
  const count = libc.recvfrom(fd, data, size, flags, sockaddr, new Uint8Array(length.buffer)) as number;
  return answer(count, () => ({ data: data.slice(0, count), address: decode(sockaddr, length[0] ?? 0) }));
}

function getsockname(fd: number): Answer {
  const sockaddr = new Uint8Array(112);
  const length = new Uint32Array([sockaddr.length]);
  const result = libc.getsockname(fd, sockaddr, new Uint8Array(length.buffer)) as number;
  const unnamed = (): boolean => sockaddr[0] === AF_INET && sockaddr[2] === 0 && sockaddr[3] === 0;
  return answer(result, () => (unnamed() ? null : decode(sockaddr, length[0] ?? 0)));
}

/** A `struct timeval`: what is not 0 stays so, because 0 means for ever, and what is below 0 is refused. */
function timeval(milliseconds: number): BigInt64Array {
  if (milliseconds < 0) return BigInt64Array.of(0n, -1n);
  const microseconds = Math.ceil(milliseconds * 1000);
  return BigInt64Array.of(BigInt(Math.floor(microseconds / 1e6)), BigInt(microseconds % 1e6));
}

/** Sockets. */
export const socketCalls: Calls<SocketCall> = {
  socket: (domain, type) => answer(libc.socket(domain, type, 0) as number, (fd) => fd),
  socketpair: (domain, type) => {
    const out = new Int32Array(2);
    return answer(libc.socketpair(domain, type, 0, new Uint8Array(out.buffer)) as number, () => [...out]);
  },
  bind: (fd, address) => withAddress(address, (sockaddr) => answer(libc.bind(fd, sockaddr, sockaddr.length) as number)),
  listen: (fd, backlog) => answer(libc.listen(fd, backlog) as number),
  accept: (fd) => answer(libc.accept4(fd, null, null, 0) as number, (connection) => connection),
  connect: (fd, address) =>
    withAddress(address, (sockaddr) => answer(libc.connect(fd, sockaddr, sockaddr.length) as number)),
  send: (fd, data, flags = 0) => {
    const out = asBytes(data);
    return answer(libc.sendto(fd, out, out.length, flags, null, 0) as number, (count) => count);
  },
  recv: (fd, size, flags = 0) => {
    const data = new Uint8Array(size);
    return answer(libc.recvfrom(fd, data, size, flags, null, null) as number, (count) => data.slice(0, count));
  },
  sendto: (fd, data, flags, address) => {
    const out = asBytes(data);
    return withAddress(address, (sockaddr) =>
      answer(libc.sendto(fd, out, out.length, flags, sockaddr, sockaddr.length) as number, (count) => count),
    );
  },
  recvfrom,
  shutdown: (fd, how) => answer(libc.shutdown(fd, how) as number),
  getsockname,
  setsockopt: (fd, level, option, value) => {
    const argument = level === SOL_SOCKET && option === SO_RCVTIMEO ? timeval(value) : Int32Array.of(value);
    const passed = new Uint8Array(argument.buffer);
    return answer(libc.setsockopt(fd, level, option, passed, passed.length) as number);
  },
};
