import type { Answer, Delivery } from '../kernel.js';
import { SA_NODEFER, SA_RESETHAND, SA_RESTART, SIG_BLOCK, SIG_SETMASK } from '../posix/constants.js';
import { errno } from '../posix/errno.js';
import type { SignalHandler, SignalOptions } from '../posix/signals.js';
import type { Calls } from './file-calls.js';
import { answer, libc } from './libc.js';
import { sigactionRecord, type SignalStub } from './signal-stub.js';

interface Action {
  flags: number;
  mask: readonly number[];
}

/** A `sigset_t` with these signals. */
export function signalSet(signals: readonly number[]): Uint8Array {
  const out = new Uint8Array(128);
  for (const signal of signals) {
    const at = (signal - 1) >> 3;
    out[at] = (out[at] ?? 0) | (1 << ((signal - 1) & 7));
  }
  return out;
}

/** The signals in a `sigset_t`, ascending, without the C library's own (32 and 33). */
export function signalsIn(set: Uint8Array): number[] {
  const out: number[] = [];
  for (let signal = 1; signal <= 64; signal += 1) {
    if (((set[(signal - 1) >> 3] ?? 0) & (1 << ((signal - 1) & 7))) !== 0 && (signal < 32 || signal > 33))
      out.push(signal);
  }
  return out;
}

/** Changes the mask of this thread, which is the process's, and returns what it was. */
export function setMask(how: number, signals: readonly number[]): number[] {
  const old = new Uint8Array(128);
  libc.pthread_sigmask(how, signalSet(signals), old);
  return signalsIn(old);
}

/** Seconds in a `struct timeval` at `offset`. */
function seconds(view: DataView, offset: number): number {
  return Number(view.getBigInt64(offset, true)) + Number(view.getBigInt64(offset + 8, true)) / 1e6;
}

function alarm(after: number): Answer {
  const timer = new DataView(new ArrayBuffer(32));
  const old = new DataView(new ArrayBuffer(32));
  timer.setBigInt64(16, BigInt(Math.floor(after)), true);
  timer.setBigInt64(24, BigInt(Math.round((after % 1) * 1e6)), true);
  const result = libc.setitimer(0, new Uint8Array(timer.buffer), new Uint8Array(old.buffer)) as number;
  return answer(result, () => seconds(old, 16));
}

/** The signals of this process. */
export class Signals {
  readonly #actions = new Map<number, Action>();
  readonly #ignored = new Set<number>();
  /** Masks to restore, one a handler that runs. */
  readonly #masks: number[][] = [];
  readonly #stub: SignalStub;

  constructor(stub: SignalStub) {
    this.#stub = stub;
  }

  /** Signals that a child must ignore too. */
  get ignored(): number[] {
    return [...this.#ignored];
  }

  ignore(signals: readonly number[]): void {
    for (const signal of signals) this.#sigaction(signal, 1);
  }

  readonly calls: Calls<
    'kill' | 'sigaction' | 'sigprocmask' | 'sigpending' | 'sigsuspend' | 'pause' | 'sigwait' | 'alarm'
  > = {
    kill: (pid, signal) => answer(libc.kill(pid, signal) as number),
    sigaction: (signal, action, options) => this.#sigaction(signal, action, options),
    sigprocmask: (how, signals) =>
      how < SIG_BLOCK || how > SIG_SETMASK ? { errno: errno.EINVAL } : { done: setMask(how, signals) },
    sigpending: () => {
      const out = new Uint8Array(128);
      return answer(libc.sigpending(out) as number, () => signalsIn(out));
    },
    sigsuspend: (mask) => answer(libc.sigsuspend(signalSet(mask)) as number),
    pause: () => answer(libc.pause() as number),
    sigwait: (signals) => answer(libc.sigwaitinfo(signalSet(signals), null) as number, (signal) => signal),
    alarm,
  };

  #sigaction(signal: number, action: SignalHandler | 0 | 1, options: SignalOptions = {}): Answer {
    const flags = options.flags ?? 0;
    const handler = typeof action === 'function' ? this.#stub.note : action;
    // Without SA_RESTART a waiting call comes back to run the handler; whether it then goes on is decided above.
    const result = libc.sigaction(signal, sigactionRecord(handler, flags & ~(SA_RESTART | SA_NODEFER)), null) as number;
    if (result === -1) return answer(result);
    if (typeof action === 'function') this.#actions.set(signal, { flags, mask: options.mask ?? [] });
    else this.#actions.delete(signal);
    if (action === 1) this.#ignored.add(signal);
    else this.#ignored.delete(signal);
    return { done: undefined };
  }

  get signalled(): boolean {
    const { noted } = this.#stub;
    return noted[0] !== 0 && noted.indexOf(1, 1) >= 0;
  }

  deliver(): Delivery | undefined {
    const { noted } = this.#stub;
    if (noted[0] === 0) return undefined;
    Atomics.store(noted, 0, 0);
    for (let signal = 1; signal < noted.length; signal += 1) {
      if (Atomics.exchange(noted, signal, 0) === 0) continue;
      Atomics.store(noted, 0, 1);
      const action = this.#actions.get(signal);
      if (action === undefined) continue;
      const own = (action.flags & SA_NODEFER) === 0 ? [signal] : [];
      this.#masks.push(setMask(SIG_BLOCK, [...own, ...action.mask]));
      if ((action.flags & SA_RESETHAND) >>> 0 !== 0) this.#actions.delete(signal);
      return { signal, restart: (action.flags & SA_RESTART) !== 0 };
    }
    return undefined;
  }

  handled(): void {
    const mask = this.#masks.pop();
    if (mask !== undefined) setMask(SIG_SETMASK, mask);
  }
}
