import type { HistoryEvent, Value } from '../../oracle/history.js';

/**
 * Collects the events of one execution. Invocations are held back until the operation's first step, so that every
 * interval is as narrow as its steps allow (see history.ts).
 *
 * Events are kept as small objects; `key()` is a fingerprint of the sequence, so that equal histories are sent once.
 */
export class Recorder {
  readonly events: HistoryEvent[] = [];
  readonly #tasks: number;
  readonly #waiting: Extract<HistoryEvent, { type: 'invoke' }>[][] = [];
  #calls = 0;
  #high = 0;
  #low = 0;

  constructor(tasks: number) {
    this.#tasks = tasks;
    for (let t = 0; t < tasks; t++) this.#waiting.push([]);
  }

  reset(): void {
    this.events.length = 0;
    for (let t = 0; t < this.#tasks; t++) (this.#waiting[t] as unknown[]).length = 0;
    this.#calls = 0;
    this.#high = 0;
    this.#low = 0;
  }

  /** An operation begins; returns its number. */
  invoke(task: number, op: string, args: Value[]): number {
    const call = this.#calls++;
    this.#of(task).push({ type: 'invoke', task, call, op, args });
    return call;
  }

  returned(task: number, call: number, value: Value): void {
    this.flush(task);
    this.emit({ type: 'return', task, call, value });
  }

  threw(task: number, call: number, error: string): void {
    this.flush(task);
    this.emit({ type: 'throw', task, call, error });
  }

  /** The task is about to perform a step: what it invoked has begun. */
  flush(task: number): void {
    const waiting = this.#of(task);
    if (waiting.length === 0) return;
    for (const event of waiting) this.emit(event);
    waiting.length = 0;
  }

  emit(event: HistoryEvent): void {
    this.events.push(event);
  }

  /** A fingerprint of the events and of the given ending: 64 bits as text. */
  key(ending: string): string {
    this.#high = 0x9e3779b9;
    this.#low = 0x85ebca6b;
    for (const event of this.events) this.#mix(event);
    this.#text(ending);
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
    for (let i = 0; i < text.length; i++) this.#number(text.charCodeAt(i));
    this.#number(-1);
  }

  #number(n: number): void {
    this.#high = Math.imul(this.#high ^ n, 0x01000193) + (this.#low >>> 15);
    this.#low = Math.imul(this.#low + n, 0xcc9e2d51) ^ (this.#high >>> 13);
  }
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
