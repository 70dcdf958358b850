import { invoke } from './host.js';

/** Runs between two calls of `posix`, never inside a statement: a loop without calls is never interrupted. */
export type SignalHandler = (signal: number) => void;

export interface SignalOptions {
  /** SA_RESTART, SA_NODEFER, SA_RESETHAND, SA_NOCLDWAIT. */
  flags?: number;
  /** Signals that are blocked while the handler runs, besides its own. */
  mask?: readonly number[];
}

/**
 * Sends a signal; 0 only asks whether the process exists (a zombie does). A signal that is pending already is not counted
 * twice. A submission reaches the processes of its own run only: ESRCH for any other, EPERM for groups (0 and below). EINVAL.
 */
export function kill(pid: number, signal: number): void {
  invoke('kill', pid, signal);
}

/**
 * Sets what a signal does: SIG_DFL, SIG_IGN or a handler. A call that waits when a handler runs fails with EINTR, or
 * goes on after it with SA_RESTART (never `poll`, `sigsuspend`, `pause`, `sleep`, `msgsnd`, `msgrcv`). EINVAL for
 * SIGKILL and SIGSTOP.
 */
export function sigaction(signal: number, action: SignalHandler | 0 | 1, options?: SignalOptions): void {
  invoke('sigaction', signal, action, options);
}

/**
 * Changes which signals are blocked (SIG_BLOCK, SIG_UNBLOCK, SIG_SETMASK) and returns which were. A blocked signal stays
 * pending; it is handled before this call returns where it unblocks it.
 */
export function sigprocmask(how: number, signals: readonly number[]): number[] {
  return invoke('sigprocmask', how, signals);
}

/** The blocked signals that are pending. */
export function sigpending(): number[] {
  return invoke('sigpending');
}

/**
 * Blocks exactly `mask` and waits until a handler has run, in one step, then restores what was blocked. (In C it
 * "fails" with EINTR; here it returns.)
 */
export function sigsuspend(mask: readonly number[]): void {
  invoke('sigsuspend', mask);
}

/** Waits until a handler has run. One that ran just before is not waited for: use `sigsuspend`. */
export function pause(): void {
  invoke('pause');
}

/** Takes one of these signals, which must be blocked, from those pending, waiting for it, and returns it. */
export function sigwait(signals: readonly number[]): number {
  return invoke('sigwait', signals);
}

/** Sends this process SIGALRM after so many seconds (0: never) and returns how many were left of an earlier alarm. */
export function alarm(seconds: number): number {
  return invoke('alarm', seconds);
}
