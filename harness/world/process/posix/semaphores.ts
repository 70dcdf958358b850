import { invoke } from './host.js';

/** A semaphore of this process, from `sem_open`, `sem_init` or `sem_at`. */
export type Semaphore = number & { readonly semaphore?: unique symbol };

/** Opens the named semaphore `/name`; with O_CREAT (and O_EXCL) makes it with that value. ENOENT, EEXIST, EINVAL. */
export function sem_open(name: string, flags: number, mode?: number, value?: number): Semaphore {
  return invoke('sem_open', name, flags, mode, value);
}

/** Ends this process's use of a named semaphore. Its value stays as it is. EINVAL. */
export function sem_close(semaphore: Semaphore): void {
  invoke('sem_close', semaphore);
}

/** Removes the name. Who has it open goes on; the next `sem_open` with O_CREAT makes another one. ENOENT. */
export function sem_unlink(name: string): void {
  invoke('sem_unlink', name);
}

/** Makes an unnamed semaphore in the 32 bytes at `offset` (a multiple of 8) of a shared mapping. Once, by one process. */
export function sem_init(memory: ArrayBuffer, offset: number, value: number): Semaphore {
  return invoke('sem_init', memory, offset, value);
}

/** The semaphore that another process made there with `sem_init` (in C: the pointer to it). */
export function sem_at(memory: ArrayBuffer, offset: number): Semaphore {
  return invoke('sem_at', memory, offset);
}

/** Takes one; waits while the value is 0. EINTR. */
export function sem_wait(semaphore: Semaphore): void {
  invoke('sem_wait', semaphore);
}

/** Takes one, or fails with EAGAIN where the value is 0. */
export function sem_trywait(semaphore: Semaphore): void {
  invoke('sem_trywait', semaphore);
}

/** Takes one; waits at most `timeoutMs` from now, then ETIMEDOUT. (In C: an absolute time.) EINTR. */
export function sem_timedwait(semaphore: Semaphore, timeoutMs: number): void {
  invoke('sem_timedwait', semaphore, timeoutMs);
}

/** Gives one. Whoever waits may go on; whoever comes first takes it, waiter or not. EOVERFLOW. */
export function sem_post(semaphore: Semaphore): void {
  invoke('sem_post', semaphore);
}

/** The value at this moment, 0 also where others wait. */
export function sem_getvalue(semaphore: Semaphore): number {
  return invoke('sem_getvalue', semaphore);
}
