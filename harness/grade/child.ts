import { type ChildProcess, spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { ALIVE } from '../world/answer-once.js';

/** Why a child gave no answer. */
export class ChildFailure extends Error {
  readonly reason: 'timeout' | 'exit' | 'nonsense' | 'interrupted';
  constructor(reason: ChildFailure['reason'], message: string) {
    super(message);
    this.reason = reason;
  }
}

export interface ChildOptions {
  /** The script to run, absolute. */
  file: string;
  /** Megabytes of JavaScript heap. */
  heap: number;
  signal?: AbortSignal | undefined;
}

/** How often a child that gets further may have its time again. */
const EXTENSIONS = 9;

/** The explorer's loop is many small functions: with V8's limits doubled and more, it runs a tenth faster. */
const INLINING = ['--max-inlined-bytecode-size-cumulative=4000', '--min-inlining-frequency=0.01'];

/**
 * A child process that runs student code: in a process group of its own, with a clean environment, little memory and no
 * standard streams, so that floods go nowhere. Nothing that it says is believed before it has been validated.
 *
 * The place for a sandbox: whatever starts here can be started inside one instead.
 */
export class Child {
  readonly #process: ChildProcess;
  #ended = false;
  #interrupted = false;
  readonly #end: () => void;
  /** Stops listening to the signal. */
  readonly #forget: () => void;

  constructor({ file, heap, signal }: ChildOptions) {
    const flags = [`--max-old-space-size=${heap}`, '--stack-size=900', ...INLINING];
    this.#process = spawn(process.execPath, [...flags, file], {
      detached: true,
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      cwd: tmpdir(),
      env: { PATH: '/usr/bin:/bin', LANG: 'C.UTF-8', TZ: 'UTC', NODE_NO_WARNINGS: '1' },
      serialization: 'json',
    });
    this.#process.on('exit', () => (this.#ended = true));
    this.#process.on('error', () => (this.#ended = true));
    this.#end = () => {
      this.#interrupted = true;
      this.kill();
    };
    this.#forget = () => signal?.removeEventListener('abort', this.#end);
    children.add(this);
    this.#process.once('exit', this.#forget);
    if (signal?.aborted === true) this.#end();
    else signal?.addEventListener('abort', this.#end);
  }

  get ended(): boolean {
    return this.#ended;
  }

  /**
   * A child that says that it has got further (`ALIVE`) has as much time again, a few times: on a busy machine what is long
   * takes longer still.
   *
   * @throws ChildFailure when there is no answer in time, or the child ends
   */
  ask(message: unknown, timeoutMs: number): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const child = this.#process;
      const finish = (settle: () => void): void => {
        clearTimeout(timer);
        child.off('message', answered);
        child.off('exit', exited);
        settle();
      };
      let extensions = EXTENSIONS;
      const answered = (reply: unknown): void => {
        if (reply !== ALIVE) finish(() => resolve(reply));
        else if (extensions-- > 0) timer.refresh();
      };
      const exited = (code: number | null, signal: string | null): void => {
        const how = signal ?? `exit code ${String(code)}`;
        const reason = this.#interrupted ? 'interrupted' : 'exit';
        finish(() => reject(new ChildFailure(reason, `the process that runs the submission ended (${how})`)));
      };
      const timer = setTimeout(() => {
        this.kill();
        finish(() => reject(new ChildFailure('timeout', `no answer in ${Math.round(timeoutMs / 1000)} s`)));
      }, timeoutMs);
      child.on('message', answered);
      child.on('exit', exited);
      if (this.#ended) exited(child.exitCode, child.signalCode);
      else child.send(message as object, (error) => error !== null && exited(null, error.message));
    });
  }

  /** Ends the whole process group. */
  kill(): void {
    children.delete(this);
    // Its end may come late on a busy machine, when the signal already has the listeners of many others.
    this.#forget();
    const { pid } = this.#process;
    if (pid === undefined) return;
    try {
      process.kill(-pid, 'SIGKILL');
    } catch {
      this.#process.kill('SIGKILL');
    }
    if (this.#process.connected) this.#process.disconnect();
  }
}

const children = new Set<Child>();
process.on('exit', () => {
  for (const child of children) child.kill();
});
