import { type Answer, blocked, type Outcome } from '../../kernel.js';
import { AF_UNIX, O_RDWR, POLLERR, POLLHUP, POLLIN, POLLOUT, SOCK_STREAM } from '../../posix/constants.js';
import { errno } from '../../posix/errno.js';
import type { Address } from '../../posix/sockets.js';
import { ByteQueue, type FileObject, OpenFile, type Transfer } from './objects.js';
import type { ProcessState } from './process-state.js';
import type { KernelState } from './state.js';

export interface Datagram {
  data: Uint8Array;
  from: Address | null;
}

/** Bytes that a UDP datagram can hold. */
export const LONGEST_DATAGRAM = 65507;

/** A socket of any kind; which fields matter depends on its type and on what has been done with it. */
export class Socket implements FileObject {
  readonly id: number;
  readonly name: string;
  readonly locks = new Map<OpenFile, 'shared' | 'exclusive'>();
  readonly domain: number;
  readonly type: number;
  address: Address | null = null;
  /** Most connections that may wait, -1 where it does not listen. */
  backlog = -1;
  /** Connections that wait to be accepted: this side's ends. */
  readonly queue: Socket[] = [];
  /** The other end of a connection; for datagrams, where `send` goes. */
  peer: Socket | null = null;
  /** Datagrams with Internet addresses: where `send` goes, who may be there or not. */
  remote: Address | null = null;
  connected = false;
  readonly inbox = new ByteQueue();
  readonly datagrams: Datagram[] = [];
  /** Nothing more will come; nothing more may be sent. */
  readEnded = false;
  writeEnded = false;
  /** An error to be told once by the next call. */
  error = 0;
  open = true;
  reuse = false;
  /** SO_RCVTIMEO: whether a wait for something to come has an end. */
  receivesInTime = false;
  readonly kernel: KernelState;

  constructor(kernel: KernelState, domain: number, type: number) {
    this.kernel = kernel;
    this.id = kernel.newObject();
    this.name = kernel.nameOf('socket');
    this.domain = domain;
    this.type = type;
  }

  get stream(): boolean {
    return this.type === SOCK_STREAM;
  }

  /** What a wait for something to come answers when its time is over. */
  get timeLimit(): { timeout?: Answer } {
    return this.receivesInTime ? { timeout: { errno: errno.EAGAIN } } : {};
  }

  takeError(): number {
    const { error } = this;
    this.error = 0;
    return error;
  }

  read(transfer: Transfer, count: number, peek: boolean): Outcome {
    if (!this.stream) {
      const received = this.receive(transfer, count, peek);
      return 'done' in received ? { done: (received.done as Datagram).data } : received;
    }
    if (!this.connected && !this.readEnded) return { errno: this.domain === AF_UNIX ? errno.EINVAL : errno.ENOTCONN };
    if (count === 0) return { done: new Uint8Array(0) };
    if (this.inbox.size > 0) {
      return { done: this.inbox.take(this.kernel.shortened(count, this.inbox.size), peek) };
    }
    if (this.error !== 0) return { errno: this.takeError() };
    if (this.readEnded) return { done: new Uint8Array(0) };
    if (!transfer.wait) return { errno: errno.EAGAIN };
    return blocked({
      on: `bytes on ${this.name}`,
      objects: [this.id],
      holders: this.peer === null ? [] : this.kernel.holdersOf(this.peer),
      until: () => this.inbox.size > 0 || this.readEnded || this.error !== 0,
      ...this.timeLimit,
    });
  }

  write(transfer: Transfer, data: Uint8Array): Outcome {
    if (!this.stream) return sendDatagram(this, transfer, data, null);
    const { process } = transfer;
    const before = process.transferred;
    if (!this.connected && !this.writeEnded && this.domain === AF_UNIX) return { errno: errno.ENOTCONN };
    const { peer } = this;
    if (this.writeEnded || peer === null || peer.readEnded) {
      if (before > 0) return { done: before };
      return this.#broken(transfer, data.length);
    }
    const room = Math.max(0, this.kernel.limits.stream - peer.inbox.size);
    const wanted = this.kernel.shortened(data.length, data.length);
    const part = data.subarray(before, Math.min(wanted, before + room));
    peer.inbox.push(part);
    const done = before + part.length;
    if (done >= wanted) return { done };
    if (!transfer.wait) return done > 0 ? { done } : { errno: errno.EAGAIN };
    process.transferred = done;
    return blocked({
      on: `room on ${this.name}`,
      objects: [this.id, peer.id],
      holders: this.kernel.holdersOf(peer),
      until: () => peer.readEnded || this.writeEnded || peer.inbox.size < this.kernel.limits.stream,
    });
  }

  /** A write that nobody will read. TCP learns that the other side has closed only from the answer to the first such write. */
  #broken({ process, quiet }: Transfer, length: number): Outcome {
    if (this.domain !== AF_UNIX && !this.writeEnded && this.error === 0 && this.peer !== null) {
      this.error = errno.ECONNRESET;
      this.readEnded = true;
      this.writeEnded = true;
      return { done: length };
    }
    if (this.domain !== AF_UNIX && this.error !== 0) return { errno: this.takeError() };
    if (!quiet) this.kernel.brokenPipe(process);
    return { errno: errno.EPIPE };
  }

  /** Takes a datagram: whole, or what fits. */
  receive({ process, wait }: Transfer, count: number, peek: boolean): Outcome {
    const { fault } = this.kernel;
    const at = fault?.kind === 'reorder' && fault.index < this.datagrams.length ? fault.index : 0;
    const datagram = this.datagrams[at];
    if (datagram !== undefined) {
      if (!peek) this.datagrams.splice(at, 1);
      return { done: { data: datagram.data.slice(0, count), from: datagram.from } satisfies Datagram };
    }
    if (this.error !== 0) return { errno: this.takeError() };
    if (!wait) return { errno: errno.EAGAIN };
    if (this.readEnded) return { done: { data: new Uint8Array(0), from: null } satisfies Datagram };
    return blocked({
      on: `a datagram on ${this.name}`,
      objects: [this.id],
      holders: [],
      until: () => this.datagrams.length > 0 || this.readEnded || this.error !== 0,
      ...this.timeLimit,
    });
  }

  ready(): number {
    if (this.backlog >= 0) return this.queue.length > 0 ? POLLIN : 0;
    const incoming = this.inbox.size > 0 || this.datagrams.length > 0 || this.readEnded;
    const full = this.stream && this.peer !== null && this.peer.inbox.size >= this.kernel.limits.stream;
    const idle = this.stream && !this.connected;
    return (
      (incoming ? POLLIN : 0) |
      (full ? 0 : POLLOUT) |
      (this.error === 0 ? 0 : POLLERR) |
      ((this.readEnded && this.writeEnded) || idle || (this.stream && this.peer?.open === false) ? POLLHUP : 0)
    );
  }

  closed(): void {
    this.open = false;
    for (const waiting of this.queue) waiting.hangUp(true);
    this.queue.length = 0;
    if (this.address !== null && 'port' in this.address) {
      const key = portKey(this.type, this.address.port);
      if (this.kernel.ports.get(key) === this) this.kernel.ports.delete(key);
    }
    this.hangUp(this.inbox.size > 0);
  }

  /** This end is gone: the other one reads end of file, or ECONNRESET where this end left something unread. */
  hangUp(unread: boolean): void {
    this.readEnded = true;
    this.writeEnded = true;
    const { peer } = this;
    if (peer === null || !this.stream) return;
    peer.readEnded = true;
    if (this.domain === AF_UNIX) peer.writeEnded = true;
    if (unread) {
      peer.error = errno.ECONNRESET;
      if (this.domain !== AF_UNIX) peer.inbox.clear();
    }
  }
}

export function portKey(type: number, port: number): string {
  return `${type === SOCK_STREAM ? 'tcp' : 'udp'}:${String(port)}`;
}

/** The socket that is bound to an address, or why there is none. */
export function socketAt(kernel: KernelState, type: number, address: Address): Socket | number {
  if ('port' in address) return kernel.ports.get(portKey(type, address.port)) ?? errno.ECONNREFUSED;
  const inode = kernel.files.paths.get(address.path);
  if (inode === undefined) return errno.ENOENT;
  if (inode.socket === undefined || !inode.socket.open) return errno.ECONNREFUSED;
  return inode.socket.type === type ? inode.socket : errno.EPROTOTYPE;
}

/** Sends a datagram to an address, or where the socket is connected to. */
export function sendDatagram(socket: Socket, transfer: Transfer, data: Uint8Array, to: Address | null): Outcome {
  const { kernel } = socket;
  if (socket.error !== 0) return { errno: socket.takeError() };
  if (socket.writeEnded) return { errno: errno.EPIPE };
  const address = to ?? socket.remote;
  const target =
    to === null && socket.peer !== null
      ? socket.peer
      : address === null
        ? null
        : socketAt(kernel, socket.type, address);
  if (target === null) return { errno: socket.domain === AF_UNIX ? errno.ENOTCONN : errno.EDESTADDRREQ };
  if (data.length > (socket.domain === AF_UNIX ? kernel.limits.stream : LONGEST_DATAGRAM))
    return { errno: errno.EMSGSIZE };
  if (socket.domain !== AF_UNIX) return sendUdp(socket, typeof target === 'number' ? undefined : target, data, to);
  if (typeof target === 'number') return { errno: target };
  if (!target.open) return { errno: errno.ECONNREFUSED };
  if (target.readEnded) return { errno: errno.EPIPE };
  if (target.datagrams.length > kernel.limits.datagrams) {
    if (!transfer.wait) return { errno: errno.EAGAIN };
    return blocked({
      on: `room on ${target.name}`,
      objects: [target.id],
      holders: kernel.holdersOf(target),
      until: () => !target.open || target.datagrams.length <= kernel.limits.datagrams,
    });
  }
  target.datagrams.push({ data: data.slice(), from: socket.address });
  return { done: data.length };
}

function sendUdp(socket: Socket, target: Socket | undefined, data: Uint8Array, to: Address | null): Outcome {
  const { kernel } = socket;
  if (socket.address === null) bindToFreePort(kernel, socket);
  if (target === undefined) {
    // Only a connected socket is told, by its next call.
    if (to === null) socket.error = errno.ECONNREFUSED;
    return { done: data.length };
  }
  const copies = kernel.fault?.kind === 'lose' ? 0 : kernel.fault?.kind === 'duplicate' ? 2 : 1;
  const accepts = target.remote === null || sameAddress(target.remote, socket.address);
  for (let copy = 0; copy < copies && accepts; copy += 1)
    target.datagrams.push({ data: data.slice(), from: socket.address });
  return { done: data.length };
}

export function sameAddress(one: Address, other: Address | null): boolean {
  if (other === null) return false;
  if ('port' in one) return 'port' in other && one.port === other.port;
  return 'path' in other && one.path === other.path;
}

export function bindToFreePort(kernel: KernelState, socket: Socket): void {
  let port = 40000;
  while (kernel.ports.has(portKey(socket.type, port))) port += 1;
  socket.address = { port, host: '127.0.0.1' };
  kernel.ports.set(portKey(socket.type, port), socket);
}

/** Makes two sockets the ends of one connection. */
export function join(one: Socket, other: Socket): void {
  one.peer = other;
  other.peer = one;
  one.connected = true;
  other.connected = true;
}

export function openSocket(socket: Socket, flags: number): OpenFile {
  return new OpenFile(socket, O_RDWR | flags);
}

/** The socket behind a descriptor. */
export function withSocket(
  process: ProcessState,
  fd: number,
  use: (socket: Socket, file: OpenFile) => Outcome,
): Outcome {
  const file = process.descriptors.get(fd)?.file;
  if (file === undefined) return { errno: errno.EBADF };
  return file.object instanceof Socket ? use(file.object, file) : { errno: errno.ENOTSOCK };
}
