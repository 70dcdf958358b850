/**
 * The clock and the timers of the virtual realm: the globals of Node that let time pass, and `timers/promises`.
 *
 * Self-contained, like `kernel.ts`.
 */
import type { Kernel } from './kernel.js';
import type { Ledger, PendingEvent } from './ledger.js';

export interface VirtualTimers {
  globals: Record<string, unknown>;
  /** What `node:timers/promises` exports. */
  promises: Record<string, unknown>;
}

export function makeTimers(ledger: Ledger, kernel: Kernel): VirtualTimers {
  type Callback = (...args: unknown[]) => void;
  const RealDate = Date;
  const { construct, defineProperty } = Reflect;
  const epoch = RealDate.UTC(2026, 0, 1);

  /** Node's rule: anything that is not in 1 … 2^31-1 becomes 1. */
  const milliseconds = (delay: unknown): number => {
    const number = typeof delay === 'number' ? delay : Number(delay);
    return number >= 1 && number <= 2147483647 ? Math.trunc(number) : 1;
  };
  const required = (callback: unknown): Callback => {
    if (typeof callback === 'function') return callback as Callback;
    const error = new TypeError('The "callback" argument must be of type function.');
    throw Object.assign(error, { code: 'ERR_INVALID_ARG_TYPE' });
  };

  let numbers = 0;
  const live: Record<number, Timeout | undefined> = Object.create(null) as Record<number, Timeout | undefined>;

  class Timeout {
    #event: PendingEvent | undefined;
    readonly #kind: 'timer' | 'immediate';
    readonly #delay: number;
    readonly #repeat: boolean;
    readonly #callback: () => void;
    readonly #task: number;
    #background = false;
    readonly #number: number;

    constructor(kind: 'timer' | 'immediate', delay: number, repeat: boolean, callback: () => void) {
      this.#kind = kind;
      this.#delay = delay;
      this.#repeat = repeat;
      this.#callback = callback;
      this.#task = kernel.current;
      numbers += 1;
      this.#number = numbers;
      this.#arm();
    }
    #arm(): void {
      const label = this.#kind === 'immediate' ? 'immediate' : `${String(this.#delay)} ms`;
      const happen = (): void => {
        this.#event = undefined;
        delete live[this.#number];
        // Node arms an interval again after its callback has run.
        try {
          this.#callback();
        } finally {
          if (this.#repeat && !this.#stopped) this.#arm();
        }
      };
      this.#event = ledger.add(this.#kind, this.#task, label, happen, 1, this.#delay);
      this.#event.background = this.#background;
      live[this.#number] = this;
    }
    #stopped = false;
    static stop(timer: unknown): void {
      const known =
        typeof timer === 'number' || typeof timer === 'string'
          ? live[Number(timer)]
          : typeof timer === 'object' && timer !== null && #event in timer
            ? timer
            : undefined;
      if (known === undefined) return;
      known.#stopped = true;
      delete live[known.#number];
      if (known.#event !== undefined) ledger.remove(known.#event);
      known.#event = undefined;
    }
    ref(): this {
      this.#background = false;
      if (this.#event !== undefined) this.#event.background = false;
      return this;
    }
    unref(): this {
      this.#background = true;
      if (this.#event !== undefined) this.#event.background = true;
      return this;
    }
    hasRef(): boolean {
      return !this.#background;
    }
    refresh(): this {
      if (this.#event !== undefined) ledger.postpone(this.#event, this.#delay);
      else if (!this.#stopped) this.#arm();
      return this;
    }
    close(): this {
      Timeout.stop(this);
      return this;
    }
    [Symbol.toPrimitive](): number {
      return this.#number;
    }
    [Symbol.dispose ?? Symbol.for('nodejs.dispose')](): void {
      Timeout.stop(this);
    }
  }

  const setTimeout = (callback: unknown, delay?: unknown, ...args: unknown[]): Timeout => {
    const body = required(callback);
    return new Timeout('timer', milliseconds(delay), false, () => {
      body(...args);
    });
  };
  const setInterval = (callback: unknown, delay?: unknown, ...args: unknown[]): Timeout => {
    const body = required(callback);
    return new Timeout('timer', milliseconds(delay), true, () => {
      body(...args);
    });
  };
  const setImmediate = (callback: unknown, ...args: unknown[]): Timeout => {
    const body = required(callback);
    return new Timeout('immediate', 0, false, () => {
      body(...args);
    });
  };
  const clear = (timer: unknown): void => {
    Timeout.stop(timer);
  };

  interface WaitOptions {
    signal?: AbortSignal;
    ref?: boolean;
  }
  const aborted = (signal: AbortSignal): Error => {
    const error = new Error('The operation was aborted', { cause: signal.reason });
    error.name = 'AbortError';
    return Object.assign(error, { code: 'ABORT_ERR' });
  };
  const wait = (arm: (done: () => void) => Timeout, value: unknown, options: WaitOptions = {}): Promise<unknown> => {
    const { signal } = options;
    if (signal?.aborted === true) return Promise.reject(aborted(signal));
    return new Promise((resolve, reject) => {
      const timer = arm(() => {
        signal?.removeEventListener('abort', stop);
        resolve(value);
      });
      const stop = (): void => {
        Timeout.stop(timer);
        if (signal !== undefined) reject(aborted(signal));
      };
      if (options.ref === false) timer.unref();
      signal?.addEventListener('abort', stop, { once: true });
    });
  };
  const sleep = (delay?: number, value?: unknown, options?: WaitOptions): Promise<unknown> =>
    wait((done) => setTimeout(done, delay), value, options);
  const promises = {
    setTimeout: sleep,
    setImmediate: (value?: unknown, options?: WaitOptions) => wait((done) => setImmediate(done), value, options),
    async *setInterval(delay?: number, value?: unknown, options?: WaitOptions) {
      for (;;) {
        await sleep(delay, undefined, options);
        yield value;
      }
    },
    scheduler: {
      wait: (delay: number, options?: WaitOptions) => sleep(delay, undefined, options),
      yield: () => wait((done) => setImmediate(done), undefined),
    },
  };

  function VirtualDate(this: unknown, ...args: unknown[]): unknown {
    if (new.target === undefined) return new RealDate(epoch + ledger.now).toString();
    return construct(RealDate, args.length > 0 ? args : [epoch + ledger.now], new.target);
  }
  defineProperty(VirtualDate, 'name', { value: 'Date' });
  defineProperty(VirtualDate, 'length', { value: 7 });
  VirtualDate.prototype = RealDate.prototype as object;
  VirtualDate.now = () => epoch + ledger.now;
  VirtualDate.parse = (source: string) => RealDate.parse(source);
  VirtualDate.UTC = RealDate.UTC;
  defineProperty(RealDate.prototype, 'constructor', { value: VirtualDate, writable: true, configurable: true });

  const globals = {
    setTimeout,
    setInterval,
    setImmediate,
    clearTimeout: clear,
    clearInterval: clear,
    clearImmediate: clear,
    Date: VirtualDate,
    performance: { now: () => ledger.now, timeOrigin: epoch },
    queueMicrotask: (callback: unknown) => {
      const body = required(callback);
      const task = kernel.current;
      void Promise.resolve().then(() => {
        kernel.run(task, body);
      });
    },
    process: {
      nextTick: (callback: unknown, ...args: unknown[]) => {
        const body = required(callback);
        kernel.soon(() => {
          body(...args);
        });
      },
    },
  };
  return { globals, promises };
}
