import { atomicsCall } from '../atomics-call.js';
import { instead, isStatement, type Operator } from '../operator.js';

/** One indivisible operation becomes two, a load and a store: another thread may come in between. */
export const splitAtomic: Operator = {
  name: 'split-atomic',
  mutate: (site) => {
    const call = atomicsCall(site.node, site.source);
    if (call === undefined) return [];
    const { operation, memory, index, rest } = call;
    const load = `Atomics.load(${memory}, ${index})`;
    const store = (value: string): string => `Atomics.store(${memory}, ${index}, ${value})`;
    const [first = '', second = ''] = rest;
    const before = (value: string): string => `[${load}, ${store(value)}][0]`;
    const infix = { add: '+', sub: '-', and: '&', or: '|', xor: '^' }[operation];
    if (infix !== undefined) {
      const value = `${load} ${infix} (${first})`;
      return [instead(site.node, isStatement(site) ? store(value) : before(value))];
    }
    if (operation === 'compareExchange') {
      const guarded = `((seen$) => (seen$ === (${first}) && ${store(second)}, seen$))(${load})`;
      return [instead(site.node, guarded)];
    }
    // Where nobody asks what was there before, an exchange is a store.
    return operation === 'exchange' && !isStatement(site) ? [instead(site.node, before(first))] : [];
  },
};

/** A compare-exchange that does not compare. */
export const blindExchange: Operator = {
  name: 'blind-exchange',
  mutate: ({ node, source }) => {
    const call = atomicsCall(node, source);
    if (call?.operation !== 'compareExchange') return [];
    return [instead(node, `Atomics.exchange(${call.memory}, ${call.index}, ${call.rest[1] ?? ''})`)];
  },
};
