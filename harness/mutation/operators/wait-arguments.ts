import { atomicsCall } from '../atomics-call.js';
import { instead, type Operator } from '../operator.js';

/** Sleeps on whatever the cell holds by now, so that a change since the last look is not noticed. */
export const freshExpectation: Operator = {
  name: 'fresh-expectation',
  mutate: ({ node, source }) => {
    const call = atomicsCall(node, source);
    if (call?.operation !== 'wait') return [];
    const { memory, index, rest } = call;
    const expected = [`Atomics.load(${memory}, ${index})`, ...rest.slice(1)].join(', ');
    return [instead(node, `Atomics.wait(${memory}, ${index}, ${expected})`)];
  },
};

/** Sleeps for ever where a timeout was given. */
export const omitTimeout: Operator = {
  name: 'omit-timeout',
  mutate: ({ node, source }) => {
    const call = atomicsCall(node, source);
    if (call?.operation !== 'wait' || call.rest[1] === undefined) return [];
    return [instead(node, `Atomics.wait(${call.memory}, ${call.index}, ${call.rest[0] ?? ''})`)];
  },
};
