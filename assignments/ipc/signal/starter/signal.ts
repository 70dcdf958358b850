/** Signals that are neither lost nor in the way. The contract is in the handout. */

/** Asks the process `other` and waits for its answer, `rounds` times. */
export function ping(other: number, rounds: number): void {
  throw new Error('not written yet');
}

/** Answers `rounds` questions of its parent. */
export function pong(rounds: number): void {
  throw new Error('not written yet');
}

/** What every process calls first, before it starts a child or is asked anything. */
export function prepare(): void {
  throw new Error('not written yet');
}

/** Works until SIGTERM asks it to stop, and returns how many pieces it has done. */
export function worker(piece: () => void): number {
  throw new Error('not written yet');
}

/** Starts `children` children of that role and returns how many have ended, when all have. */
export function reap(role: string, children: number): number {
  throw new Error('not written yet');
}
