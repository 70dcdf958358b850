import {
  getppid,
  isErrno,
  kill,
  SIG_BLOCK,
  SIG_SETMASK,
  SIG_UNBLOCK,
  sigaction,
  sigprocmask,
  sigsuspend,
  SIGCHLD,
  SIGTERM,
  SIGUSR1,
  spawn,
  waitpid,
  WNOHANG,
} from 'posix';

/** Signals of this module that have come and have not been looked at. A handler only notes: that is safe at any moment. */
let asked = false;
let stopping = false;
let ended = false;

export function prepare(): void {
  // Blocked from here on, and in children from their first moment: a signal waits until somebody asks for it.
  sigprocmask(SIG_BLOCK, [SIGUSR1, SIGTERM, SIGCHLD]);
  sigaction(SIGUSR1, () => {
    asked = true;
  });
  sigaction(SIGTERM, () => {
    stopping = true;
  });
  sigaction(SIGCHLD, () => {
    ended = true;
  });
}

/** Lets signals in and sleeps until the condition holds, with nothing between the question and the sleep. */
function until(condition: () => boolean): void {
  while (!condition()) sigsuspend([]);
}

function nextSignal(): void {
  until(() => asked);
  asked = false;
}

export function ping(other: number, rounds: number): void {
  for (let round = 0; round < rounds; round += 1) {
    kill(other, SIGUSR1);
    nextSignal();
  }
}

export function pong(rounds: number): void {
  const parent = getppid();
  for (let round = 0; round < rounds; round += 1) {
    nextSignal();
    kill(parent, SIGUSR1);
  }
}

/** Whether SIGTERM has come: lets it in for a moment. */
function stopped(): boolean {
  const before = sigprocmask(SIG_UNBLOCK, [SIGTERM]);
  sigprocmask(SIG_SETMASK, before);
  return stopping;
}

export function worker(piece: () => void): number {
  let done = 0;
  while (!stopped()) {
    piece();
    done += 1;
  }
  return done;
}

export function reap(role: string, children: number): number {
  for (let started = 0; started < children; started += 1) spawn(role);
  let count = 0;
  while (count < children) {
    until(() => ended);
    ended = false;
    // One SIGCHLD may stand for several children.
    count += reapAll();
  }
  return count;
}

function reapAll(): number {
  let count = 0;
  try {
    while (waitpid(-1, WNOHANG).pid !== 0) count += 1;
  } catch (error) {
    if (!isErrno(error, 'ECHILD')) throw error;
  }
  return count;
}
