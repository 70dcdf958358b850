import type { Value } from '../history.js';
import { isUndefined } from '../history-builder.js';
import type { Model } from '../model.js';

/**
 * `push(value)`: boolean, `pop()`: the value or undefined when empty.
 *
 * `push` may be false only when the elements and the other operations under way together reach the capacity: one that
 * has taken a node and not yet linked it, or unlinked it and not yet freed it, keeps that node from others. One that was
 * stopped for ever keeps it for ever.
 */
export function lifoStack(capacity: number): Model<readonly Value[]> {
  return {
    name: `LIFO stack of capacity ${String(capacity)}`,
    ops: ['push', 'pop'],
    init: () => [],
    key: (state) => JSON.stringify(state),
    step(state, { op, args, outcome, crowd }) {
      if (outcome.type === 'throw') return [];
      if (op === 'push') {
        if (outcome.type === 'return' && outcome.value === false) {
          return state.length + crowd >= capacity ? [state] : [];
        }
        return outcome.type === 'pending' || outcome.value === true ? [[...state, args[0] ?? null]] : [];
      }
      const top = state.at(-1);
      if (outcome.type === 'pending') return top === undefined ? [] : [state.slice(0, -1)];
      if (isUndefined(outcome.value)) return top === undefined ? [state] : [];
      return top !== undefined && JSON.stringify(top) === JSON.stringify(outcome.value) ? [state.slice(0, -1)] : [];
    },
  };
}
