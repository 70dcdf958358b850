import type { Value } from '../history.js';
import type { Model } from '../model.js';

/**
 * `append(record)` adds at the end, `records()` returns all records, the oldest first.
 *
 * An append whose process died before it returned may have taken effect, whole, or not at all; one that has returned is in
 * every later `records()`. Together with `linearizable` this is durable linearizability (Izraelevitz, Mendes and Scott,
 * DISC 2016), for processes that die while the memory lives on.
 */
export function appendLog(): Model<readonly Value[]> {
  return {
    name: 'append-only log',
    ops: ['append', 'records'],
    init: () => [],
    key: (records) => JSON.stringify(records),
    step(records, { op, args, outcome }) {
      if (outcome.type === 'throw') return [];
      if (op === 'append') return [[...records, args[0] ?? null]];
      return outcome.type === 'pending' || JSON.stringify(outcome.value) === JSON.stringify(records) ? [records] : [];
    },
  };
}
