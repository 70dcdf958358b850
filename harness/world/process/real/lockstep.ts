import { Replay } from '../../../explore/replay.js';
import type { End, History, HistoryEvent } from '../../../oracle/history.js';
import { bareContext } from '../../thread/real/bare-context.js';
import { endedBy, isFault } from '../early-end.js';
import type { Taken } from '../virtual/process-machine.js';
import { ALARM, KILL } from '../virtual/variants.js';
import { ProcessRunner } from '../virtual/runner.js';
import { HeardEvents } from './heard-events.js';
import type { LockstepRequest } from './protocol.js';
import { RealProcesses } from './real-processes.js';
import { dead, LockstepError, type RoleLine, signalOfZombie } from './role-line.js';

/** For one step of one process, its start included. */
const TURN_MS = 30_000;

/** What the schedule does in the virtual realm: the choices with their faults, and the history to compare with. */
interface Script {
  taken: Taken[];
  /** By number of the choice: the races that its step completes. Real processes make the same accesses in the same order. */
  races: ReadonlyMap<number, HistoryEvent[]>;
  history: History;
  /** Actors that stand at a call that has to wait, at the end. */
  waiting: ReadonlySet<number>;
  leaves: readonly string[];
}

function seedOf({ plan }: LockstepRequest): number {
  return plan?.seed ?? 1;
}

function scriptOf(request: LockstepRequest): Script {
  const runner = new ProcessRunner({ ...request, seed: seedOf(request), context: bareContext });
  const taken: Taken[] = [];
  const races = new Map<number, HistoryEvent[]>();
  runner.machine.observe = (choice) => taken.push(choice);
  runner.machine.races.observe = (race) => {
    const at = taken.length - 1;
    races.set(at, [...(races.get(at) ?? []), race]);
  };
  const replay = new Replay(request.schedule, 'stop');
  replay.begin();
  runner.run(replay);
  const history = runner.history();
  return { taken, races, history, waiting: runner.machine.waiting(), leaves: runner.leaves };
}

/**
 * Forces a schedule on real processes: each asks before every step and is told when to make it. The kernel is the real
 * one; only the order, the end of time, the faults and the kills come from the schedule.
 */
export class ProcessLockstep {
  readonly #request: LockstepRequest;
  readonly #processes: RealProcesses;
  readonly #heard = new HeardEvents();
  readonly #recorder = this.#heard.recorder;
  readonly #script: Script;
  #cannot: string | undefined;

  constructor(request: LockstepRequest, roleFile: string) {
    this.#request = request;
    this.#processes = new RealProcesses(roleFile, (pid, message) => {
      if (message.type === 'cannot') this.#cannot = message.reason;
      this.#heard.take(this.#processes.pids.indexOf(pid), message);
    });
    this.#script = scriptOf(request);
  }

  /** The history of the real run, and the first choice that it could not follow. `alive` is called after every choice. */
  async run(alive: () => void = () => {}): Promise<{ history: History; divergedAt: number | null }> {
    const { program, prelude, scenario } = this.#request;
    await this.#processes.start({ program, prelude, scenario, seed: seedOf(this.#request) });
    let divergedAt: number | null = null;
    for (const [at, taken] of this.#script.taken.entries()) {
      alive();
      if (await this.#follow(taken, this.#script.races.get(at) ?? [])) continue;
      divergedAt = at;
      break;
    }
    if (this.#cannot !== undefined) throw new LockstepError(this.#cannot);
    const end = await this.#end();
    await this.#lookAtMain();
    if (end.status === 'done') this.#lookForLeftovers();
    const history: History = { ...this.#script.history, events: this.#recorder.events.slice(), end };
    return { history, divergedAt };
  }

  /** Makes one choice of the schedule. False where the real processes stand elsewhere. */
  async #follow({ actor, variant, fault, step, ended }: Taken, races: readonly HistoryEvent[]): Promise<boolean> {
    for (const other of ended) await this.#expectEnd(other);
    const line = await this.#processes.line(actor, TURN_MS);
    if (line === undefined) return false;
    if (variant === ALARM || variant === KILL) {
      if (line.state.type === 'ended') return false; // its pid may be another's by now
      process.kill(line.pid, variant === ALARM ? 'SIGALRM' : 'SIGKILL');
      if (variant === KILL) {
        await dead(line.pid);
        line.state = { type: 'ended' };
        this.#recorder.emit({ type: 'stop', task: actor });
      }
      return true;
    }
    const { state } = line;
    if (state.type === 'ended' || state.type === 'runs' || (state.type === 'stands' && state.step !== step))
      return false;
    this.#recorder.flush(actor);
    for (const race of races) this.#recorder.emit(race);
    line.go({ fault: fault ?? null });
    if ((await line.rest(TURN_MS)).type === 'ended') await this.#lookAtDeath(actor, line);
    return true;
  }

  /** What the process did to memory may have ended it. Main's own end is seen by Node, that of others as long as they are zombies. */
  async #lookAtDeath(actor: number, line: RoleLine): Promise<void> {
    const signal = actor === 0 ? await this.#processes.signalOfFirst() : signalOfZombie(line.pid);
    if (isFault(signal))
      this.#recorder.emit({ type: 'uncaught', task: actor, error: endedBy(signal), site: line.site });
  }

  /** As the virtual realm does: the first process has no parent that could see what has ended it. */
  async #lookAtMain(): Promise<void> {
    const line = this.#processes.lines.get(this.#processes.pids[0] ?? 0);
    if (line?.state.type !== 'ended') return;
    const signal = await this.#processes.signalOfFirst();
    const stopped = this.#recorder.events.some((event) => event.type === 'stop' && event.task === 0);
    if (signal !== 0 && !isFault(signal) && !stopped)
      this.#recorder.emit({ type: 'uncaught', task: 0, error: endedBy(signal), site: line.site });
  }

  /** A process that a signal of another ends does so a moment later: the next step must find it ended. */
  async #expectEnd(actor: number): Promise<void> {
    const pid = this.#processes.pids[actor];
    if (pid === undefined) return;
    await dead(pid);
    const line = this.#processes.lines.get(pid);
    if (line !== undefined) line.state = { type: 'ended' };
  }

  /** All have ended; or nobody can go on, which is asked once more of everybody who waits; or else the schedule stopped early. */
  async #end(): Promise<End> {
    const open = [...this.#processes.lines.values()].filter((line) => line.state.type !== 'ended');
    if (open.length === 0) return { status: 'done' };
    const virtual = this.#script.history.end;
    if (virtual.status !== 'stuck') return virtual;
    for (const line of open) {
      const standsAtWait =
        line.state.type === 'stands' && this.#script.waiting.has(this.#processes.pids.indexOf(line.pid));
      if (line.state.type !== 'waits' && !standsAtWait) continue;
      line.go({ fault: null });
      if ((await line.rest(TURN_MS)).type !== 'waits') return { status: 'done' };
    }
    const standing = new Set(open.map((line) => this.#processes.pids.indexOf(line.pid)));
    return { status: 'stuck', pending: virtual.pending.filter(({ task }) => standing.has(task)) };
  }

  /** In the words of the virtual realm, as far as it found as many. */
  #lookForLeftovers(): void {
    const left = this.#processes.remains();
    const count = Object.entries(left).reduce(
      (sum, [kind, names]) => sum + (this.#script.leaves.includes(kind) ? 0 : names.length),
      0,
    );
    const expected = this.#script.history.events.filter(
      (event) => event.type === 'fail' && event.message.startsWith('left behind: '),
    );
    if (count >= expected.length) for (const event of expected) this.#recorder.emit(event);
  }

  /** Queues that the roles made or found. */
  get queues(): ReadonlySet<number> {
    return this.#processes.queues;
  }

  close(): void {
    this.#processes.close();
  }
}
