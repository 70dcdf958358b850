import { readFileSync } from 'node:fs';
import { fallbackRun } from '../../../explore/replay.js';
import type { End, History } from '../../../oracle/history.js';
import { StressCount, type StressReply } from '../../stress-count.js';
import { bareContext } from '../../thread/real/bare-context.js';
import { endedBy } from '../early-end.js';
import { ProcessRunner } from '../virtual/runner.js';
import { HeardEvents } from './heard-events.js';
import { statOf } from './proc-stat.js';
import type { FromRole, Stamp, StressRequest } from './protocol.js';
import { RealProcesses } from './real-processes.js';
import type { RoleLine } from './role-line.js';

/** A run that takes longer does not count. */
const RUN_MS = 5000;
/** Nobody can go on where all have been asleep for so long, as often woken as before. */
const STUCK_MS = 400;
/** How often the controller looks at who waits for whom. */
const LOOK_MS = 2;

/** What the processes of a scenario are called, and what they may leave behind. */
interface Cast {
  readonly names: readonly string[];
  readonly leaves: readonly string[];
}

/**
 * Runs a scenario many times on real processes that run free: real system calls that wait where they wait. Only a natural
 * rate comes of this; it never decides a grade. Faults and kills of the scenario do not happen here.
 */
export async function stress(request: StressRequest, roleFile: string): Promise<StressReply> {
  const cast = castOf(request);
  const count = new StressCount();
  const deadline = Date.now() + request.stress.timeoutMs;
  for (let run = 0; run < request.stress.runs && Date.now() < deadline; run += 1) {
    const history = await new FreeRun(cast, roleFile).run(request, request.stress.seed + run);
    if (history !== undefined) count.add(history);
  }
  return count.reply();
}

/** One execution in the virtual realm tells it. */
function castOf({ stress: { seed }, ...request }: StressRequest): Cast {
  const runner = new ProcessRunner({ ...request, seed, context: bareContext });
  runner.run(fallbackRun());
  return { names: runner.history().tasks, leaves: runner.leaves };
}

/** One run of a scenario on processes that run free. */
class FreeRun {
  readonly #cast: Cast;
  readonly #processes: RealProcesses;
  readonly #said: { pid: number; message: FromRole & Stamp }[] = [];
  readonly #open = new Set<string>();
  /** Who waits for somebody to sleep, and when all of those were first seen asleep. */
  readonly #asleepSince = new Map<number, number>();
  /** What all were doing, and since when. */
  #standstill = '';
  #since = Date.now();

  constructor(cast: Cast, roleFile: string) {
    this.#cast = cast;
    this.#processes = new RealProcesses(roleFile, (pid, message) => {
      if (message.type === 'hello') this.#processes.lines.get(pid)?.go({ fault: null });
      else if (message.type === 'spawned') this.#runsOn(pid);
      else if (message.type === 'performed' && message.word === 'open') this.#open.add(message.operand);
      this.#said.push({ pid, message });
    });
  }

  /** Undefined where it took too long to tell what came of it. */
  async run({ program, prelude, scenario }: StressRequest, seed: number): Promise<History | undefined> {
    try {
      await this.#processes.start({ program, prelude, scenario, seed, free: true });
      const deadline = Date.now() + RUN_MS;
      while (!this.#over() && !this.#stuck()) {
        if (Date.now() > deadline) return undefined;
        for (const line of this.#processes.lines.values()) if (this.#mayGo(line)) line.go({ fault: null });
        await new Promise((done) => setTimeout(done, LOOK_MS));
      }
      return await this.#history();
    } finally {
      this.#processes.close();
    }
  }

  #runsOn(pid: number): void {
    const line = this.#processes.lines.get(pid);
    if (line !== undefined) line.state = { type: 'runs' };
  }

  /** All that were started have come and gone. */
  #over(): boolean {
    return this.#processes.pids.every((pid) => this.#ended(pid));
  }

  /** One that was killed before it said hello has no line. */
  #ended(pid: number): boolean {
    const line = this.#processes.lines.get(pid);
    return line === undefined ? 'ZX'.includes(stateOf(pid)) : line.state.type === 'ended';
  }

  #stuck(): boolean {
    const alive = this.#processes.pids.filter((pid) => !this.#ended(pid));
    const seen = alive.map((pid) => {
      const state = this.#processes.lines.get(pid)?.state;
      if (state === undefined || (state.type === 'stands' && state.step === 'spawn')) return 'starts';
      return `${stateOf(pid)} ${wakings(pid)}`;
    });
    const standstill = seen.join();
    if (standstill !== this.#standstill || seen.some((state) => !state.startsWith('S '))) {
      this.#standstill = standstill;
      this.#since = Date.now();
    }
    return Date.now() - this.#since > STUCK_MS;
  }

  /** Whether what the process waits for at a word of the scenario has come about. */
  #mayGo({ pid, state }: RoleLine): boolean {
    if (state.type !== 'stands' || state.operand === undefined) return false;
    if (state.step === 'pass') return this.#open.has(state.operand);
    const asleep = state.operand.split(',').every((actor) => {
      const other = this.#processes.pids[Number(actor)];
      return other !== undefined && (this.#ended(other) || stateOf(other) === 'S');
    });
    if (!asleep) this.#asleepSince.delete(pid);
    const since = this.#asleepSince.get(pid) ?? Date.now();
    if (asleep) this.#asleepSince.set(pid, since);
    return asleep && Date.now() - since > SETTLED_MS;
  }

  async #history(): Promise<History> {
    const { pids, lines } = this.#processes;
    const heard = new HeardEvents();
    this.#said.sort((a, b) => a.message.at - b.message.at);
    for (const { pid, message } of this.#said) {
      const task = pids.indexOf(pid);
      heard.take(task, message);
      // What was invoked has begun: these processes do not say when they make a step.
      heard.recorder.flush(task);
    }
    const pending = pids.flatMap((pid, task) =>
      this.#ended(pid)
        ? []
        : [{ task, state: 'sleep' as const, site: lines.get(pid)?.site ?? 0, on: [], changed: false, missed: false }],
    );
    const end: End = pending.length === 0 ? { status: 'done' } : { status: 'stuck', pending };
    if (end.status === 'done') await this.#lookAfter(heard);
    return { tasks: [...this.#cast.names], events: heard.recorder.events, end, used: [] };
  }

  /** What the first process died of, and what all have left. */
  async #lookAfter({ recorder }: HeardEvents): Promise<void> {
    const signal = await this.#processes.signalOfFirst();
    if (signal !== 0) recorder.emit({ type: 'uncaught', task: 0, error: endedBy(signal), site: 0 });
    for (const [kind, names] of Object.entries(this.#processes.remains()) as [string, string[]][]) {
      if (this.#cast.leaves.includes(kind)) continue;
      for (const name of names) recorder.emit({ type: 'fail', task: 0, message: `left behind: ${name}`, site: 0 });
    }
  }
}

/** So long must a process have been seen asleep. */
const SETTLED_MS = 10;

/** What the process's first thread, which runs its role, is doing; `X` where there is none. */
function stateOf(pid: number): string {
  return statOf(`${String(pid)}/task/${String(pid)}`)?.[0] ?? 'X';
}

/** How often that thread has been woken: proc(5), status. */
function wakings(pid: number): string {
  try {
    const status = readFileSync(`/proc/${String(pid)}/task/${String(pid)}/status`, 'latin1');
    return /^voluntary_ctxt_switches:\s*(\d+)/m.exec(status)?.[1] ?? '';
  } catch {
    return '';
  }
}
