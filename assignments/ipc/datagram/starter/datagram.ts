/** Messages over UDP that neither get lost nor come twice nor out of order. The contract is in the handout. */

/** Sends the messages to that port of this machine and returns when the receiver is known to have them all. */
export function sender(port: number, messages: readonly string[]): void {
  throw new Error('not written yet');
}

/** Receives messages at `socket` until `stop` is at its end, and returns them in order. */
export function receiver(socket: number, stop: number): string[] {
  throw new Error('not written yet');
}
