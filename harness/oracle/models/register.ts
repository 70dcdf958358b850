import type { Value } from '../history.js';
import type { Model } from '../model.js';

/** `read()`, `write(value)`, `cas(expected, value)`: true where it replaced. */
export function register(initial: Value = 0): Model<Value> {
  return {
    name: 'register',
    ops: ['read', 'write', 'cas'],
    init: () => initial,
    key: (state) => JSON.stringify(state),
    step(state, { op, args, outcome }) {
      if (outcome.type === 'throw') return [];
      const [first = null, second = null] = args;
      switch (op) {
        case 'write':
          return [first];
        case 'cas': {
          const matches = same(state, first);
          if (outcome.type === 'pending') return [matches ? second : state];
          return matches === outcome.value ? [matches ? second : state] : [];
        }
        default:
          return outcome.type === 'pending' || same(outcome.value, state) ? [state] : [];
      }
    },
  };
}

function same(a: Value, b: Value): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
