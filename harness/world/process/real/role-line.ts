import { readdirSync } from 'node:fs';
import type { Socket } from 'node:net';
import { statOf } from './proc-stat.js';
import type { FromRole, Go, Stamp } from './protocol.js';

/** Something that the real processes did not do in time, or did otherwise than they should: never the submission's fault. */
export class LockstepError extends Error {}

/** What a role's process is doing. */
export type RoleState =
  | { type: 'runs' }
  | { type: 'stands'; step: string; site: number; operand?: string | undefined }
  | { type: 'waits' }
  | { type: 'ended' };

/** The controller's end of the line to one role's process. */
export class RoleLine {
  readonly pid: number;
  state: RoleState = { type: 'stands', step: 'start', site: 0 };
  #site = 0;
  readonly #socket: Socket;
  readonly #take: (message: FromRole & Stamp) => void;
  #woken: () => void = () => undefined;
  #rest = '';

  constructor(socket: Socket, pid: number, take: (message: FromRole & Stamp) => void) {
    this.#socket = socket;
    this.pid = pid;
    this.#take = take;
    socket.on('close', () => {
      this.state = { type: 'ended' };
      this.#woken();
    });
    socket.on('error', () => undefined);
  }

  /** The site of its last step. */
  get site(): number {
    return this.#site;
  }

  /** Bytes from the process. */
  receive(data: string): void {
    const lines = (this.#rest + data).split('\n');
    this.#rest = lines.pop() ?? '';
    for (const line of lines) this.#message(JSON.parse(line) as FromRole & Stamp);
    this.#woken();
  }

  #message(message: FromRole & Stamp): void {
    if (message.type === 'announce') {
      this.#site = message.site;
      const { step, site, operand } = message;
      this.state = { type: 'stands', step, site, operand };
    } else if (message.type === 'waits') this.state = { type: 'waits' };
    else this.#take(message);
  }

  go(go: Go): void {
    this.state = { type: 'runs' };
    this.#socket.write(`${JSON.stringify(go)}\n`);
  }

  /** Until it stands before a step, waits or has ended. */
  async rest(timeoutMs: number): Promise<RoleState> {
    const deadline = Date.now() + timeoutMs;
    while (this.state.type === 'runs') {
      const left = deadline - Date.now();
      if (left <= 0) throw new LockstepError(`process ${String(this.pid)} did not come to its next step in time`);
      await new Promise<void>((done) => {
        const timer = setTimeout(done, left);
        this.#woken = () => {
          clearTimeout(timer);
          done();
        };
      });
    }
    if (this.state.type === 'ended') await dead(this.pid);
    return this.state;
  }
}

/**
 * Until the process is a zombie or gone: only then has the kernel told its parent. A first thread that is a zombie is not
 * enough: Node has others, and the parent is told when the last of them has ended.
 */
export async function dead(pid: number): Promise<void> {
  for (let tries = 0; tries < 5000; tries += 1) {
    const state = statOf(String(pid))?.[0];
    if (state === undefined || (/^[ZX]/.test(state) && threadsOf(pid) <= 1)) return;
    await new Promise((done) => setTimeout(done, 1));
  }
  throw new LockstepError(`process ${String(pid)} does not end`);
}

function threadsOf(pid: number): number {
  try {
    return readdirSync(`/proc/${String(pid)}/task`).length;
  } catch {
    return 0;
  }
}

/** The signal that has ended a process whose parent has not waited for it yet, 0 where it was none: proc(5), stat, exit_code. */
export function signalOfZombie(pid: number): number {
  return Number(statOf(String(pid))?.at(-1) ?? 0) & 127;
}
