/** The operations of a history with their intervals: what a linearizability model looks at. */
import type { History, Value } from './history.js';

export type Outcome =
  | { type: 'return'; value: Value }
  | { type: 'throw'; error: string }
  /** Invoked and never answered: it may have taken effect at any time since, or not at all. */
  | { type: 'pending' };

export interface Operation {
  call: number;
  task: number;
  op: string;
  args: readonly Value[];
  outcome: Outcome;
  /** Index of the invocation among the events. */
  from: number;
  /** Index of the response; infinite for a pending operation. */
  to: number;
  /** Names of the operations that overlap this one. */
  overlaps: readonly string[];
  /** The largest number of other operations that are under way at one moment of this one. */
  crowd: number;
}

/** The operations with these names, in the order of their invocations. */
export function operationsOf(history: History, names: ReadonlySet<string>): Operation[] {
  const operations: Operation[] = [];
  const open = new Map<number, Operation>();
  for (const [index, event] of history.events.entries()) {
    if (event.type === 'invoke' && names.has(event.op)) {
      const { call, task, op, args } = event;
      const operation: Operation = {
        call,
        task,
        op,
        args,
        outcome: { type: 'pending' },
        from: index,
        to: Infinity,
        overlaps: [],
        crowd: 0,
      };
      operations.push(operation);
      open.set(call, operation);
    } else if (event.type === 'return' || event.type === 'throw') {
      const operation = open.get(event.call);
      if (operation === undefined) continue;
      open.delete(event.call);
      operation.to = index;
      operation.outcome =
        event.type === 'return' ? { type: 'return', value: event.value } : { type: 'throw', error: event.error };
    }
  }
  for (const operation of operations) describeNeighbours(operation, operations);
  return operations;
}

function describeNeighbours(operation: Operation, all: readonly Operation[]): void {
  const others = all.filter((other) => other !== operation && other.from < operation.to && operation.from < other.to);
  operation.overlaps = others.map((other) => other.op);
  // The number under way grows only at invocations, so it is enough to look there and at the operation's own beginning.
  const moments = [operation.from, ...others.map((other) => other.from)].filter((moment) => moment >= operation.from);
  operation.crowd = moments.reduce(
    (most, moment) => Math.max(most, others.filter((other) => other.from <= moment && moment < other.to).length),
    0,
  );
}

/** As in `put(1)` or `get() → 2`. */
export function operationText({ op, args, outcome }: Operation): string {
  const call = `${op}(${args.map(valueText).join(', ')})`;
  switch (outcome.type) {
    case 'return': {
      const value = valueText(outcome.value);
      return value === 'undefined' ? call : `${call} → ${value}`;
    }
    case 'throw':
      return `${call} throws ${outcome.error}`;
    case 'pending':
      return `${call} …`;
    default:
      return outcome satisfies never;
  }
}

function valueText(value: Value): string {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return 'undefined' in value ? 'undefined' : value.object;
  }
  return JSON.stringify(value);
}
