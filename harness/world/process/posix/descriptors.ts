import { invoke } from './host.js';

/**
 * Opens a file and returns the lowest free descriptor. `flags`: one of O_RDONLY, O_WRONLY, O_RDWR, with O_CREAT, O_EXCL,
 * O_TRUNC, O_APPEND, O_NONBLOCK, O_CLOEXEC. Fails with ENOENT, EEXIST (O_CREAT | O_EXCL), EACCES, EMFILE.
 */
export function open(path: string, flags: number, mode?: number): number {
  return invoke('open', path, flags, mode);
}

/** Closes a descriptor. What it stands for lives on while another descriptor, of any process, refers to it. EBADF. */
export function close(fd: number): void {
  invoke('close', fd);
}

/**
 * Reads at most `count` bytes and returns them: fewer if fewer are there (on a pipe or a socket that says nothing about
 * what is still to come), none at end of file. Waits while a pipe or socket is empty and somebody could still write to it.
 * EAGAIN (O_NONBLOCK), EBADF, EINTR, ECONNRESET.
 */
export function read(fd: number, count: number): Uint8Array {
  return invoke('read', fd, count);
}

/**
 * Writes bytes (a string: its UTF-8) and returns how many were written, which may be fewer. Waits while a pipe or socket
 * is full. To a pipe, up to PIPE_BUF bytes are written in one piece; more may be mixed with what others write.
 * EPIPE after SIGPIPE, where nobody can read any more; EAGAIN (O_NONBLOCK), EBADF, EINTR, ENOSPC.
 */
export function write(fd: number, data: Uint8Array | string): number {
  return invoke('write', fd, data);
}

/** Moves the offset of an open file and returns it. ESPIPE for pipes and sockets. */
export function lseek(fd: number, offset: number, whence: number): number {
  return invoke('lseek', fd, offset, whence);
}

/** Size in bytes of an open file or shared memory object, and its number in the file system. */
export function fstat(fd: number): { size: number; ino: number } {
  return invoke('fstat', fd);
}

/** Makes a file or shared memory object exactly `length` bytes long; what is added is zero. EINVAL, EBADF. */
export function ftruncate(fd: number, length: number): void {
  invoke('ftruncate', fd, length);
}

/** Removes a name. The file lives on while it is open or mapped. ENOENT. */
export function unlink(path: string): void {
  invoke('unlink', path);
}

/** A second descriptor, the lowest free one, for the same open file. EBADF, EMFILE. */
export function dup(fd: number): number {
  return invoke('dup', fd);
}

/** Makes `to` a second descriptor for what `fd` stands for; what `to` was before is closed silently. EBADF. */
export function dup2(fd: number, to: number): number {
  return invoke('dup2', fd, to);
}

/** F_GETFD, F_SETFD (FD_CLOEXEC), F_GETFL, F_SETFL (O_NONBLOCK, O_APPEND), F_GETPIPE_SZ, F_SETPIPE_SZ. */
export function fcntl(fd: number, command: number, argument?: number): number {
  return invoke('fcntl', fd, command, argument);
}

/** A pipe: the end to read from and the end to write to. EMFILE. */
export function pipe(): [read: number, write: number] {
  return invoke('pipe');
}

/** As `pipe`, with O_NONBLOCK or O_CLOEXEC for both ends. */
export function pipe2(flags: number): [read: number, write: number] {
  return invoke('pipe2', flags);
}

/**
 * Waits until one of the descriptors is ready, at most `timeoutMs` (-1 or absent: for ever). Returns for each, in order,
 * what it is ready for (POLLIN, POLLOUT, POLLHUP, POLLERR, POLLNVAL), 0 for not ready. EINTR always, SA_RESTART or not.
 */
export function poll(fds: readonly { fd: number; events: number }[], timeoutMs?: number): number[] {
  return invoke('poll', fds, timeoutMs);
}

/**
 * An advisory lock on an open file: LOCK_SH, LOCK_EX or LOCK_UN, with LOCK_NB: EAGAIN instead of waiting. It belongs to
 * the open file, so children that inherit the descriptor share it, and it goes when the last such descriptor is closed.
 */
export function flock(fd: number, operation: number): void {
  invoke('flock', fd, operation);
}
