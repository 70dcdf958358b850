import { instead, type Operator, textOf } from '../operator.js';

const OTHER_END: Readonly<Record<string, string>> = { shift: 'pop', pop: 'shift', push: 'unshift', unshift: 'push' };

/** The other end of a list: last come, first served. */
export const queueOrder: Operator = {
  name: 'queue-order',
  mutate: (site) => {
    const { node } = site;
    if (node.type === 'MemberExpression' && node.computed && node.property.value === 0) {
      return [instead(node, `${textOf(site, node.object)}.at(-1)`)];
    }
    if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return [];
    const other = OTHER_END[node.callee.property.name];
    return other === undefined ? [] : [instead(node.callee.property, other)];
  },
};
