import type { CallName, Process } from '../kernel.js';
import { restartable } from '../kernel.js';
import { errno, errnoException } from '../posix/errno.js';
import type { SignalHandler } from '../posix/signals.js';
import { VirtualKernel } from '../virtual/kernel/kernel.js';
import { fingerprint, plain, type Place, type Program, type Request, type Result, type Steps } from './program.js';

/** A process that runs a role: where its generator stands. */
class Runner {
  readonly pid: number;
  readonly #process: Process;
  readonly #steps: Steps<void>;
  readonly #handlers = new Map<number, SignalHandler>();
  readonly #notes: unknown[];
  request: Request | undefined;

  constructor(kernel: VirtualKernel, pid: number, steps: Steps<void>, notes: unknown[]) {
    this.pid = pid;
    this.#process = kernel.process(pid);
    this.#steps = steps;
    this.#notes = notes;
    this.#advance(() => this.#steps.next());
    this.#kernel = kernel;
  }

  readonly #kernel: VirtualKernel;

  /** Runs to the next request that is a step; notes are none. */
  #advance(next: () => IteratorResult<Request, void>): void {
    let result = next();
    while (result.done !== true && result.value.do === 'note') {
      this.#notes.push(plain(result.value.value));
      result = this.#steps.next();
    }
    this.request = result.done === true ? undefined : result.value;
  }

  #runHandlers(): 'restart' | 'fail' {
    let verdict: 'restart' | 'fail' = 'restart';
    for (let next = this.#process.deliver(); next !== undefined; next = this.#process.deliver()) {
      if (!next.restart) verdict = 'fail';
      this.#handlers.get(next.signal)?.(next.signal);
      this.#process.handled();
    }
    return verdict;
  }

  /** Makes the pending request, or ends the process where there is none. */
  step(timeout: boolean): void {
    const { request } = this;
    if (request === undefined) {
      this.#kernel.end(this.pid, 0);
      return;
    }
    switch (request.do) {
      case 'call':
        this.#call(request.name, request.args, timeout);
        return;
      case 'load':
      case 'store':
        this.#memory(request);
        return;
      case 'note':
        return;
      default:
        request satisfies never;
    }
  }

  #memory(request: Extract<Request, { do: 'load' | 'store' }>): void {
    const { view, index } = request;
    const at = view.byteOffset + index * 4;
    const buffer = view.buffer as ArrayBuffer;
    if (this.#kernel.access(this.pid, buffer, at, 4, request.do === 'store') !== 0) return;
    if (request.do === 'store') {
      view[index] = request.value;
      this.#kernel.stored(this.pid, buffer, at, 4);
    }
    this.#advance(() => this.#steps.next(request.do === 'load' ? view[index] : undefined));
  }

  #call(name: CallName, args: readonly unknown[], timeout: boolean): void {
    if (!this.#kernel.find(this.pid)?.waiting) this.#runHandlers();
    if (name === 'sigaction' && typeof args[1] === 'function')
      this.#handlers.set(args[0] as number, args[1] as SignalHandler);
    const outcome = this.#kernel.call(this.pid, name, args, timeout ? { kind: 'timeout' } : undefined);
    if ('blocked' in outcome || !this.#kernel.alive(this.pid)) return;
    const interrupted = this.#runHandlers();
    if (!this.#kernel.alive(this.pid)) return;
    if ('done' in outcome) return void this.#advance(() => this.#steps.next(outcome.done));
    if (outcome.errno === errno.EINTR && (name === 'sigsuspend' || name === 'pause')) {
      return void this.#advance(() => this.#steps.next(undefined));
    }
    if (outcome.errno === errno.EINTR && interrupted === 'restart' && restartable(name)) return;
    this.#advance(() => this.#steps.throw(errnoException(outcome.errno, name)));
  }
}

interface Option {
  act: () => void;
}

function timesOut(kernel: VirtualKernel, pid: number): boolean {
  const process = kernel.find(pid);
  return process !== undefined && kernel.canTimeOut(process);
}

/** One execution: `choose` picks among `count` options. */
function execute(program: Program, choose: (count: number) => number): Result {
  const kernel = new VirtualKernel({ ...(program.limits !== undefined && { limits: program.limits }) });
  const place: Place = { name: '/il', path: '/tmp/il' };
  const notes: Record<string, unknown[]> = Object.fromEntries(Object.keys(program.roles).map((role) => [role, []]));
  const runners = new Map<number, Runner>();
  const start = (pid: number, role: string, args: readonly unknown[]): void => {
    const body = program.roles[role];
    if (body === undefined) throw new Error(`no role '${role}'`);
    notes[role] ??= [];
    runners.set(pid, new Runner(kernel, pid, body(place, ...(args as never[])), notes[role]));
  };
  const main = kernel.boot('main');
  start(main, 'main', []);
  for (;;) {
    for (const [pid, { role, args }] of kernel.state.processes) if (!runners.has(pid)) start(pid, role, args);
    if (!kernel.alive(main)) break;
    const options: Option[] = [];
    for (const runner of runners.values()) {
      if (kernel.ready(runner.pid)) options.push({ act: () => runner.step(false) });
      if (timesOut(kernel, runner.pid)) options.push({ act: () => runner.step(true) });
    }
    for (const pid of kernel.alarms()) options.push({ act: () => kernel.ring(pid) });
    if (options.length === 0) return { notes, end: 'stuck' };
    options[options.length === 1 ? 0 : choose(options.length)]?.act();
  }
  return { notes, end: kernel.find(main)?.status ?? 0 };
}

/**
 * The results of a program, found by depth-first search over all choices: all of them, or those of `limit` executions, or
 * those found when `wanted` was.
 */
export function virtualOutcomes(
  program: Program,
  limit: number,
  wanted?: string,
): { outcomes: Set<string>; complete: boolean } {
  const outcomes = new Set<string>();
  let prefix: number[] = [];
  for (let count = 0; count < limit; count += 1) {
    const taken: { choice: number; of: number }[] = [];
    const result = execute(program, (of) => {
      const choice = prefix[taken.length] ?? 0;
      taken.push({ choice, of });
      return choice;
    });
    outcomes.add(fingerprint(result));
    if (wanted !== undefined && outcomes.has(wanted)) break;
    while (taken.length > 0 && (taken.at(-1)?.choice ?? 0) + 1 >= (taken.at(-1)?.of ?? 0)) taken.pop();
    const last = taken.at(-1);
    if (last === undefined) return { outcomes, complete: true };
    prefix = [...taken.slice(0, -1).map(({ choice }) => choice), last.choice + 1];
  }
  return { outcomes, complete: false };
}
