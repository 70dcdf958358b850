/** Request and reply over one System V queue. The contract is in the handout. */

/** Makes the queue and returns its identifier. */
export function create(): number {
  throw new Error('not written yet');
}

/** Removes the queue. Called once, when every role has returned. */
export function remove(queue: number): void {
  throw new Error('not written yet');
}

/** Answers that many requests, whoever sends them, and returns. */
export function server(queue: number, requests: number, work: (request: string) => string): void {
  throw new Error('not written yet');
}

/** Client number `me` (1, 2, …): has every request answered, in order, and returns the answers. */
export function client(queue: number, me: number, requests: readonly string[]): string[] {
  throw new Error('not written yet');
}
