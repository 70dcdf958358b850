import type { Answer, CallName } from '../kernel.js';
import { asBytes } from '../linux/file-calls.js';
import type { LinuxProcess } from '../linux/linux-process.js';
import { setMask } from '../linux/signal-calls.js';
import {
  F_GETFD,
  F_GETFL,
  F_GETPIPE_SZ,
  F_SETFD,
  F_SETFL,
  F_SETPIPE_SZ,
  IPC_NOWAIT,
  LOCK_NB,
  O_NONBLOCK,
  POLLIN,
  SIG_SETMASK,
  WNOHANG,
} from '../posix/constants.js';
import { errno } from '../posix/errno.js';
import type { Fault } from '../virtual/kernel/faults.js';
import { killRefusal } from './guarded-kill.js';
import { HeldDatagrams } from './held-datagrams.js';

/** What a call came to when it was not allowed to wait. */
export type Attempt = Answer | 'waits';

const onDescriptor: ReadonlySet<CallName> = new Set<CallName>([
  'read',
  'write',
  'recv',
  'recvfrom',
  'send',
  'sendto',
  'accept',
  'connect',
]);

/** How a process's calls are made. */
export interface Calls {
  try(name: CallName, args: readonly unknown[], fault: Fault | null): Attempt;
}

/** Calls that wait for something to come, as long as SO_RCVTIMEO says. */
const receives: ReadonlySet<CallName> = new Set<CallName>(['accept', 'read', 'recv', 'recvfrom']);

const knownCommands: ReadonlySet<number> = new Set([F_GETFD, F_SETFD, F_GETFL, F_SETFL, F_GETPIPE_SZ, F_SETPIPE_SZ]);

/** Whether `fcntl` may be asked that: others, as F_SETOWN, could send signals to whom `kill` may not. */
export function knownCommand(command: unknown): boolean {
  return knownCommands.has(Number(command));
}

/**
 * Makes calls on the real kernel without waiting: a call that would have to wait says so and is tried again when it is its
 * turn. That is what lets a schedule decide who goes first. It knows one call at a time, as a process does.
 */
export class Attempts implements Calls {
  readonly #process: LinuxProcess;
  #waited = false;
  #transferred = 0;
  #suspended: number[] | undefined;
  #alarm = 0;
  readonly #datagrams: HeldDatagrams;

  constructor(process: LinuxProcess) {
    this.#process = process;
    this.#datagrams = new HeldDatagrams(process);
  }

  /** Tries a call, for the first time or again. */
  try(name: CallName, args: readonly unknown[], fault: Fault | null): Attempt {
    const attempt = this.#attempt(name, args, fault);
    if (attempt !== 'waits') return this.#over(attempt);
    this.#waited = true;
    return attempt;
  }

  #over(answer: Answer): Answer {
    this.#waited = false;
    this.#transferred = 0;
    if (this.#suspended !== undefined) setMask(SIG_SETMASK, this.#suspended);
    this.#suspended = undefined;
    return answer;
  }

  #attempt(name: CallName, args: readonly unknown[], fault: Fault | null): Attempt {
    switch (fault?.kind) {
      case 'fail':
        return { errno: fault.errno };
      case 'timeout':
        return this.#timeIsOver(name, args);
      case 'lose':
        return this.#lose(args);
      case 'duplicate':
        this.#now(name, args);
        this.#transferred = 0;
        break;
      case 'removed':
        this.#waited = true;
        break;
      case 'reorder':
        return this.#receive(name, args, fault.index) ?? this.#now(name, args);
      case 'short':
      case undefined:
        break;
      default:
        fault satisfies never;
    }
    const attempt = this.#now(name, fault?.kind === 'short' ? shortened(name, args, fault.count) : args);
    if (attempt !== 'waits' || !this.#waited || !this.#process.signalled) return attempt;
    if (this.#transferred > 0) return { done: this.#transferred };
    return name === 'sleep' ? { done: 1 } : { errno: errno.EINTR };
  }

  #timeIsOver(name: CallName, args: readonly unknown[]): Attempt {
    if (name === 'sleep') return { done: 0 };
    if (name === 'poll') return { done: (args[0] as unknown[]).map(() => 0) };
    if (receives.has(name)) return { errno: errno.EAGAIN };
    return { errno: errno.ETIMEDOUT };
  }

  /** A datagram that goes nowhere. Its socket has an address afterwards, as when it is sent. */
  #lose([fd, data]: readonly unknown[]): Answer {
    const address = this.#process.call('getsockname', [fd]);
    if ('done' in address && address.done === null) this.#process.call('bind', [fd, { port: 0 }]);
    return { done: asBytes(data as Uint8Array | string).length };
  }

  /** Receives what stands at `index`, where something was held back or is to be. */
  #receive(name: CallName, args: readonly unknown[], index: number): Answer | undefined {
    return name === 'read' || name === 'recv' || name === 'recvfrom'
      ? this.#datagrams.receive(name, args, index)
      : undefined;
  }

  #now(name: CallName, args: readonly unknown[]): Attempt {
    const held = this.#receive(name, args, 0);
    if (held !== undefined) return held;
    if (onDescriptor.has(name)) return this.#descriptorCall(name, args);
    switch (name) {
      case 'msgsnd':
      case 'msgrcv':
        return this.#queueCall(name, args);
      case 'sem_wait':
      case 'sem_timedwait':
        return this.#semaphore(args);
      case 'flock':
        return this.#unless(errno.EAGAIN, (Number(args[1]) & LOCK_NB) !== 0, 'flock', [
          args[0],
          Number(args[1]) | LOCK_NB,
        ]);
      case 'waitpid':
        return this.#waitpid(args);
      case 'poll':
        return this.#poll(args);
      case 'sleep':
        return 'waits';
      case 'pause':
        return this.#process.signalled ? { errno: errno.EINTR } : 'waits';
      case 'sigsuspend':
        this.#suspended ??= setMask(SIG_SETMASK, args[0] as number[]);
        return this.#process.signalled ? { errno: errno.EINTR } : 'waits';
      case 'sigwait':
        return this.#sigwait(args[0] as number[]);
      case 'kill':
        return killRefusal(args[0], args[1]) ?? this.#process.call(name, args);
      case 'fcntl':
        return knownCommand(args[1]) ? this.#process.call(name, args) : { errno: errno.EINVAL };
      case 'alarm':
        return this.#setAlarm(Number(args[0]));
      default:
        return this.#process.call(name, args);
    }
  }

  /** Makes the call; where it fails with `code` and the caller wanted to wait, it waits. */
  #unless(code: number, impatient: boolean, name: CallName, args: readonly unknown[]): Attempt {
    const answer = this.#process.call(name, args);
    return 'errno' in answer && answer.errno === code && !impatient ? 'waits' : answer;
  }

  /** Nobody else runs meanwhile, so the flag of the open file can be changed for the length of the call. */
  #descriptorCall(name: CallName, args: readonly unknown[]): Attempt {
    const [fd] = args;
    const flags = this.#process.call('fcntl', [fd, F_GETFL]);
    const was = 'done' in flags ? Number(flags.done) : 0;
    // Connecting to the loopback interface takes no time, but without waiting it never succeeds at once.
    if (!('done' in flags) || (was & O_NONBLOCK) !== 0 || (name === 'connect' && !('path' in (args[1] as object)))) {
      return this.#process.call(name, args);
    }
    this.#process.call('fcntl', [fd, F_SETFL, was | O_NONBLOCK]);
    const dontWait = Number(args[2] ?? 0) & 0x40 && name !== 'read' && name !== 'write';
    const answer =
      name === 'write' || name === 'send'
        ? this.#write(name, args)
        : this.#unless(errno.EAGAIN, Boolean(dontWait), name, args);
    this.#process.call('fcntl', [fd, F_SETFL, was]);
    return answer;
  }

  #write(name: 'write' | 'send', args: readonly unknown[]): Attempt {
    const data = asBytes(args[1] as Uint8Array | string);
    const whole = data.length;
    const rest = data.slice(this.#transferred);
    const answer = this.#process.call(name, [args[0], rest, ...args.slice(2)]);
    if ('errno' in answer) {
      if (answer.errno === errno.EAGAIN && (Number(args[2] ?? 0) & 0x40) === 0) return 'waits';
      return this.#transferred > 0 ? { done: this.#transferred } : answer;
    }
    this.#transferred += Number('done' in answer ? answer.done : 0);
    return this.#transferred >= whole ? { done: this.#transferred } : 'waits';
  }

  #queueCall(name: 'msgsnd' | 'msgrcv', args: readonly unknown[]): Attempt {
    const flags = Number(args[3] ?? 0);
    const code = name === 'msgsnd' ? errno.EAGAIN : errno.ENOMSG;
    const patient = [args[0], args[1], args[2] ?? 0, flags | IPC_NOWAIT];
    const attempt = this.#unless(code, (flags & IPC_NOWAIT) !== 0, name, patient);
    const removed = attempt !== 'waits' && 'errno' in attempt && attempt.errno === errno.EINVAL && this.#waited;
    return removed ? { errno: errno.EIDRM } : attempt;
  }

  #semaphore(args: readonly unknown[]): Attempt {
    const [semaphore, timeoutMs] = args;
    const attempt = this.#unless(errno.EAGAIN, false, 'sem_trywait', [semaphore]);
    return attempt === 'waits' && typeof timeoutMs === 'number' && timeoutMs <= 0
      ? { errno: errno.ETIMEDOUT }
      : attempt;
  }

  #waitpid(args: readonly unknown[]): Attempt {
    const options = Number(args[1] ?? 0);
    const answer = this.#process.call('waitpid', [args[0], options | WNOHANG]);
    if (!('done' in answer) || (options & WNOHANG) !== 0) return answer as Answer;
    return (answer.done as { pid: number }).pid === 0 ? 'waits' : answer;
  }

  #poll(args: readonly unknown[]): Attempt {
    const answer = this.#process.call('poll', [args[0], 0]);
    if (!('done' in answer)) return answer as Answer;
    const wanted = args[0] as { fd: number; events: number }[];
    const ready = (answer.done as number[]).map((events, at) => {
      const { fd = -1, events: asked = 0 } = wanted[at] ?? {};
      return events | (this.#datagrams.waits(fd) ? asked & POLLIN : 0);
    });
    return args[1] === 0 || ready.some((events) => events !== 0) ? { done: ready } : 'waits';
  }

  #sigwait(signals: number[]): Attempt {
    const pending = this.#process.call('sigpending', []);
    const some = 'done' in pending && (pending.done as number[]).some((signal) => signals.includes(signal));
    return some ? this.#process.call('sigwait', [signals]) : 'waits';
  }

  /** Time passes when the schedule says so: the controller sends SIGALRM. */
  #setAlarm(seconds: number): Answer {
    const left = this.#alarm;
    this.#alarm = seconds;
    return { done: left };
  }
}

function shortened(name: CallName, args: readonly unknown[], count: number): unknown[] {
  const writing = name === 'write' || name === 'send' || name === 'sendto';
  const second = writing ? asBytes(args[1] as Uint8Array | string).slice(0, count) : Math.min(Number(args[1]), count);
  return [args[0], second, ...args.slice(2)];
}
