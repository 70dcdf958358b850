/**
 * What of a submission's values goes into a history, and how its promises are watched.
 *
 * Self-contained, like `kernel.ts`.
 */
import type { Value } from '../../../oracle/history.js';

export interface Values {
  /** An error as one line. */
  describe(error: unknown): string;
  toValue(value: unknown): Value;
  isPromise(value: unknown): value is Promise<unknown>;
  isThenable(value: unknown): value is PromiseLike<unknown>;
  /** Attaches reactions without a microtask of its own: what is awaited after that goes on where it would have. */
  settle(promise: Promise<unknown>, ok: (value: unknown) => void, bad: (error: unknown) => void): void;
  /** Removes an item from a list, in place. */
  without<T>(list: T[], item: T): void;
}

export function makeValues(): Values {
  const { isArray } = Array;
  const { isFinite } = Number;
  const { then } = Promise.prototype;
  const call = Reflect.apply as (target: unknown, self: unknown, args: unknown[]) => unknown;
  const text = String;

  const describe = (error: unknown): string => {
    try {
      if (typeof error === 'object' && error !== null && 'message' in error) {
        const name = 'name' in error ? text(error.name) : 'Error';
        return `${name}: ${text(error.message)}`;
      }
      return typeof error === 'symbol' ? 'a symbol' : text(error);
    } catch {
      return 'an error that cannot be shown';
    }
  };
  const valueAt = (value: unknown, depth: number): Value => {
    switch (typeof value) {
      case 'undefined':
        return { undefined: true };
      case 'boolean':
      case 'string':
        return value;
      case 'number':
        return isFinite(value) ? value : { object: text(value) };
      case 'object': {
        if (value === null) return null;
        if (isArray(value) && depth < 3) {
          const items: Value[] = [];
          for (let i = 0; i < value.length && i < 100; i += 1) items[i] = valueAt(value[i], depth + 1);
          return items;
        }
        if ('message' in value) return { object: describe(value) };
        return { object: isArray(value) ? 'array' : 'object' };
      }
      default:
        return { object: typeof value };
    }
  };
  const isPromise = (value: unknown): value is Promise<unknown> =>
    typeof value === 'object' && value !== null && value instanceof Promise;
  const isThenable = (value: unknown): value is PromiseLike<unknown> =>
    ((typeof value === 'object' && value !== null) || typeof value === 'function') &&
    typeof (value as { then?: unknown }).then === 'function';
  const settle = (promise: Promise<unknown>, ok: (value: unknown) => void, bad: (error: unknown) => void): void => {
    call(then, promise, [ok, bad]);
  };
  const without = <T>(list: T[], item: T): void => {
    for (let i = 0; i < list.length; i += 1) {
      if (list[i] !== item) continue;
      for (let j = i + 1; j < list.length; j += 1) list[j - 1] = list[j] as T;
      list.length -= 1;
      return;
    }
  };

  return { describe, toValue: (value) => valueAt(value, 0), isPromise, isThenable, settle, without };
}
