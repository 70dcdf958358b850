/**
 * `node:events` of the virtual realm: an `EventEmitter` with Node's rules, made in the submission's realm.
 *
 * Self-contained, like `kernel.ts`.
 */
export function makeEmitter(): Record<string, unknown> {
  type Listener = (...args: unknown[]) => void;
  interface Entry {
    listener: Listener;
    once: boolean;
  }
  class EventEmitter {
    #entries = new Map<string | symbol, Entry[]>();
    #add(name: string | symbol, listener: Listener, once: boolean, first: boolean): this {
      if (typeof listener !== 'function') throw new TypeError('The "listener" argument must be of type function.');
      const list = this.#entries.get(name) ?? [];
      this.#entries.set(name, first ? [{ listener, once }, ...list] : [...list, { listener, once }]);
      return this;
    }
    on(name: string | symbol, listener: Listener): this {
      return this.#add(name, listener, false, false);
    }
    addListener(name: string | symbol, listener: Listener): this {
      return this.#add(name, listener, false, false);
    }
    once(name: string | symbol, listener: Listener): this {
      return this.#add(name, listener, true, false);
    }
    prependListener(name: string | symbol, listener: Listener): this {
      return this.#add(name, listener, false, true);
    }
    prependOnceListener(name: string | symbol, listener: Listener): this {
      return this.#add(name, listener, true, true);
    }
    off(name: string | symbol, listener: Listener): this {
      const list = this.#entries.get(name) ?? [];
      const index = list.map((entry) => entry.listener).lastIndexOf(listener);
      if (index >= 0) this.#entries.set(name, [...list.slice(0, index), ...list.slice(index + 1)]);
      return this;
    }
    removeListener(name: string | symbol, listener: Listener): this {
      return this.off(name, listener);
    }
    removeAllListeners(name?: string | symbol): this {
      if (name === undefined) this.#entries.clear();
      else this.#entries.delete(name);
      return this;
    }
    emit(name: string | symbol, ...args: unknown[]): boolean {
      const list = this.#entries.get(name) ?? [];
      if (list.length === 0) {
        if (name === 'error') throw args[0] instanceof Error ? args[0] : new Error('Unhandled error.');
        return false;
      }
      for (const entry of list) {
        if (entry.once) this.off(name, entry.listener);
        Reflect.apply(entry.listener, this, args);
      }
      return true;
    }
    listenerCount(name: string | symbol): number {
      return (this.#entries.get(name) ?? []).length;
    }
    listeners(name: string | symbol): Listener[] {
      return (this.#entries.get(name) ?? []).map((entry) => entry.listener);
    }
    eventNames(): (string | symbol)[] {
      return [...this.#entries.keys()].filter((name) => this.listenerCount(name) > 0);
    }
    setMaxListeners(): this {
      return this;
    }
  }
  const once = (emitter: EventEmitter, name: string): Promise<unknown[]> =>
    new Promise((resolve, reject) => {
      const failed = (error: unknown): void => {
        emitter.off(name, came);
        reject(error);
      };
      const came = (...args: unknown[]): void => {
        emitter.off('error', failed);
        resolve(args);
      };
      emitter.once(name, came);
      if (name !== 'error') emitter.once('error', failed);
    });
  Object.assign(EventEmitter, { EventEmitter, once });
  return { EventEmitter, once, default: EventEmitter };
}
