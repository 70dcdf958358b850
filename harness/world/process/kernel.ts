import type * as descriptors from './posix/descriptors.js';
import type * as memory from './posix/memory.js';
import type * as queues from './posix/message-queues.js';
import type * as processes from './posix/processes.js';
import type * as semaphores from './posix/semaphores.js';
import type * as signals from './posix/signals.js';
import type * as sockets from './posix/sockets.js';

type Functions = typeof descriptors &
  typeof memory &
  typeof queues &
  typeof semaphores &
  typeof signals &
  typeof sockets &
  Omit<typeof processes, 'WIFEXITED' | 'WEXITSTATUS' | 'WIFSIGNALED' | 'WTERMSIG'>;

/** The calls of `posix`, by name. */
export type CallName = keyof Functions;
export type SocketCall = keyof typeof sockets;
export type SemaphoreCall = keyof typeof semaphores;
export type CallArguments<N extends CallName> = Parameters<Functions[N]>;
export type CallResult<N extends CallName> = ReturnType<Functions[N]>;

/** All of them, for those who make a module out of a kernel. The type makes sure that none is missing. */
export const callNames = Object.keys({
  accept: 0,
  alarm: 0,
  bind: 0,
  close: 0,
  connect: 0,
  dup: 0,
  dup2: 0,
  exit: 0,
  fcntl: 0,
  flock: 0,
  fstat: 0,
  ftok: 0,
  ftruncate: 0,
  getpid: 0,
  getppid: 0,
  getsockname: 0,
  kill: 0,
  listen: 0,
  lseek: 0,
  mmap: 0,
  msgctl: 0,
  msgget: 0,
  msgrcv: 0,
  msgsnd: 0,
  munmap: 0,
  open: 0,
  pause: 0,
  pipe: 0,
  pipe2: 0,
  poll: 0,
  read: 0,
  recv: 0,
  recvfrom: 0,
  sem_at: 0,
  sem_close: 0,
  sem_getvalue: 0,
  sem_init: 0,
  sem_open: 0,
  sem_post: 0,
  sem_timedwait: 0,
  sem_trywait: 0,
  sem_unlink: 0,
  sem_wait: 0,
  send: 0,
  sendto: 0,
  setsockopt: 0,
  shm_open: 0,
  shm_unlink: 0,
  shutdown: 0,
  sigaction: 0,
  sigpending: 0,
  sigprocmask: 0,
  sigsuspend: 0,
  sigwait: 0,
  sleep: 0,
  socket: 0,
  socketpair: 0,
  spawn: 0,
  unlink: 0,
  waitpid: 0,
  write: 0,
} satisfies Record<CallName, 0>) as CallName[];

/** What a kernel answers to a call that does not have to wait. */
export type Answer = { done: unknown } | { errno: number };

/** What a process that has to wait waits for. */
export interface Waiting {
  /** For people: `bytes in pipe 1`, `semaphore /empty`. */
  on: string;
  /** The kernel objects whose change can end the wait. */
  objects: readonly number[];
  /** The processes that could end it: who holds the pipe's other end, who is the child. Empty: cannot be told. */
  holders: readonly number[];
  /** Whether the call would go on now. Asked again before every choice. */
  until: () => boolean;
  /** What it answers when its time is over; absent where it waits for ever. */
  timeout?: Answer;
}

/** A kernel that can make a process wait says so instead of waiting. */
export type Outcome = Answer | { blocked: Waiting };

/** Makes the process wait. */
export function blocked(waiting: Waiting): Outcome {
  return { blocked: waiting };
}

/** A signal taken for handling, and whether the calls that it interrupts go on afterwards. */
export interface Delivery {
  signal: number;
  restart: boolean;
}

/**
 * What is behind `posix` for one process: the same for the real kernel and the virtual one, but that the real one waits
 * inside `call` and never answers `blocked`.
 *
 * Whoever runs a process calls `deliver` before and after every call, runs the handler for what it gets and then says
 * `handled`. A call that a handler interrupts answers EINTR; that it goes on after SA_RESTART is the caller's business,
 * because handlers are JavaScript and run between calls (see `restartable`).
 */
export interface Process {
  readonly pid: number;
  call(name: CallName, args: readonly unknown[]): Outcome;
  /** Takes the next signal that has a handler and is pending and not blocked; blocks what its action says. */
  deliver(): Delivery | undefined;
  /** The handler of the signal delivered last has returned: restores what was blocked. */
  handled(): void;
}

const neverRestarted: ReadonlySet<CallName> = new Set<CallName>([
  'poll',
  'sigsuspend',
  'pause',
  'sleep',
  'msgsnd',
  'msgrcv',
]);

/** Whether a call that answered EINTR goes on when every handler that ran had SA_RESTART; see signal(7). */
export function restartable(name: CallName): boolean {
  return !neverRestarted.has(name);
}
