import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { libc } from '../linux/libc.js';
import type { Start } from '../linux/process-calls.js';
import { clean, leftBehind, type Remains } from './leftovers.js';
import { type FromRole, REQUEST_VARIABLE, type RoleInput, type Stamp } from './protocol.js';
import { LockstepError, RoleLine } from './role-line.js';

/** What every process of the run is told, apart from where to find its controller and which names to use. */
export type Shared = Omit<RoleInput, 'control' | 'folder' | 'prefix'>;

/**
 * The real processes of one run of a scenario, as their controller sees them: a line to each, a folder and names of their
 * own, and nothing left of them in the end.
 */
export class RealProcesses {
  /** By actor: pid as soon as it is known. */
  readonly pids: number[] = [];
  /** By pid, as soon as it has said hello. */
  readonly lines = new Map<number, RoleLine>();
  /** Queues that the roles made or found; none is left after `close`. */
  readonly queues = new Set<number>();
  readonly #roleFile: string;
  readonly #take: (pid: number, message: FromRole & Stamp) => void;
  readonly #folder = mkdtempSync(join(tmpdir(), 'interleave-run-'));
  readonly #files = join(this.#folder, 'tmp');
  readonly #prefix = `il${String(process.pid)}-${Math.random().toString(36).slice(2, 8)}-`;
  #child: ChildProcess | undefined;
  #server: Server | undefined;
  #helloed: () => void = () => undefined;

  /** `take` gets what the processes say. */
  constructor(roleFile: string, take: (pid: number, message: FromRole & Stamp) => void) {
    this.#roleFile = roleFile;
    this.#take = take;
    mkdirSync(this.#files);
  }

  /** Starts the first process; it starts the others. */
  async start(shared: Shared): Promise<void> {
    const control = join(this.#folder, 'control');
    const requestFile = join(this.#folder, 'request.json');
    const input: RoleInput = { ...shared, control, folder: this.#files, prefix: this.#prefix };
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
    this.pids.push(this.#child.pid ?? 0);
  }

  #accept(socket: Socket): void {
    let line: RoleLine | undefined;
    socket.setEncoding('utf8');
    socket.on('data', (data: string) => {
      if (line === undefined) {
        const end = data.indexOf('\n');
        const hello = JSON.parse(data.slice(0, end)) as FromRole & Stamp & { pid: number };
        const { pid } = hello;
        line = new RoleLine(socket, pid, (message) => {
          this.#hear(pid, message);
        });
        this.lines.set(pid, line);
        this.#helloed();
        this.#hear(pid, hello);
        data = data.slice(end + 1);
      }
      line.receive(data);
    });
  }

  #hear(pid: number, message: FromRole & Stamp): void {
    if (message.type === 'spawned') this.pids.push(message.pid);
    if (message.type === 'queue') this.queues.add(message.id);
    this.#take(pid, message);
  }

  /** The line to an actor's process; undefined where it has not been started. */
  async line(actor: number, timeoutMs: number): Promise<RoleLine | undefined> {
    const pid = this.pids[actor];
    const deadline = Date.now() + timeoutMs;
    while (pid !== undefined && !this.lines.has(pid)) {
      if (Date.now() > deadline) throw new LockstepError(`process ${String(pid)} did not start in time`);
      await new Promise<void>((done) => {
        const timer = setTimeout(done, 50);
        this.#helloed = () => {
          clearTimeout(timer);
          done();
        };
      });
    }
    return pid === undefined ? undefined : this.lines.get(pid);
  }

  /** The signal that has ended the first process, 0 for none. Waits for its end, which Node sees. */
  async signalOfFirst(): Promise<number> {
    const child = this.#child;
    if (child === undefined) return 0;
    if (child.exitCode === null && child.signalCode === null) await new Promise((ended) => child.once('exit', ended));
    return child.signalCode === null ? 0 : constants.signals[child.signalCode];
  }

  /** What they have left of what outlives them. */
  remains(): Remains {
    return leftBehind(this.queues, this.#files, this.#prefix);
  }

  /** Ends all of them and removes what they have left. */
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
