import type { Model } from '../model.js';
import type { Operation } from '../operations.js';

/** One object of the model for each value of the first argument, each judged apart. */
export function keyed<State>(model: Model<State>): Model<State> {
  return {
    ...model,
    name: `${model.name} for each key`,
    step: (state, operation) => model.step(state, { ...operation, args: operation.args.slice(1) }),
    partition(operations) {
      const parts = new Map<string, Operation[]>();
      for (const operation of operations) {
        const key = JSON.stringify(operation.args[0] ?? null);
        parts.set(key, [...(parts.get(key) ?? []), operation]);
      }
      return [...parts.values()];
    },
  };
}
