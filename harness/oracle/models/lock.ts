import type { Model } from '../model.js';

/** `acquire()`, `tryAcquire()`, `release()`, which throws if and only if nobody holds the lock. */
export function lockModel(): Model<boolean> {
  return {
    name: 'lock',
    ops: ['acquire', 'tryAcquire', 'release'],
    init: () => false,
    key: String,
    step(held, { op, outcome }) {
      if (op === 'release') {
        if (outcome.type === 'throw') return held ? [] : [false];
        return held ? [false] : [];
      }
      if (outcome.type === 'throw') return [];
      if (op === 'tryAcquire' && outcome.type === 'return' && outcome.value === false) return held ? [true] : [];
      return held ? [] : [true];
    },
  };
}

interface Ownership {
  owner: number;
  depth: number;
}

/** `acquire()`, again by its owner, and `release()` as often; `release` throws if and only if its caller is not the owner. */
export function reentrantLockModel(): Model<Ownership> {
  return {
    name: 'reentrant lock',
    ops: ['acquire', 'release'],
    init: () => ({ owner: -1, depth: 0 }),
    key: ({ owner, depth }) => `${String(owner)}x${String(depth)}`,
    step(state, { op, task, outcome }) {
      const mine = state.depth > 0 && state.owner === task;
      if (op === 'release') {
        if (outcome.type === 'throw') return mine ? [] : [state];
        if (!mine) return [];
        return [state.depth === 1 ? { owner: -1, depth: 0 } : { owner: task, depth: state.depth - 1 }];
      }
      if (outcome.type === 'throw') return [];
      return mine || state.depth === 0 ? [{ owner: task, depth: state.depth + 1 }] : [];
    },
  };
}
