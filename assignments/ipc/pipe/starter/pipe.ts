/** Frames through a pipe: a role for those who send and one for the one who receives. The contract is in the handout. */

/** Sends the messages, in order, and returns how many were sent before all were, or before nobody read any more. */
export function producer(read: number, write: number, messages: readonly string[]): number {
  throw new Error('not written yet');
}

/** Receives messages until all producers have ended and returns them in the order in which they came. */
export function consumer(read: number, write: number): string[] {
  throw new Error('not written yet');
}
