import { StepKind } from '../../submission/runtime.js';

/**
 * What a step does to a 32-bit cell, as `Atomics` defines it: the value stored, given what was there. Loads and failed
 * compare-exchanges store nothing.
 */
export function stores(kind: StepKind, before: number, a: number, b: number): number {
  switch (kind) {
    case StepKind.Write:
    case StepKind.Store:
    case StepKind.Exchange:
      return a;
    case StepKind.Add:
      return (before + a) | 0;
    case StepKind.Sub:
      return (before - a) | 0;
    case StepKind.And:
      return before & a;
    case StepKind.Or:
      return before | a;
    case StepKind.Xor:
      return before ^ a;
    case StepKind.CompareExchange:
      return before === a ? b : before;
    case StepKind.Read:
    case StepKind.Load:
    case StepKind.Wait:
    case StepKind.WaitAsync:
    case StepKind.Notify:
    case StepKind.Word:
      return before;
    default:
      return kind satisfies never;
  }
}

export function writes(kind: StepKind, before: number, a: number): boolean {
  if (kind === StepKind.Read || kind === StepKind.Load) return false;
  return kind !== StepKind.CompareExchange || before === a;
}

/** The names under which `Atomics` has the kinds. */
export const ATOMICS_NAMES: Partial<Record<StepKind, keyof typeof Atomics & string>> = {
  [StepKind.Load]: 'load',
  [StepKind.Store]: 'store',
  [StepKind.Add]: 'add',
  [StepKind.Sub]: 'sub',
  [StepKind.And]: 'and',
  [StepKind.Or]: 'or',
  [StepKind.Xor]: 'xor',
  [StepKind.Exchange]: 'exchange',
  [StepKind.CompareExchange]: 'compareExchange',
  [StepKind.Wait]: 'wait',
  [StepKind.Notify]: 'notify',
};

/** The timeout of a wait in milliseconds, or undefined where it waits for ever, as ECMA-262 reads the argument. */
export function timeoutOf(value: unknown): number | undefined {
  const number = value === undefined ? Number.NaN : Number(value);
  if (Number.isNaN(number) || number === Number.POSITIVE_INFINITY) return undefined;
  return Math.max(number, 0);
}
