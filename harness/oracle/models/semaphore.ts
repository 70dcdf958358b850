import type { Value } from '../history.js';
import type { Model } from '../model.js';

/**
 * `acquire(timeoutMs?)`, `tryAcquire()`, `release(n = 1)`; the state is the number of permits.
 *
 * `acquire` is false only with a timeout, and then at any time: whether a permit came together with the timeout is free.
 * `tryAcquire` may be false when operations under way might hold the permits for a moment: the contract does not say
 * that a permit taken for a look cannot be seen.
 */
export function semaphore(permits: number): Model<number> {
  return {
    name: `semaphore of ${String(permits)}`,
    ops: ['acquire', 'tryAcquire', 'release'],
    init: () => permits,
    key: String,
    step(state, { op, args, outcome, crowd }) {
      if (outcome.type === 'throw') return [];
      if (op === 'release') return [state + count(args[0])];
      const taken = state > 0 ? [state - 1] : [];
      if (outcome.type === 'pending') return taken;
      if (outcome.value !== false) return taken;
      const refused = op === 'acquire' ? typeof args[0] === 'number' : state <= crowd;
      return refused ? [state] : [];
    },
  };
}

function count(n: Value | undefined): number {
  return typeof n === 'number' ? n : 1;
}
