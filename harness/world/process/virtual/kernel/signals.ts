import { blocked, type CallArguments, type CallName, type Delivery, type Outcome } from '../../kernel.js';
import {
  SA_NODEFER,
  SA_RESETHAND,
  SA_RESTART,
  SIG_BLOCK,
  SIG_IGN,
  SIG_SETMASK,
  SIG_UNBLOCK,
  SIGALRM,
  SIGKILL,
  SIGSTOP,
} from '../../posix/constants.js';
import { errno } from '../../posix/errno.js';
import { type ProcessState, signalBit, signalBits, signalList } from './process-state.js';
import type { KernelState } from './state.js';
import { ignoredByDefault, raise, settle } from './termination.js';

/** A part of the virtual kernel: the calls that it answers. */
export type Calls<N extends CallName> = { [K in N]: (process: ProcessState, ...args: CallArguments<K>) => Outcome };

const never = signalBits([SIGKILL, SIGSTOP]) ?? 0;

/** The signals that a handler would be run for now. */
export function deliverable(process: ProcessState): number {
  return process.pending & ~process.blocked;
}

/** After the mask has changed: what was held back takes effect. */
function settleAll(kernel: KernelState, process: ProcessState): void {
  for (const signal of signalList(deliverable(process))) {
    if (process.status === undefined) settle(kernel, process, signal);
  }
}

export function deliver(process: ProcessState): Delivery | undefined {
  const [signal] = signalList(process.noted !== 0 ? process.noted : deliverable(process));
  if (signal === undefined || process.status !== undefined) return undefined;
  if (process.noted === 0) process.pending &= ~signalBit(signal);
  process.noted &= ~signalBit(signal);
  const action = process.actions.get(signal);
  const flags = action?.flags ?? 0;
  process.masks.push(process.blocked);
  process.blocked |= (action?.mask ?? 0) | ((flags & SA_NODEFER) === 0 ? signalBit(signal) : 0);
  if ((flags & SA_RESETHAND) !== 0) process.actions.delete(signal);
  return { signal, restart: (flags & SA_RESTART) !== 0 };
}

export function handled(kernel: KernelState, process: ProcessState): void {
  process.blocked = process.masks.pop() ?? process.blocked;
  settleAll(kernel, process);
}

/**
 * The wait of `sigsuspend` is over: the signals that end it will be handled although the old mask, which is back, may
 * block them.
 */
export function resume(process: ProcessState): void {
  if (process.suspended === undefined) return;
  process.noted |= deliverable(process);
  process.pending &= ~process.noted;
  process.blocked = process.suspended;
  process.suspended = undefined;
}

function waitForHandler(kernel: KernelState, process: ProcessState): Outcome {
  if (deliverable(process) !== 0) {
    resume(process);
    return { errno: errno.EINTR };
  }
  return blocked({ on: 'a signal', objects: [], holders: [], until: () => deliverable(process) !== 0 });
}

function sigwait(kernel: KernelState, process: ProcessState, signals: readonly number[]): Outcome {
  const set = signalBits(signals);
  if (set === undefined) return { errno: errno.EINVAL };
  const [signal] = signalList(process.pending & set);
  if (signal !== undefined) {
    process.pending &= ~signalBit(signal);
    return { done: signal };
  }
  return blocked({
    on: `one of the signals ${signals.join(', ')}`,
    objects: [],
    holders: [],
    until: () => (process.pending & set) !== 0,
  });
}

function kill(kernel: KernelState, pid: number, signal: number): Outcome {
  if (!Number.isInteger(signal) || signal < 0 || signal > 64) return { errno: errno.EINVAL };
  // Groups are refused: outside of the virtual realm they could reach processes that are none of the run's.
  if (pid <= 0) return { errno: errno.EPERM };
  const target = kernel.processes.get(pid);
  if (target === undefined) return { errno: errno.ESRCH };
  if (signal < 32) raise(kernel, target, signal);
  return { done: undefined };
}

function sigprocmask(kernel: KernelState, process: ProcessState, how: number, signals: readonly number[]): Outcome {
  const set = signalBits(signals);
  if (set === undefined) return { errno: errno.EINVAL };
  const old = signalList(process.blocked);
  switch (how) {
    case SIG_BLOCK:
      process.blocked |= set & ~never;
      break;
    case SIG_UNBLOCK:
      process.blocked &= ~set;
      break;
    case SIG_SETMASK:
      process.blocked = set & ~never;
      break;
    default:
      return { errno: errno.EINVAL };
  }
  settleAll(kernel, process);
  return { done: old };
}

function sigaction(kernel: KernelState, process: ProcessState, ...args: CallArguments<'sigaction'>): Outcome {
  const [signal, action, options = {}] = args;
  const mask = signalBits(options.mask ?? []);
  if (!(signal >= 1 && signal < 32) || mask === undefined || (never & signalBit(signal)) !== 0)
    return { errno: errno.EINVAL };
  if (typeof action === 'function') {
    process.actions.set(signal, { kind: 'handler', flags: options.flags ?? 0, mask: mask & ~never });
    return { done: undefined };
  }
  if (action === SIG_IGN) process.actions.set(signal, { kind: 'ignore', flags: options.flags ?? 0, mask: 0 });
  else process.actions.delete(signal);
  const discarded = action === SIG_IGN || (ignoredByDefault & signalBit(signal)) !== 0;
  if (discarded) process.pending &= ~signalBit(signal);
  if ((process.blocked & signalBit(signal)) === 0 && (process.pending & signalBit(signal)) !== 0)
    settle(kernel, process, signal);
  return { done: undefined };
}

/** The time of `alarm` is over. */
export function ring(kernel: KernelState, process: ProcessState): void {
  process.alarm = 0;
  raise(kernel, process, SIGALRM);
}

export function signalCalls(
  kernel: KernelState,
): Calls<'kill' | 'sigaction' | 'sigprocmask' | 'sigpending' | 'sigsuspend' | 'pause' | 'sigwait' | 'alarm'> {
  return {
    kill: (_, pid, signal) => kill(kernel, pid, signal),
    sigaction: (process, ...args) => sigaction(kernel, process, ...args),
    sigprocmask: (process, how, signals) => sigprocmask(kernel, process, how, signals),
    sigpending: (process) => ({ done: signalList(process.pending & process.blocked) }),
    sigsuspend: (process, mask) => {
      const set = signalBits(mask);
      if (set === undefined) return { errno: errno.EINVAL };
      process.suspended ??= process.blocked;
      process.blocked = set & ~never;
      settleAll(kernel, process);
      return waitForHandler(kernel, process);
    },
    pause: (process) => waitForHandler(kernel, process),
    sigwait: (process, signals) => sigwait(kernel, process, signals),
    alarm: (process, seconds) => {
      const left = process.alarm;
      process.alarm = seconds;
      return { done: left };
    },
  };
}
