/**
 * Events and aborts of the virtual realm: `Event`, `EventTarget`, `AbortController`, `AbortSignal`, `DOMException`, as
 * the DOM standard has them, because a context of its own comes with the language's built-ins only.
 *
 * Self-contained, like `kernel.ts`.
 */
import type { Kernel } from './kernel.js';
import type { Ledger } from './ledger.js';

export interface VirtualEvents {
  globals: Record<string, unknown>;
  /** How many listeners for `abort` a signal still has. */
  listeners(signal: unknown): number;
}

export function makeEvents(ledger: Ledger, kernel: Kernel): VirtualEvents {
  type Listener = ((event: Event) => void) | { handleEvent(event: Event): void };
  interface Entry {
    type: string;
    listener: Listener;
    once: boolean;
    capture: boolean;
    removed: boolean;
  }
  interface ListenOptions {
    once?: boolean;
    capture?: boolean;
    signal?: AbortSignal;
  }

  class DOMException extends Error {
    readonly code: number;
    constructor(message = '', options: string | { name?: string; cause?: unknown } = 'Error') {
      super(message, typeof options === 'object' && 'cause' in options ? { cause: options.cause } : undefined);
      const name = typeof options === 'string' ? options : (options.name ?? 'Error');
      Object.defineProperty(this, 'name', { value: name, configurable: true, writable: true });
      this.code = name === 'AbortError' ? 20 : name === 'TimeoutError' ? 23 : 0;
    }
  }

  class Event {
    readonly type: string;
    readonly cancelable: boolean;
    readonly timeStamp = ledger.now;
    target: EventTarget | null = null;
    currentTarget: EventTarget | null = null;
    defaultPrevented = false;
    stopped = false;
    constructor(type: string, options: { cancelable?: boolean } = {}) {
      this.type = String(type);
      this.cancelable = options.cancelable === true;
    }
    preventDefault(): void {
      if (this.cancelable) this.defaultPrevented = true;
    }
    stopImmediatePropagation(): void {
      this.stopped = true;
    }
    stopPropagation(): void {
      // There is no tree of targets.
    }
  }
  class CustomEvent extends Event {
    readonly detail: unknown;
    constructor(type: string, options: { cancelable?: boolean; detail?: unknown } = {}) {
      super(type, options);
      this.detail = options.detail ?? null;
    }
  }

  class EventTarget {
    #entries: Entry[] = [];
    addEventListener(type: string, listener: Listener | null, options: boolean | ListenOptions = {}): void {
      if (listener === null || listener === undefined) return;
      const given = typeof options === 'boolean' ? { capture: options } : options;
      if (given.signal?.aborted === true) return;
      const capture = given.capture === true;
      if (this.#entries.some((e) => e.type === type && e.listener === listener && e.capture === capture)) return;
      this.#entries.push({ type, listener, once: given.once === true, capture, removed: false });
      given.signal?.addEventListener('abort', () => {
        this.removeEventListener(type, listener, { capture });
      });
    }
    removeEventListener(type: string, listener: Listener | null, options: boolean | ListenOptions = {}): void {
      const capture = typeof options === 'boolean' ? options : options.capture === true;
      const index = this.#entries.findIndex((e) => e.type === type && e.listener === listener && e.capture === capture);
      const entry = this.#entries[index];
      if (entry === undefined) return;
      entry.removed = true;
      this.#entries.splice(index, 1);
    }
    dispatchEvent(event: Event): boolean {
      event.target = this;
      event.currentTarget = this;
      for (const entry of [...this.#entries]) {
        if (entry.type !== event.type || entry.removed) continue;
        if (entry.once) this.removeEventListener(entry.type, entry.listener, { capture: entry.capture });
        // An error of a listener does not reach who dispatched the event; it is uncaught.
        kernel.run(kernel.current, () => {
          if (typeof entry.listener === 'function') Reflect.apply(entry.listener, this, [event]);
          else entry.listener.handleEvent(event);
        });
        if (event.stopped) break;
      }
      event.currentTarget = null;
      return !event.defaultPrevented;
    }
    static count(target: EventTarget, type: string): number {
      return target.#entries.filter((entry) => entry.type === type).length;
    }
  }
  const { count } = EventTarget;
  Reflect.deleteProperty(EventTarget, 'count');

  const key = Symbol('internal');
  class AbortSignal extends EventTarget {
    #aborted = false;
    #reason: unknown = undefined;
    #onabort: ((event: Event) => void) | null = null;
    /** Signals made by `any` from this one. */
    #dependents: AbortSignal[] = [];
    constructor(token?: unknown) {
      if (token !== key) throw new TypeError('Illegal constructor');
      super();
    }
    get aborted(): boolean {
      return this.#aborted;
    }
    get reason(): unknown {
      return this.#reason;
    }
    get onabort(): ((event: Event) => void) | null {
      return this.#onabort;
    }
    set onabort(listener: ((event: Event) => void) | null) {
      if (this.#onabort !== null) this.removeEventListener('abort', this.#onabort);
      this.#onabort = typeof listener === 'function' ? listener : null;
      if (this.#onabort !== null) this.addEventListener('abort', this.#onabort);
    }
    throwIfAborted(): void {
      if (this.#aborted) throw this.#reason;
    }
    static fire(signal: AbortSignal, reason: unknown): void {
      if (signal.#aborted) return;
      signal.#aborted = true;
      signal.#reason = reason === undefined ? new DOMException('This operation was aborted', 'AbortError') : reason;
      signal.dispatchEvent(new Event('abort'));
      for (const each of signal.#dependents) fire(each, signal.#reason);
    }
    static abort(reason?: unknown): AbortSignal {
      const signal = new AbortSignal(key);
      fire(signal, reason);
      return signal;
    }
    static timeout(delay: number): AbortSignal {
      const signal = new AbortSignal(key);
      const reason = new DOMException('The operation was aborted due to timeout', 'TimeoutError');
      const event = ledger.add(
        'timer',
        kernel.current,
        `${String(delay)} ms`,
        () => {
          fire(signal, reason);
        },
        1,
        delay,
      );
      event.background = true;
      return signal;
    }
    static any(signals: Iterable<AbortSignal>): AbortSignal {
      const joined = new AbortSignal(key);
      for (const signal of signals) {
        if (signal.#aborted) {
          fire(joined, signal.#reason);
          return joined;
        }
      }
      for (const signal of signals) signal.#dependents.push(joined);
      return joined;
    }
  }
  const { fire } = AbortSignal;
  Reflect.deleteProperty(AbortSignal, 'fire');

  class AbortController {
    readonly #signal = new AbortSignal(key);
    get signal(): AbortSignal {
      return this.#signal;
    }
    abort(reason?: unknown): void {
      fire(this.#signal, reason);
    }
  }
  return {
    globals: { DOMException, Event, CustomEvent, EventTarget, AbortSignal, AbortController },
    listeners: (signal) => count(signal as EventTarget, 'abort'),
  };
}
