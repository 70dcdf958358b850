/** Something that has happened or not, for threads that share nothing but `memory`. The contract is in the handout. */
export class Event {
  /** How many cells of memory an event needs. */
  static cells(): number {
    throw new Error('not written yet');
  }

  /** With all cells zero the event is clear. */
  constructor(private readonly memory: Int32Array) {}

  /** Makes the event set and releases all who sleep in `wait`. */
  set(): void {
    throw new Error('not written yet');
  }

  /** Makes the event clear. */
  clear(): void {
    throw new Error('not written yet');
  }

  isSet(): boolean {
    throw new Error('not written yet');
  }

  /** Returns true at once when the event is set; otherwise sleeps until a `set`. False after `timeoutMs`. */
  wait(timeoutMs?: number): boolean {
    throw new Error(`not written yet: ${String(timeoutMs)}`);
  }
}
