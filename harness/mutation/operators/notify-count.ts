import { atomicsCall } from '../atomics-call.js';
import { instead, type Operator, textOf } from '../operator.js';

/** Wakes one instead of all, or all instead of one; the same for a queue of waiters of which a part is taken out. */
export const notifyCount: Operator = {
  name: 'notify-count',
  mutate: ({ node, source }) => {
    const call = atomicsCall(node, source);
    if (call?.operation === 'notify') {
      const { memory, index, rest } = call;
      const [one, all] = [`Atomics.notify(${memory}, ${index}, 1)`, `Atomics.notify(${memory}, ${index})`];
      if (rest.length === 0) return [instead(node, one)];
      return rest[0] === '1' ? [instead(node, all)] : [instead(node, one), instead(node, all)];
    }
    if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return [];
    const name = textOf({ source }, node.callee.property);
    const [from, count, ...more] = node.arguments;
    if (name !== 'splice' || from === undefined || more.length > 0 || textOf({ source }, from) !== '0') return [];
    const rows = textOf({ source }, node.callee);
    if (count === undefined) return [instead(node, `${rows}(0, 1)`)];
    return [instead(node, `${rows}(0)`), instead(node, `${rows}(0, 1)`)];
  },
};
