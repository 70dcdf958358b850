/**
 * The words of scenarios (see `assignment/coroutine-scenario.ts`), for one task each.
 *
 * Self-contained, like `kernel.ts`.
 */
import type { HistoryEvent, Value } from '../../../oracle/history.js';
import type { Ledger } from './ledger.js';
import type { Values } from './values.js';

/** What the words need to know of the tasks. */
export interface TaskBook {
  record(event: HistoryEvent): void;
  /** The operations and words that the task is in, which the words keep. */
  operations(task: number): { call: number; op: string }[];
  waiting(task: number): string[];
  /** The place in the source that was passed last. */
  site(): number;
  resumed(task: number): void;
  abortable(signal: AbortSignal, task: number): void;
}

export interface Words {
  reset(): void;
  /** What a task is given. */
  coroutine(me: number): object;
  /** Lets the first who waits for quiet go on; false if there is none. */
  quieted(): boolean;
  wantsQuiet(): boolean;
}

export function makeWords(ledger: Ledger, values: Values, book: TaskBook): Words {
  const { toValue, describe, isPromise, isThenable, settle, without } = values;
  const { record } = book;
  const text = String;
  let gates: Record<string, (() => void)[] | true> = Object.create(null) as Record<string, (() => void)[] | true>;
  let quiet: (() => void)[] = [];
  let calls = 0;

  /** A promise of a word, and the name of the word while it is pending. */
  const word = <T>(
    task: number,
    name: string,
    arm: (resolve: (value: T) => void, reject: (error: unknown) => void) => void,
  ): Promise<T> => {
    const words = book.waiting(task);
    return new Promise<T>((resolve, reject) => {
      words[words.length] = name;
      arm(
        (value) => {
          without(words, name);
          resolve(value);
        },
        (error) => {
          without(words, name);
          reject(error);
        },
      );
    });
  };

  const operation = (task: number, op: string, args: readonly unknown[], body: () => unknown): unknown => {
    const id = calls;
    calls += 1;
    const open = { call: id, op };
    const operations = book.operations(task);
    operations[operations.length] = open;
    record({ type: 'invoke', task, call: id, op, args: toValue(args) as Value[] });
    const returned = (value: unknown): void => {
      without(operations, open);
      record({ type: 'return', task, call: id, value: toValue(value) });
    };
    const failed = (error: unknown): void => {
      without(operations, open);
      record({ type: 'throw', task, call: id, error: describe(error) });
    };
    let result: unknown;
    try {
      result = body();
    } catch (error) {
      failed(error);
      throw error;
    }
    if (!isThenable(result)) {
      returned(result);
      return result;
    }
    const promise = isPromise(result) ? result : Promise.resolve(result);
    settle(promise, returned, failed);
    return promise;
  };

  const coroutine = (me: number): object => ({
    me,
    pause: (label = 'pause') =>
      word<void>(me, label, (resolve) => {
        ledger.add('pause', me, text(label), () => {
          resolve();
        });
      }),
    outside: (label: string, outcome: { value: unknown; mayReject?: boolean }) =>
      word<unknown>(me, label, (resolve, reject) => {
        const happen = (variant: number): void => {
          if (variant === 1) reject(new Error(`${text(label)} failed`));
          else resolve(outcome.value);
        };
        ledger.add('pause', me, text(label), happen, outcome.mayReject === true ? 2 : 1);
      }),
    call: (op: string, args: readonly unknown[], body: () => unknown) => operation(me, op, args, body),
    enter: (section: string) => {
      record({ type: 'enter', task: me, section });
    },
    leave: (section: string) => {
      record({ type: 'leave', task: me, section });
    },
    mark: (name: string, value?: unknown) => {
      record({ type: 'mark', task: me, name, value: toValue(value) });
    },
    check: (condition: boolean, message: string) => {
      if (!condition) record({ type: 'fail', task: me, message, site: book.site() });
    },
    open: (gate: string) => {
      const waiting = gates[gate];
      gates[gate] = true;
      if (waiting !== undefined && waiting !== true)
        for (let i = 0; i < waiting.length; i += 1) (waiting[i] as () => void)();
    },
    pass: (gate: string) =>
      word<void>(me, gate, (resolve) => {
        const waiting = gates[gate];
        if (waiting === true) resolve();
        else if (waiting === undefined) gates[gate] = [resolve];
        else waiting[waiting.length] = resolve;
      }),
    quiet: () =>
      word<void>(me, 'quiet', (resolve) => {
        quiet[quiet.length] = () => {
          book.resumed(me);
          resolve();
        };
      }),
    abortable: (label = 'abort') => {
      const controller = new AbortController();
      book.abortable(controller.signal, me);
      ledger.add('abort', me, text(label), () => {
        controller.abort();
      });
      return controller;
    },
    thrown: (body: () => unknown) => {
      try {
        body();
      } catch (error) {
        return error ?? new Error('nothing was thrown as an error');
      }
      return undefined;
    },
    refused: (promise: PromiseLike<unknown>) =>
      new Promise((resolve) => {
        promise.then(
          () => {
            resolve(undefined);
          },
          (error: unknown) => {
            resolve(error ?? new Error('rejected with nothing'));
          },
        );
      }),
  });

  return {
    reset() {
      gates = Object.create(null) as Record<string, (() => void)[] | true>;
      quiet = [];
      calls = 0;
    },
    coroutine,
    wantsQuiet: () => quiet.length > 0,
    quieted() {
      const first = quiet[0];
      if (first === undefined) return false;
      without(quiet, first);
      first();
      return true;
    },
  };
}
