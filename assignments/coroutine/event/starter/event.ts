/** Something that has happened, or not yet. The contract is in the handout. */
export class Event {
  /** Lets everybody go who waits, and everybody who comes, until `clear`. */
  set(): void {
    throw new Error('not written yet');
  }

  /** From now on `wait` waits again. */
  clear(): void {
    throw new Error('not written yet');
  }

  isSet(): boolean {
    throw new Error('not written yet');
  }

  /** Resolves when the event is set. Rejects with the signal's reason if that aborts first. */
  wait(signal?: AbortSignal): Promise<void> {
    throw new Error('not written yet');
  }
}
