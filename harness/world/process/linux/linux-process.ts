import type { Answer, CallName, Delivery, Process } from '../kernel.js';
import { SIG_SETMASK, SIGPIPE, SIGUSR1 } from '../posix/constants.js';
import { fileCalls } from './file-calls.js';
import { ipcCalls } from './ipc-calls.js';
import { processCalls, type Program, type Start } from './process-calls.js';
import { setMask, Signals } from './signal-calls.js';
import { makeSignalStub } from './signal-stub.js';
import { socketCalls } from './socket-calls.js';

/** This process, before the real kernel. */
export class LinuxProcess implements Process {
  readonly pid = process.pid;
  readonly #signals: Signals;
  readonly #calls: Readonly<Record<CallName, (...args: never[]) => Answer>>;

  private constructor(signals: Signals, program: Program) {
    this.#signals = signals;
    this.#calls = { ...fileCalls, ...ipcCalls, ...socketCalls, ...signals.calls, ...processCalls(program, signals) };
  }

  /** Puts this process's signals in order and returns it. Once a process. */
  static async start(program: Program, inherited: Pick<Start, 'blocked' | 'ignored'>): Promise<LinuxProcess> {
    const signals = new Signals(await makeSignalStub());
    // Node ignores the one and starts its debugger on the other.
    signals.calls.sigaction(SIGPIPE, 0);
    signals.calls.sigaction(SIGUSR1, 0);
    signals.ignore(inherited.ignored);
    setMask(SIG_SETMASK, inherited.blocked);
    return new LinuxProcess(signals, program);
  }

  call(name: CallName, args: readonly unknown[]): Answer {
    // The arguments come from typed functions; what is not a number where one must be is refused by koffi.
    return (this.#calls[name] as (...args: readonly unknown[]) => Answer)(...args);
  }

  /** A signal that has a handler has come and has not been delivered. */
  get signalled(): boolean {
    return this.#signals.signalled;
  }

  deliver(): Delivery | undefined {
    return this.#signals.deliver();
  }

  handled(): void {
    this.#signals.handled();
  }
}
