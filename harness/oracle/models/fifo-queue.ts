import type { Value } from '../history.js';
import { isUndefined } from '../history-builder.js';
import type { Model } from '../model.js';
import type { Operation } from '../operations.js';

interface Queue {
  items: readonly Value[];
  closed: boolean;
}

/**
 * `put(value)` waits while full, `get()` while empty, `tryPut(value)`, `tryGet()` never wait, `close()`.
 *
 * After `close`: `put` throws, `tryPut` is false or throws, `get` drains and then returns undefined. Whoever waits when
 * `close` comes returns or throws, as the implementation likes: a `put` that overlaps `close` may still go in, or
 * return without having gone in; a `get` that overlaps it may throw.
 *
 * @param initially what is in the queue when the scenario begins, the oldest first
 */
export function fifoQueue(capacity: number, initially: readonly Value[] = []): Model<Queue> {
  return {
    name: `FIFO queue of capacity ${String(capacity)}`,
    ops: ['put', 'get', 'tryPut', 'tryGet', 'close'],
    init: () => ({ items: initially, closed: false }),
    key: ({ items, closed }) => `${closed ? 'closed' : 'open'}${JSON.stringify(items)}`,
    step(state, operation) {
      switch (operation.op) {
        case 'put':
          return put(state, operation, capacity);
        case 'tryPut':
          return tryPut(state, operation, capacity);
        case 'close':
          return operation.outcome.type === 'throw' ? [] : [{ ...state, closed: true }];
        default:
          return get(state, operation);
      }
    },
  };
}

function put(state: Queue, { args, outcome, overlaps }: Operation, capacity: number): Queue[] {
  const room = state.items.length < capacity;
  if (outcome.type === 'throw') return state.closed ? [state] : [];
  const caught = state.closed && overlaps.includes('close');
  const next: Queue[] = [];
  if (room && (!state.closed || caught)) next.push(added(state, args[0]));
  if (caught) next.push(state);
  return next;
}

function tryPut(state: Queue, { args, outcome }: Operation, capacity: number): Queue[] {
  const possible = !state.closed && state.items.length < capacity;
  switch (outcome.type) {
    case 'throw':
      return state.closed ? [state] : [];
    case 'pending':
      return possible ? [added(state, args[0])] : [];
    case 'return':
      if (outcome.value === true) return possible ? [added(state, args[0])] : [];
      return outcome.value === false && !possible ? [state] : [];
    default:
      return outcome satisfies never;
  }
}

function get(state: Queue, { op, outcome, overlaps }: Operation): Queue[] {
  const [head] = state.items;
  const rest = { ...state, items: state.items.slice(1) };
  const mayBeEmpty = head === undefined && (state.closed || op === 'tryGet');
  switch (outcome.type) {
    case 'throw':
      return head === undefined && state.closed && overlaps.includes('close') ? [state] : [];
    case 'pending':
      return head === undefined ? [] : [rest];
    case 'return':
      if (isUndefined(outcome.value)) return mayBeEmpty ? [state] : [];
      return head !== undefined && JSON.stringify(head) === JSON.stringify(outcome.value) ? [rest] : [];
    default:
      return outcome satisfies never;
  }
}

function added(state: Queue, value: Value = null): Queue {
  return { ...state, items: [...state.items, value] };
}
