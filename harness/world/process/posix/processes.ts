import { invoke } from './host.js';

/** What a child can be given: plain data. */
export type Argument = null | boolean | number | string | readonly Argument[] | { readonly [name: string]: Argument };

/**
 * Starts a process that runs the submission's exported function `role` with `args`, and returns its pid. It has module
 * state of its own and inherits descriptors (but those with FD_CLOEXEC), the blocked signals and the ignored ones; not
 * handlers, not mappings. When the function returns the process exits with 0, with 1 when it throws. EAGAIN, ENOENT.
 */
export function spawn(role: string, args?: readonly Argument[]): number {
  return invoke('spawn', role, args);
}

/**
 * Waits until that child (-1: any) has ended, and removes the zombie. `options` WNOHANG: does not wait, pid is then 0.
 * ECHILD, EINTR. Look at `status` with WIFEXITED, WEXITSTATUS, WIFSIGNALED, WTERMSIG.
 */
export function waitpid(pid: number, options?: number): { pid: number; status: number } {
  return invoke('waitpid', pid, options);
}

/** Ends this process with a status from 0 to 255. */
export function exit(status: number): never {
  return invoke('exit', status);
}

export function getpid(): number {
  return invoke('getpid');
}

/** The parent's pid; another process's once the parent has ended. */
export function getppid(): number {
  return invoke('getppid');
}

/** Waits at least so many seconds; returns how many were left when a handler ended it. */
export function sleep(seconds: number): number {
  return invoke('sleep', seconds);
}

/** It ended by `exit` or by returning. */
export function WIFEXITED(status: number): boolean {
  return (status & 0x7f) === 0;
}
/** Its exit status, if WIFEXITED. */
export function WEXITSTATUS(status: number): number {
  return (status >> 8) & 0xff;
}
/** A signal ended it. */
export function WIFSIGNALED(status: number): boolean {
  return (status & 0x7f) !== 0 && (status & 0xff) !== 0x7f;
}
/** The signal, if WIFSIGNALED. */
export function WTERMSIG(status: number): number {
  return status & 0x7f;
}
