import type { HistoryEvent, Value } from '../../oracle/history.js';

/**
 * Collects the events of one execution. Invocations are held back until the operation's first step, so that every
 * interval is as narrow as its steps allow (see history.ts).
 *
 * Events are kept as small objects; `key()` is a fingerprint of the sequence, so that equal histories are sent once.
 */
export class Recorder {
  /** The events up to `#count`; what is behind is of an earlier execution. */
  readonly #events: HistoryEvent[] = [];
  #count = 0;
  /** What stands for a text in fingerprints: a text is hashed once. */
  readonly #hashes = new Map<string, Hash>();
  readonly #tasks: number;
  readonly #waiting: Extract<HistoryEvent, { type: 'invoke' }>[][] = [];
  /** By task: how many operations it is in. */
  readonly #open: number[] = [];
  #calls = 0;
  #high = 0;
  #low = 0;

  constructor(tasks: number) {
    this.#tasks = tasks;
    for (let t = 0; t < tasks; t++) {
      this.#waiting.push([]);
      this.#open.push(0);
    }
  }

  reset(): void {
    this.#count = 0;
    for (let t = 0; t < this.#tasks; t++) {
      this.#open[t] = 0;
      const waiting = this.#of(t);
      if (waiting.length > 0) waiting.length = 0;
    }
    this.#calls = 0;
    this.#high = 0;
    this.#low = 0;
  }

  /** An operation begins; returns its number. */
  invoke(task: number, op: string, args: Value[]): number {
    const call = this.#calls++;
    this.#open[task] = (this.#open[task] ?? 0) + 1;
    this.#of(task).push({ type: 'invoke', task, call, op, args });
    return call;
  }

  returned(task: number, call: number, value: Value): void {
    this.#ends(task);
    this.emit({ type: 'return', task, call, value });
  }

  threw(task: number, call: number, error: string): void {
    this.#ends(task);
    this.emit({ type: 'throw', task, call, error });
  }

  #ends(task: number): void {
    this.flush(task);
    this.#open[task] = (this.#open[task] ?? 1) - 1;
  }

  /** Whether the task's next step is the first of an operation. */
  begins(task: number): boolean {
    return this.#of(task).length > 0;
  }

  /** Whether the task is in an operation. */
  within(task: number): boolean {
    return (this.#open[task] ?? 0) > 0;
  }

  /** The task is about to perform a step: what it invoked has begun. */
  flush(task: number): void {
    const waiting = this.#of(task);
    if (waiting.length === 0) return;
    for (const event of waiting) this.emit(event);
    waiting.length = 0;
  }

  emit(event: HistoryEvent): void {
    if (this.#count < this.#events.length) this.#events[this.#count] = event;
    else this.#events.push(event);
    this.#count++;
  }

  /** A copy of the events so far. */
  get events(): HistoryEvent[] {
    return this.#events.slice(0, this.#count);
  }

  /** A fingerprint of the events, the given ending and a number: 64 bits as text. */
  key(ending: string, more = 0): string {
    this.#high = 0x9e3779b9;
    this.#low = 0x85ebca6b;
    for (let i = 0; i < this.#count; i++) this.#mix(this.#events[i] as HistoryEvent); // Below the length.
    this.#text(ending);
    this.#number(more);
    return `${this.#high >>> 0}.${this.#low >>> 0}`;
  }

  #of(task: number): Extract<HistoryEvent, { type: 'invoke' }>[] {
    // One list a task from the constructor on; task numbers are below `tasks`.
    return this.#waiting[task] as Extract<HistoryEvent, { type: 'invoke' }>[];
  }

  #mix(event: HistoryEvent): void {
    this.#text(event.type);
    this.#number('task' in event ? event.task : 99);
    switch (event.type) {
      case 'invoke':
        this.#number(event.call);
        this.#text(event.op);
        this.#value(event.args);
        return;
      case 'return':
        this.#number(event.call);
        this.#value(event.value);
        return;
      case 'throw':
        this.#number(event.call);
        this.#text(event.error);
        return;
      case 'enter':
      case 'leave':
        this.#text(event.section);
        return;
      case 'mark':
        this.#text(event.name);
        this.#value(event.value);
        return;
      case 'sleep':
        this.#text(event.cell);
        return;
      case 'wake':
        this.#text(event.by);
        return;
      case 'stop':
        return;
      case 'fail':
        this.#text(event.message);
        return;
      case 'uncaught':
        this.#text(event.error);
        return;
      case 'spin':
        this.#number(event.site);
        return;
      case 'race':
        this.#number(event.first.site);
        this.#number(event.second.site);
        this.#text(event.second.cell);
        return;
      case 'access':
        this.#text(event.cell);
        this.#text(event.access);
        return;
      default:
        event satisfies never;
    }
  }

  #value(value: Value): void {
    if (typeof value === 'number' && (value | 0) === value) this.#number(value);
    else this.#text(JSON.stringify(value));
  }

  #text(text: string): void {
    let hash = this.#hashes.get(text);
    if (hash === undefined) {
      hash = hashOf(text);
      if (text.length <= KEPT_LENGTH && this.#hashes.size < KEPT) this.#hashes.set(text, hash);
    }
    this.#number(hash.high);
    this.#number(hash.low);
  }

  #number(n: number): void {
    this.#high = Math.imul(this.#high ^ n, 0x01000193) + (this.#low >>> 15);
    this.#low = Math.imul(this.#low + n, 0xcc9e2d51) ^ (this.#high >>> 13);
  }
}

/** Texts whose hashes are kept, and how long they may be: what a submission says must not fill the memory. */
const KEPT = 4096;
const KEPT_LENGTH = 256;

interface Hash {
  readonly high: number;
  readonly low: number;
}

function hashOf(text: string): Hash {
  let high = 0x811c9dc5 ^ text.length;
  let low = 0x2545f491;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    high = Math.imul(high ^ code, 0x01000193) + (low >>> 15);
    low = Math.imul(low + code, 0xcc9e2d51) ^ (high >>> 13);
  }
  return { high: high | 0, low };
}

/** What a value looks like in a history. */
export function toValue(value: unknown, depth = 0): Value {
  switch (typeof value) {
    case 'boolean':
    case 'string':
      return value;
    case 'number':
      return Number.isFinite(value) ? value : String(value);
    case 'undefined':
      return { undefined: true };
    case 'bigint':
      return `${String(value)}n`;
    case 'object':
      if (value === null) return null;
      if (Array.isArray(value) && depth < 4) return value.slice(0, 64).map((item) => toValue(item, depth + 1));
      return { object: 'object' };
    default:
      return { object: typeof value };
  }
}
