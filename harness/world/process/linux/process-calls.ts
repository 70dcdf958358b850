import type { Answer } from '../kernel.js';
import { errno } from '../posix/errno.js';
import type { Calls } from './file-calls.js';
import { answer, libc, timespec } from './libc.js';
import { setMask, type Signals } from './signal-calls.js';

/** What a new process is told, as JSON on its command line. */
export interface Start {
  role: string;
  args: unknown[];
  /** Signals blocked and ignored by the parent. Node resets both when it starts. */
  blocked: number[];
  ignored: number[];
  /** The descriptor to write a byte to when signals are as they should be; -1 for none. */
  ready: number;
}

/** How to start Node on the file that knows the roles. */
export interface Program {
  node: string;
  /** Flags and the file. */
  args: readonly string[];
  environment: readonly string[];
}

function start(program: Program, what: Start): Answer {
  const pid = new Int32Array(1);
  const argv = [program.node, ...program.args, JSON.stringify(what), null];
  const failure = libc.posix_spawn(new Uint8Array(pid.buffer), program.node, null, null, argv, [
    ...program.environment,
    null,
  ]) as number;
  return failure === 0 ? { done: pid[0] } : { errno: failure };
}

const O_CLOEXEC = 0o2000000;
const F_DUPFD = 0;

/**
 * Starts a child and waits until its signals are in order (it writes a byte) or it has died (end of file), so that a
 * signal sent after `spawn` meets the mask that the child inherited, as it would after `fork`.
 */
function spawn(program: Program, signals: Signals, role: string, args: readonly unknown[] = []): Answer {
  const ends = new Int32Array(2);
  if ((libc.pipe2(new Uint8Array(ends.buffer), O_CLOEXEC) as number) === -1) return { errno: errno.EMFILE };
  const [reading = -1, writing = -1] = ends;
  const ready = libc.fcntl(writing, F_DUPFD, 'int', 100) as number;
  libc.close(writing);
  const blocked = setMask(0, []);
  const result = start(program, { role, args: [...args], blocked, ignored: signals.ignored, ready });
  libc.close(ready);
  const byte = new Uint8Array(1);
  while ((libc.read(reading, byte, 1) as number) === -1);
  libc.close(reading);
  return result;
}

function sleep(seconds: number): Answer {
  const left = new Uint8Array(16);
  if ((libc.nanosleep(timespec(seconds * 1000), left) as number) === 0) return { done: 0 };
  const view = new DataView(left.buffer);
  return { done: Number(view.getBigInt64(0, true)) + Number(view.getBigInt64(8, true)) / 1e9 };
}

function waitpid(pid: number, options = 0): Answer {
  const status = new Int32Array(1);
  return answer(libc.waitpid(pid, new Uint8Array(status.buffer), options) as number, (ended) => ({
    pid: ended,
    status: ended === 0 ? 0 : status[0],
  }));
}

export function processCalls(
  program: Program,
  signals: Signals,
): Calls<'spawn' | 'waitpid' | 'exit' | 'getpid' | 'getppid' | 'sleep'> {
  return {
    spawn: (role, args) => spawn(program, signals, role, args),
    waitpid,
    exit: (status) => {
      libc._exit(status & 255);
      return { errno: errno.EINVAL };
    },
    getpid: () => ({ done: libc.getpid() as number }),
    getppid: () => ({ done: libc.getppid() as number }),
    sleep,
  };
}
