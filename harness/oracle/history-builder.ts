import type { Conflict, End, History, HistoryEvent, Pending, Value } from './history.js';

/** The value that stands for `undefined` in a history. */
export const UNDEFINED: Value = Object.freeze({ undefined: true as const });

export function isUndefined(value: Value | undefined): boolean {
  return typeof value === 'object' && value !== null && 'undefined' in value;
}

/** Writes a history by hand, event after event: for tests, and for examples in documents. */
export class HistoryBuilder {
  readonly #events: HistoryEvent[] = [];
  readonly #tasks: string[];
  readonly #open = new Map<number, number[]>();
  #calls = 0;

  constructor(...tasks: string[]) {
    this.#tasks = tasks;
  }

  add(...events: HistoryEvent[]): this {
    this.#events.push(...events);
    return this;
  }

  invoke(task: number, op: string, ...args: Value[]): this {
    const call = this.#calls++;
    this.#open.set(task, [...(this.#open.get(task) ?? []), call]);
    return this.add({ type: 'invoke', task, call, op, args });
  }

  returns(task: number, value: Value = UNDEFINED): this {
    return this.add({ type: 'return', task, call: this.#close(task), value });
  }

  throws(task: number, error = 'Error'): this {
    return this.add({ type: 'throw', task, call: this.#close(task), error });
  }

  /** A whole operation, without anything between its invocation and its response. */
  call(task: number, op: string, args: Value[], value: Value = UNDEFINED): this {
    return this.invoke(task, op, ...args).returns(task, value);
  }

  enter(task: number, section: string): this {
    return this.add({ type: 'enter', task, section });
  }

  leave(task: number, section: string): this {
    return this.add({ type: 'leave', task, section });
  }

  mark(task: number, name: string, value: Value = UNDEFINED): this {
    return this.add({ type: 'mark', task, name, value });
  }

  sleep(task: number, cell = 'memory[0]'): this {
    return this.add({ type: 'sleep', task, cell });
  }

  wake(task: number, by: 'notify' | 'timeout' = 'notify'): this {
    return this.add({ type: 'wake', task, by });
  }

  access(task: number, access: 'read' | 'write' | 'update', cell: string, op = access as string): this {
    return this.add({ type: 'access', task, access, op, cell, site: 0 });
  }

  race(first: Conflict, second: Conflict): this {
    return this.add({ type: 'race', first, second });
  }

  done(used: string[] = []): History {
    return this.ends({ status: 'done' }, used);
  }

  stuck(...pending: Pending[]): History {
    return this.ends({ status: 'stuck', pending });
  }

  endless(...pending: Pending[]): History {
    return this.ends({ status: 'endless', pending });
  }

  ends(end: End, used: string[] = []): History {
    return { tasks: [...this.#tasks], events: [...this.#events], end, used };
  }

  #close(task: number): number {
    const call = this.#open.get(task)?.pop();
    if (call === undefined) throw new Error(`task ${String(task)} has no operation under way`);
    return call;
  }
}

/** An unfinished task, asleep on `cell` unless told otherwise. */
export function pending(task: number, on: string, more: Partial<Pending> = {}): Pending {
  return { task, state: 'sleep', site: 0, on: [on], changed: false, missed: false, ...more };
}
