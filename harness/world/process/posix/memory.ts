import { invoke } from './host.js';

/**
 * Opens the shared memory object of that name (`/name`), as `open` does a file: O_RDONLY or O_RDWR, with O_CREAT, O_EXCL,
 * O_TRUNC. A new one has length 0: call `ftruncate` before `mmap`. It lives until `shm_unlink` and the last use. ENOENT, EEXIST.
 */
export function shm_open(name: string, flags: number, mode?: number): number {
  return invoke('shm_open', name, flags, mode);
}

/** Removes the name of a shared memory object; mappings and descriptors go on working. ENOENT. */
export function shm_unlink(name: string): void {
  invoke('shm_unlink', name);
}

/**
 * Maps `length` bytes of an open file from `offset` (a multiple of 4096) into memory. MAP_SHARED: writes are seen by every
 * process that maps it, and reach the file; `Atomics` works across processes, but for `wait` and `notify`. MAP_PRIVATE: a
 * copy. An access beyond the last page of the file ends the process by SIGBUS. MAP_ANONYMOUS: fd -1.
 * EACCES (the descriptor does not allow it), EINVAL (length 0, offset), EBADF.
 */
export function mmap(length: number, prot: number, flags: number, fd: number, offset?: number): ArrayBuffer {
  return invoke('mmap', length, prot, flags, fd, offset);
}

/** Ends a mapping. Any access to the buffer afterwards ends the process by SIGSEGV. EINVAL where it is none. */
export function munmap(buffer: ArrayBuffer): void {
  invoke('munmap', buffer);
}
