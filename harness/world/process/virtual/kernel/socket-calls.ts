import { blocked, type Outcome, type SocketCall } from '../../kernel.js';
import { bytes } from '../../posix/bytes.js';
import {
  AF_INET,
  AF_UNIX,
  MSG_DONTWAIT,
  MSG_NOSIGNAL,
  MSG_PEEK,
  O_NONBLOCK,
  SHUT_RD,
  SHUT_RDWR,
  SHUT_WR,
  SO_RCVBUF,
  SO_RCVTIMEO,
  SO_REUSEADDR,
  SO_SNDBUF,
  SOCK_CLOEXEC,
  SOCK_DGRAM,
  SOCK_NONBLOCK,
  SOCK_STREAM,
  SOL_SOCKET,
} from '../../posix/constants.js';
import { errno } from '../../posix/errno.js';
import type { Address } from '../../posix/sockets.js';
import { addDescriptor, roomFor } from './descriptors.js';
import { Inode } from './inode.js';
import type { OpenFile, Transfer } from './objects.js';
import type { ProcessState } from './process-state.js';
import type { Calls } from './signals.js';
import {
  bindToFreePort,
  type Datagram,
  join,
  openSocket,
  portKey,
  sendDatagram,
  Socket,
  socketAt,
  withSocket,
} from './socket.js';
import type { KernelState } from './state.js';

function transfer(process: ProcessState, file: OpenFile, flags: number): Transfer {
  const wait = (file.flags & O_NONBLOCK) === 0 && (flags & MSG_DONTWAIT) === 0;
  return { process, file, wait, quiet: (flags & MSG_NOSIGNAL) !== 0 };
}

function socket(kernel: KernelState, process: ProcessState, domain: number, type: number, pair: boolean): Outcome {
  const kind = type & 15;
  if (domain !== AF_UNIX && domain !== AF_INET) return { errno: errno.EAFNOSUPPORT };
  if (pair && domain !== AF_UNIX) return { errno: errno.EOPNOTSUPP };
  if (kind !== SOCK_STREAM && kind !== SOCK_DGRAM) return { errno: errno.EPROTONOSUPPORT };
  const made = Array.from({ length: pair ? 2 : 1 }, () => new Socket(kernel, domain, kind));
  const [one, other] = made;
  if (!roomFor(kernel, process, made.length)) return { errno: errno.EMFILE };
  if (one !== undefined && other !== undefined) join(one, other);
  const fds = made.map((each) => {
    const file = openSocket(each, (type & SOCK_NONBLOCK) === 0 ? 0 : O_NONBLOCK);
    const added = addDescriptor(kernel, process, file, (type & SOCK_CLOEXEC) !== 0);
    return 'done' in added ? added.done : -1;
  });
  return { done: pair ? fds : fds[0] };
}

function bind(kernel: KernelState, bound: Socket, address: Address): Outcome {
  const mismatch = familyRefusal(bound, address);
  if (mismatch !== 0) return { errno: mismatch };
  if ('path' in address) {
    if (bound.address !== null) return { errno: errno.EINVAL };
    const refusal = kernel.files.refusal(address.path);
    if (refusal !== 0) return { errno: refusal };
    if (kernel.files.paths.has(address.path)) return { errno: errno.EADDRINUSE };
    const inode = new Inode(kernel, address.path);
    inode.socket = bound;
    kernel.files.paths.set(address.path, inode);
    bound.address = { path: address.path };
    return { done: undefined };
  }
  if (bound.address !== null) return { errno: errno.EINVAL };
  if (address.port === 0) {
    bindToFreePort(kernel, bound);
    return { done: undefined };
  }
  const key = portKey(bound.type, address.port);
  if (kernel.ports.has(key)) return { errno: errno.EADDRINUSE };
  kernel.ports.set(key, bound);
  bound.address = { port: address.port, host: '127.0.0.1' };
  return { done: undefined };
}

function listen(kernel: KernelState, listener: Socket, backlog: number): Outcome {
  if (!listener.stream) return { errno: errno.EOPNOTSUPP };
  if (listener.connected) return { errno: errno.EINVAL };
  if (listener.address === null) {
    if (listener.domain === AF_UNIX) return { errno: errno.EINVAL };
    bindToFreePort(kernel, listener);
  }
  listener.backlog = Math.max(0, backlog);
  return { done: undefined };
}

function accept(kernel: KernelState, listener: Socket, through: Transfer): Outcome {
  if (!listener.stream) return { errno: errno.EOPNOTSUPP };
  if (listener.backlog < 0) return { errno: errno.EINVAL };
  const [next] = listener.queue;
  if (next !== undefined) {
    if (!roomFor(kernel, through.process, 1)) return { errno: errno.EMFILE };
    listener.queue.shift();
    return addDescriptor(kernel, through.process, openSocket(next, 0), false);
  }
  if (!through.wait) return { errno: errno.EAGAIN };
  return blocked({
    on: `a connection to ${listener.name}`,
    objects: [listener.id],
    holders: [],
    until: () => listener.queue.length > 0,
    ...listener.timeLimit,
  });
}

/** What an address of another family is answered with; 0 where it is of the socket's. */
function familyRefusal(socket: Socket, address: Address): number {
  if ((socket.domain === AF_UNIX) === 'path' in address) return 0;
  return socket.domain === AF_UNIX ? errno.EINVAL : errno.EAFNOSUPPORT;
}

function connect(kernel: KernelState, from: Socket, address: Address, through: Transfer): Outcome {
  const refusal = familyRefusal(from, address);
  if (refusal !== 0) return { errno: refusal };
  const target = socketAt(kernel, from.type, address);
  if (!from.stream) return connectDatagram(kernel, from, address, target);
  if (from.domain !== AF_UNIX && (from.connected || from.backlog >= 0)) return { errno: errno.EISCONN };
  if (typeof target === 'number') return { errno: target };
  if (target.backlog < 0) return { errno: errno.ECONNREFUSED };
  if (target.queue.length > target.backlog) {
    if (!through.wait) return { errno: errno.EAGAIN };
    return blocked({
      on: `room among those that wait for ${target.name}`,
      objects: [target.id],
      holders: kernel.holdersOf(target),
      until: () => !target.open || target.queue.length <= target.backlog,
    });
  }
  // A Unix socket looks at itself last.
  if (from.connected) return { errno: errno.EISCONN };
  if (from.backlog >= 0) return { errno: errno.EINVAL };
  const other = new Socket(kernel, from.domain, from.type);
  other.address = target.address;
  join(from, other);
  target.queue.push(other);
  return { done: undefined };
}

function connectDatagram(kernel: KernelState, from: Socket, address: Address, target: Socket | number): Outcome {
  if (from.domain === AF_UNIX) {
    if (typeof target === 'number') return { errno: target };
    from.peer = target;
  } else if (from.address === null) {
    bindToFreePort(kernel, from);
  }
  from.remote = address;
  from.connected = true;
  return { done: undefined };
}

function shutdown(one: Socket, how: number): Outcome {
  if (how < SHUT_RD || how > SHUT_RDWR) return { errno: errno.EINVAL };
  if (!one.connected && one.domain !== AF_UNIX) return { errno: errno.ENOTCONN };
  if (how !== SHUT_WR) {
    one.readEnded = true;
    if (one.peer !== null && one.domain === AF_UNIX && one.stream) one.peer.writeEnded = true;
  }
  if (how !== SHUT_RD) {
    one.writeEnded = true;
    if (one.peer !== null && one.stream) one.peer.readEnded = true;
  }
  return { done: undefined };
}

function recvfrom(one: Socket, through: Transfer, size: number, peek: boolean): Outcome {
  if (one.stream) {
    const read = one.read(through, size, peek);
    return 'done' in read ? { done: { data: read.done, address: null } } : read;
  }
  const received = one.receive(through, size, peek);
  if (!('done' in received)) return received;
  const { data, from } = received.done as Datagram;
  return { done: { data, address: from } };
}

function sendto(one: Socket, through: Transfer, data: Uint8Array, address: Address): Outcome {
  // TCP does not look at the address.
  if (one.stream && one.domain !== AF_UNIX) return one.write(through, data);
  if (one.stream) return { errno: one.connected ? errno.EISCONN : errno.EOPNOTSUPP };
  const refusal = familyRefusal(one, address);
  if (refusal !== 0) return { errno: refusal };
  return sendDatagram(one, through, data, address);
}

export function socketCalls(kernel: KernelState): Calls<SocketCall> {
  const asBytes = (data: Uint8Array | string): Uint8Array => (typeof data === 'string' ? bytes(data) : data);
  return {
    socket: (process, domain, type) => socket(kernel, process, domain, type, false),
    socketpair: (process, domain, type) => socket(kernel, process, domain, type, true),
    bind: (process, fd, address) => withSocket(process, fd, (one) => bind(kernel, one, address)),
    listen: (process, fd, backlog) => withSocket(process, fd, (one) => listen(kernel, one, backlog)),
    accept: (process, fd) => withSocket(process, fd, (one, file) => accept(kernel, one, transfer(process, file, 0))),
    connect: (process, fd, address) =>
      withSocket(process, fd, (one, file) => connect(kernel, one, address, transfer(process, file, 0))),
    send: (process, fd, data, flags = 0) =>
      withSocket(process, fd, (one, file) => one.write(transfer(process, file, flags), asBytes(data))),
    recv: (process, fd, size, flags = 0) =>
      withSocket(process, fd, (one, file) => one.read(transfer(process, file, flags), size, (flags & MSG_PEEK) !== 0)),
    sendto: (process, fd, data, flags, address) =>
      withSocket(process, fd, (one, file) => sendto(one, transfer(process, file, flags), asBytes(data), address)),
    recvfrom: (process, fd, size, flags = 0) =>
      withSocket(process, fd, (one, file) =>
        recvfrom(one, transfer(process, file, flags), size, (flags & MSG_PEEK) !== 0),
      ),
    shutdown: (process, fd, how) => withSocket(process, fd, (one) => shutdown(one, how)),
    getsockname: (process, fd) => withSocket(process, fd, (one) => ({ done: one.address })),
    setsockopt: (process, fd, level, option, value) =>
      withSocket(process, fd, (one) => {
        if (level !== SOL_SOCKET) return { errno: errno.ENOPROTOOPT };
        if (option === SO_REUSEADDR) one.reuse = value !== 0;
        else if (option === SO_RCVTIMEO) {
          if (value < 0) return { errno: errno.EDOM };
          one.receivesInTime = value > 0;
        } else if (option !== SO_SNDBUF && option !== SO_RCVBUF) return { errno: errno.ENOPROTOOPT };
        return { done: undefined };
      }),
  };
}
