/**
 * How a worker in lockstep and its controller talk: both ends in one file. Everything is in shared memory, since both
 * block: the worker until it has the turn, the controller until the worker has announced its next step.
 *
 * Before it announces, a worker leaves in its outbox what it has done since its last turn, as JSON.
 */
export type Message =
  /** The step granted was performed. Values as in the trace. */
  | { type: 'performed'; before: unknown; after: unknown; result: unknown; atomic: boolean; wrote: boolean }
  /** A step where no switch is possible was performed as part of the turn. */
  | {
      type: 'glued';
      kind: number;
      site: number;
      cell: number;
      before: unknown;
      after: unknown;
      result: unknown;
      wrote: boolean;
    }
  | { type: 'iteration'; loop: number; site: number; unchanged: boolean }
  | { type: 'effect' }
  | { type: 'invoke'; call: number; op: string; args: unknown[] }
  | { type: 'returned'; call: number; value: unknown }
  | { type: 'threw'; call: number; error: string }
  | { type: 'mark'; name: string; value: unknown }
  | { type: 'fail'; message: string; site: number };

/** What the worker stands at. */
export type Announcement =
  | { type: 'step'; kind: number; site: number; cell: number; a: unknown; b: unknown }
  | { type: 'word'; word: string; operand: string; site: number }
  | { type: 'hung'; site: number }
  | { type: 'ended' }
  | { type: 'uncaught'; error: string; site: number }
  | { type: 'impossible'; reason: string };

export interface Parcel {
  messages: Message[];
  next: Announcement;
}

const STATE = 0;
const RESULT = 1;
const LENGTH = 2;
/** The worker runs; it has announced; it has the turn. */
const RUNS = 0;
const ANNOUNCED = 1;
const HEADER = 64;
const SIZE = 1 << 18;

export class Channel {
  readonly buffer: SharedArrayBuffer;
  readonly #control: Int32Array;
  readonly #bytes: Uint8Array;

  constructor(buffer: SharedArrayBuffer = new SharedArrayBuffer(HEADER + SIZE)) {
    this.buffer = buffer;
    this.#control = new Int32Array(buffer, 0, HEADER / 4);
    this.#bytes = new Uint8Array(buffer, HEADER);
  }

  /** The worker's side: hands the parcel over and sleeps until it has the turn; returns the step's result where the controller decides it. */
  announce(parcel: Parcel): number {
    const text = new TextEncoder().encode(JSON.stringify(parcel));
    if (text.length > SIZE) throw new Error('more happened in one turn than the channel can carry');
    this.#bytes.set(text);
    this.#control[LENGTH] = text.length;
    Atomics.store(this.#control, STATE, ANNOUNCED);
    Atomics.notify(this.#control, STATE);
    const last = parcel.next.type;
    if (last === 'ended' || last === 'uncaught') return 0;
    // After `hung` and `impossible` nobody gives the turn again: the worker stands here until it is ended.
    while (Atomics.load(this.#control, STATE) === ANNOUNCED) Atomics.wait(this.#control, STATE, ANNOUNCED);
    return this.#control[RESULT] ?? 0;
  }

  /** The controller's side: waits for the announcement. Undefined after `timeoutMs`. */
  receive(timeoutMs: number): Parcel | undefined {
    const deadline = Date.now() + timeoutMs;
    while (Atomics.load(this.#control, STATE) !== ANNOUNCED) {
      const left = deadline - Date.now();
      if (left <= 0) return undefined;
      Atomics.wait(this.#control, STATE, RUNS, left);
    }
    const text = this.#bytes.slice(0, this.#control[LENGTH]);
    return JSON.parse(new TextDecoder().decode(text)) as Parcel;
  }

  /** The controller's side: gives the turn. */
  grant(result: number): void {
    this.#control[RESULT] = result;
    Atomics.store(this.#control, STATE, RUNS);
    Atomics.notify(this.#control, STATE);
  }
}

/** How a wait ended, by number: what `Atomics.wait` returned, where `late` is an `ok` that comes when the time is up. */
export const WAIT_ENDINGS = ['ok', 'not-equal', 'timed-out', 'late'] as const;
export type WaitEnding = (typeof WAIT_ENDINGS)[number];
