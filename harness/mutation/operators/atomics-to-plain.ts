import { atomicsCall } from '../atomics-call.js';
import { instead, isStatement, type Operator } from '../operator.js';

/** An atomic access becomes a plain one: a data race wherever another thread can be there at the same time. */
export const atomicsToPlain: Operator = {
  name: 'atomics-to-plain',
  mutate: (site) => {
    const call = atomicsCall(site.node, site.source);
    if (call === undefined) return [];
    const cell = `${call.memory}[${call.index}]`;
    const [value = ''] = call.rest;
    const sign = { add: '+', sub: '-' }[call.operation];
    if (call.operation === 'load') return [instead(site.node, cell)];
    if (call.operation === 'store') return [instead(site.node, `(${cell} = ${value})`)];
    if (sign === undefined) return [];
    const changed = `(${cell} ${sign}= ${value})`;
    const undone = `(${changed} ${sign === '+' ? '-' : '+'} (${value}))`;
    return [instead(site.node, isStatement(site) ? changed : undone)];
  },
};
