/** Runs `work`, but not for longer than `ms` milliseconds. The contract is in the handout. */
export function withTimeout<T>(ms: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  throw new Error('not written yet');
}
