import { invoke } from './host.js';

/** A path (AF_UNIX), or a port on the loopback interface (AF_INET). */
export type Address = { path: string } | { port: number; host?: '127.0.0.1' };

/** A socket: AF_UNIX or AF_INET; SOCK_STREAM or SOCK_DGRAM, with SOCK_NONBLOCK, SOCK_CLOEXEC. EMFILE. */
export function socket(domain: number, type: number): number {
  return invoke('socket', domain, type);
}

/** Two connected sockets (AF_UNIX). */
export function socketpair(domain: number, type: number): [number, number] {
  return invoke('socketpair', domain, type);
}

/**
 * Gives a socket its address; port 0 asks for a free one (see `getsockname`). A Unix path must not exist, and stays
 * behind until `unlink`. EADDRINUSE, EINVAL (has one already), ENOENT (no such folder).
 */
export function bind(fd: number, address: Address): void {
  invoke('bind', fd, address);
}

/** Lets others connect; about `backlog` of them may wait to be accepted. */
export function listen(fd: number, backlog: number): void {
  invoke('listen', fd, backlog);
}

/** Takes the next connection, waiting for one, as a new descriptor. EAGAIN, EINTR, EINVAL (not listening), EMFILE. */
export function accept(fd: number): number {
  return invoke('accept', fd);
}

/**
 * Connects; succeeds as soon as the other side listens, before it accepts. With SOCK_DGRAM: sets where `send` goes and
 * from where `recv` receives. ENOENT (no such path), ECONNREFUSED (nobody listens), EISCONN, EAGAIN (O_NONBLOCK, backlog full).
 */
export function connect(fd: number, address: Address): void {
  invoke('connect', fd, address);
}

/** As `write`, with MSG_DONTWAIT, MSG_NOSIGNAL. */
export function send(fd: number, data: Uint8Array | string, flags?: number): number {
  return invoke('send', fd, data, flags);
}

/** As `read`, with MSG_DONTWAIT, MSG_PEEK. Of a datagram what is longer than `size` is lost. */
export function recv(fd: number, size: number, flags?: number): Uint8Array {
  return invoke('recv', fd, size, flags);
}

/** Sends a datagram. To an Internet address it may be lost, come twice or out of order, and nobody says so. EMSGSIZE. */
export function sendto(fd: number, data: Uint8Array | string, flags: number, address: Address): number {
  return invoke('sendto', fd, data, flags, address);
}

/** Receives a datagram with its sender's address (null: it has none). */
export function recvfrom(fd: number, size: number, flags?: number): { data: Uint8Array; address: Address | null } {
  return invoke('recvfrom', fd, size, flags);
}

/** Ends one direction (SHUT_RD, SHUT_WR) or both, for all who share the socket: the other side reads end of file. ENOTCONN. */
export function shutdown(fd: number, how: number): void {
  invoke('shutdown', fd, how);
}

/** The socket's own address, null where it has none. */
export function getsockname(fd: number): Address | null {
  return invoke('getsockname', fd);
}

/**
 * SOL_SOCKET: SO_REUSEADDR, SO_SNDBUF, SO_RCVBUF, and SO_RCVTIMEO: after so many milliseconds `accept`, `read`, `recv` and
 * `recvfrom` fail with EAGAIN (0: they wait for ever). ENOPROTOOPT, EDOM (SO_RCVTIMEO below 0).
 */
export function setsockopt(fd: number, level: number, option: number, value: number): void {
  invoke('setsockopt', fd, level, option, value);
}
