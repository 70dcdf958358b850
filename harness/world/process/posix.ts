/**
 * The module `posix`: system calls for TypeScript, with their C names. Each call waits as its C namesake does, returns
 * its result and throws an `ErrnoException` (`error.code === 'EPIPE'`) where C returns -1.
 *
 * What differs from C: bytes come back as a `Uint8Array`, several results as an array or an object; a text may be given
 * where bytes are wanted; time is in milliseconds (`...Ms`) or seconds and always counts from now; processes are started
 * by `spawn` with the name of a function, not by `fork`.
 */
export * from './posix/constants.js';
export * from './posix/bytes.js';
export * from './posix/descriptors.js';
export * from './posix/memory.js';
export * from './posix/message-queues.js';
export * from './posix/processes.js';
export * from './posix/semaphores.js';
export * from './posix/signals.js';
export * from './posix/sockets.js';
export { errno, isErrno } from './posix/errno.js';
export type { ErrnoException, ErrnoName } from './posix/errno.js';
