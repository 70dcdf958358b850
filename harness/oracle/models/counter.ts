import { isUndefined } from '../history-builder.js';
import type { Model } from '../model.js';

/** `increment()`, `decrement()`, `add(n)`: return nothing or the new value; `read()`: returns the value. */
export function counter(initial = 0): Model<number> {
  return {
    name: 'counter',
    ops: ['increment', 'decrement', 'add', 'read'],
    init: () => initial,
    key: String,
    step(state, { op, args, outcome }) {
      if (outcome.type === 'throw') return [];
      const change = { increment: 1, decrement: -1, read: 0 }[op] ?? (args[0] as number);
      const next = state + change;
      if (outcome.type === 'pending') return [next];
      const silent = op !== 'read' && isUndefined(outcome.value);
      return silent || outcome.value === next ? [next] : [];
    },
  };
}
