import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Replay } from '../../../explore/replay.js';
import type { End, History, HistoryEvent } from '../../../oracle/history.js';
import { bareContext } from '../../thread/real/bare-context.js';
import { Recorder } from '../../thread/recorder.js';
import { endedBy, isFault } from '../early-end.js';
import { libc } from '../linux/libc.js';
import type { Start } from '../linux/process-calls.js';
import { MOST_PROCESSES, type Taken } from '../virtual/process-machine.js';
import { ALARM, KILL } from '../virtual/variants.js';
import { ProcessRunner } from '../virtual/runner.js';
import { clean, leftBehind } from './leftovers.js';
import { type FromRole, type LockstepRequest, REQUEST_VARIABLE, type RoleInput } from './protocol.js';
import { dead, LockstepError, RoleLine, signalOfZombie } from './role-line.js';

const TURN_MS = 10_000;

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
  readonly #roleFile: string;
  readonly #folder = mkdtempSync(join(tmpdir(), 'interleave-run-'));
  readonly #files: string;
  readonly #prefix: string;
  /** Queues that the roles made or found; none is left after `close`. */
  readonly queues = new Set<number>();
  readonly #recorder = new Recorder(MOST_PROCESSES + 1);
  readonly #script: Script;
  /** By actor: pid as soon as it is known, and the line as soon as it has said hello. */
  readonly #pids: number[] = [];
  readonly #lines = new Map<number, RoleLine>();
  readonly #calls = new Map<string, number>();
  #child: ChildProcess | undefined;
  #server: Server | undefined;
  #helloed: () => void = () => undefined;
  #cannot: string | undefined;

  constructor(request: LockstepRequest, roleFile: string) {
    this.#request = request;
    this.#roleFile = roleFile;
    this.#files = join(this.#folder, 'tmp');
    mkdirSync(this.#files);
    this.#prefix = `il${String(process.pid)}-${Math.random().toString(36).slice(2, 8)}-`;
    this.#script = scriptOf(request);
  }

  /** The history of the real run, and the first choice that it could not follow. */
  async run(): Promise<{ history: History; divergedAt: number | null }> {
    await this.#start();
    let divergedAt: number | null = null;
    for (const [at, taken] of this.#script.taken.entries()) {
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

  async #start(): Promise<void> {
    const control = join(this.#folder, 'control');
    const requestFile = join(this.#folder, 'request.json');
    const { program, prelude, scenario } = this.#request;
    const seed = seedOf(this.#request);
    const input: RoleInput = { program, prelude, scenario, seed, control, folder: this.#files, prefix: this.#prefix };
    writeFileSync(requestFile, JSON.stringify(input));
    this.#server = createServer((socket) => {
      this.#accept(socket);
    });
    await new Promise<void>((done) => this.#server?.listen(control, done));
    const start: Start = { role: 'main', args: [], blocked: [], ignored: [], ready: -1 };
    this.#child = spawn(process.execPath, [this.#roleFile, JSON.stringify(start)], {
      detached: true,
      stdio: 'ignore',
      env: { PATH: '/usr/bin:/bin', [REQUEST_VARIABLE]: requestFile },
    });
    this.#pids.push(this.#child.pid ?? 0);
  }

  #accept(socket: Socket): void {
    let line: RoleLine | undefined;
    socket.setEncoding('utf8');
    socket.on('data', (data: string) => {
      if (line === undefined) {
        const end = data.indexOf('\n');
        const { pid } = JSON.parse(data.slice(0, end)) as { pid: number };
        line = new RoleLine(socket, pid, (message) => {
          this.#take(pid, message);
        });
        this.#lines.set(pid, line);
        this.#helloed();
        data = data.slice(end + 1);
      }
      line.receive(data);
    });
  }

  async #line(actor: number): Promise<RoleLine | undefined> {
    const pid = this.#pids[actor];
    const deadline = Date.now() + TURN_MS;
    while (pid !== undefined && !this.#lines.has(pid)) {
      if (Date.now() > deadline) throw new LockstepError(`process ${String(pid)} did not start in time`);
      await new Promise<void>((done) => {
        const timer = setTimeout(done, 50);
        this.#helloed = () => {
          clearTimeout(timer);
          done();
        };
      });
    }
    return pid === undefined ? undefined : this.#lines.get(pid);
  }

  /** Makes one choice of the schedule. False where the real processes stand elsewhere. */
  async #follow({ actor, variant, fault, step, ended }: Taken, races: readonly HistoryEvent[]): Promise<boolean> {
    for (const other of ended) await this.#expectEnd(other);
    const line = await this.#line(actor);
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
    const signal = actor === 0 ? await this.#mainsSignal() : signalOfZombie(line.pid);
    if (isFault(signal))
      this.#recorder.emit({ type: 'uncaught', task: actor, error: endedBy(signal), site: line.site });
  }

  /** The signal that has ended the first process, 0 for none. */
  async #mainsSignal(): Promise<number> {
    const child = this.#child;
    if (child === undefined) return 0;
    if (child.exitCode === null && child.signalCode === null) await new Promise((ended) => child.once('exit', ended));
    return child.signalCode === null ? 0 : constants.signals[child.signalCode];
  }

  /** As the virtual realm does: the first process has no parent that could see what has ended it. */
  async #lookAtMain(): Promise<void> {
    const line = this.#lines.get(this.#pids[0] ?? 0);
    if (line?.state.type !== 'ended') return;
    const signal = await this.#mainsSignal();
    const stopped = this.#recorder.events.some((event) => event.type === 'stop' && event.task === 0);
    if (signal !== 0 && !isFault(signal) && !stopped)
      this.#recorder.emit({ type: 'uncaught', task: 0, error: endedBy(signal), site: line.site });
  }

  /** A process that a signal of another ends does so a moment later: the next step must find it ended. */
  async #expectEnd(actor: number): Promise<void> {
    const pid = this.#pids[actor];
    if (pid === undefined) return;
    await dead(pid);
    const line = this.#lines.get(pid);
    if (line !== undefined) line.state = { type: 'ended' };
  }

  #take(pid: number, message: FromRole): void {
    const task = this.#pids.indexOf(pid);
    const recorder = this.#recorder;
    switch (message.type) {
      case 'spawned':
        this.#pids.push(message.pid);
        return;
      case 'queue':
        this.queues.add(message.id);
        return;
      case 'invoke':
        this.#calls.set(`${String(task)} ${String(message.call)}`, recorder.invoke(task, message.op, message.args));
        return;
      case 'return':
        recorder.returned(task, this.#call(task, message.call), message.value);
        return;
      case 'throw':
        recorder.threw(task, this.#call(task, message.call), message.error);
        return;
      case 'mark':
      case 'fail':
      case 'uncaught':
        if (message.type === 'uncaught') recorder.flush(task);
        recorder.emit({ ...message, task } as HistoryEvent);
        return;
      case 'performed':
        if (message.word === 'enter' || message.word === 'leave') {
          recorder.emit({ type: message.word, task, section: message.operand });
        }
        return;
      case 'cannot':
        this.#cannot = message.reason;
        return;
      case 'hello':
      case 'announce':
      case 'waits':
        return;
      default:
        message satisfies never;
    }
  }

  #call(task: number, call: number): number {
    return this.#calls.get(`${String(task)} ${String(call)}`) ?? -1;
  }

  /** All have ended; or nobody can go on, which is asked once more of everybody who waits; or else the schedule stopped early. */
  async #end(): Promise<End> {
    const open = [...this.#lines.values()].filter((line) => line.state.type !== 'ended');
    if (open.length === 0) return { status: 'done' };
    const virtual = this.#script.history.end;
    if (virtual.status !== 'stuck') return virtual;
    for (const line of open) {
      const standsAtWait = line.state.type === 'stands' && this.#script.waiting.has(this.#pids.indexOf(line.pid));
      if (line.state.type !== 'waits' && !standsAtWait) continue;
      line.go({ fault: null });
      if ((await line.rest(TURN_MS)).type !== 'waits') return { status: 'done' };
    }
    const standing = new Set(open.map((line) => this.#pids.indexOf(line.pid)));
    return { status: 'stuck', pending: virtual.pending.filter(({ task }) => standing.has(task)) };
  }

  /** In the words of the virtual realm, as far as it found as many. */
  #lookForLeftovers(): void {
    const left = leftBehind(this.queues, this.#files, this.#prefix);
    const count = Object.entries(left).reduce(
      (sum, [kind, names]) => sum + (this.#script.leaves.includes(kind) ? 0 : names.length),
      0,
    );
    const expected = this.#script.history.events.filter(
      (event) => event.type === 'fail' && event.message.startsWith('left behind: '),
    );
    if (count >= expected.length) for (const event of expected) this.#recorder.emit(event);
  }

  close(): void {
    const pid = this.#child?.pid;
    try {
      if (pid !== undefined) process.kill(-pid, 'SIGKILL');
    } catch {
      // Nobody is left.
    }
    this.#server?.close();
    clean(this.queues, this.#files, this.#prefix, (id) => {
      libc.msgctl(id, 0, null);
    });
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
