interface Getter<T> {
  give: (item: T) => void;
}

interface Putter<T> {
  item: T;
  admit: () => void;
}

/** A queue between coroutines. Getters wait only while it is empty, putters only while it is full. */
export class Queue<T> {
  readonly #maxSize: number;
  readonly #items: T[] = [];
  readonly #getters: Getter<T>[] = [];
  readonly #putters: Putter<T>[] = [];
  #unfinished = 0;
  #joiners: (() => void)[] = [];

  constructor(maxSize = Infinity) {
    this.#maxSize = maxSize;
  }

  get size(): number {
    return this.#items.length;
  }

  put(item: T, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) return Promise.reject(signal.reason);
    if (this.#items.length < this.#maxSize) {
      this.#add(item);
      return Promise.resolve();
    }
    return wait<void, Putter<T>>(this.#putters, signal, (resolve) => ({ item, admit: resolve }));
  }

  get(signal?: AbortSignal): Promise<T> {
    if (signal?.aborted) return Promise.reject(signal.reason);
    if (this.#items.length === 0) {
      return wait<T, Getter<T>>(this.#getters, signal, (resolve) => ({ give: resolve }));
    }
    const item = this.#items.shift() as T;
    const next = this.#putters.shift();
    if (next) {
      this.#add(next.item);
      next.admit();
    }
    return Promise.resolve(item);
  }

  taskDone(): void {
    this.#unfinished -= 1;
    if (this.#unfinished > 0) return;
    for (const resolve of this.#joiners.splice(0)) resolve();
  }

  join(): Promise<void> {
    if (this.#unfinished === 0) return Promise.resolve();
    return new Promise((resolve) => this.#joiners.push(resolve));
  }

  #add(item: T): void {
    this.#unfinished += 1;
    const first = this.#getters.shift();
    if (first) first.give(item);
    else this.#items.push(item);
  }
}

/** Waits in a line until somebody resolves the promise, or the signal aborts. */
function wait<R, W>(line: W[], signal: AbortSignal | undefined, enter: (resolve: (value: R) => void) => W): Promise<R> {
  return new Promise((resolve, reject) => {
    const giveUp = (): void => {
      line.splice(line.indexOf(waiter), 1);
      reject(signal?.reason);
    };
    const waiter = enter((value) => {
      signal?.removeEventListener('abort', giveUp);
      resolve(value);
    });
    line.push(waiter);
    signal?.addEventListener('abort', giveUp, { once: true });
  });
}
