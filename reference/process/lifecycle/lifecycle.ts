import { kill, SIGKILL, spawn, waitpid, WEXITSTATUS, WIFSIGNALED, WTERMSIG } from 'posix';

export type Ending = { exit: number } | { signal: number };

/** A wait status holds either an exit status or a signal, in different bits: one has to ask which. */
function endingOf(status: number): Ending {
  return WIFSIGNALED(status) ? { signal: WTERMSIG(status) } : { exit: WEXITSTATUS(status) };
}

function succeeded(ending: Ending): boolean {
  return 'exit' in ending && ending.exit === 0;
}

/** Children that have been started and not been reaped. Only these have a pid that is theirs. */
class Children {
  readonly #indices = new Map<number, number>();

  start(role: string, index: number): void {
    this.#indices.set(spawn(role), index);
  }

  get some(): boolean {
    return this.#indices.size > 0;
  }

  /** Waits for whichever ends first. From here on its pid may be given to another process. */
  reap(): { index: number; ending: Ending } {
    const { pid, status } = waitpid(-1);
    const index = this.#indices.get(pid) ?? -1;
    this.#indices.delete(pid);
    return { index, ending: endingOf(status) };
  }

  /** Kills the rest. One that has ended and was not reaped is a zombie: that does no harm. */
  kill(): void {
    for (const pid of this.#indices.keys()) kill(pid, SIGKILL);
  }
}

export function runAll(roles: readonly string[], ended: (index: number, ending: Ending) => void): void {
  const children = new Children();
  for (const [index, role] of roles.entries()) children.start(role, index);
  while (children.some) {
    const { index, ending } = children.reap();
    ended(index, ending);
  }
}

export function supervise(role: string, restarts: number): Ending {
  for (let left = restarts; ; left -= 1) {
    const children = new Children();
    children.start(role, 0);
    const { ending } = children.reap();
    if (succeeded(ending) || left === 0) return ending;
  }
}

export function race(roles: readonly string[]): number {
  const children = new Children();
  for (const [index, role] of roles.entries()) children.start(role, index);
  let winner = -1;
  while (children.some) {
    const { index, ending } = children.reap();
    if (winner >= 0 || !succeeded(ending)) continue;
    winner = index;
    children.kill();
  }
  return winner;
}
