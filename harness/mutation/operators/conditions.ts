import { instead, type Operator, textOf } from '../operator.js';

const WITH_TEST = ['IfStatement', 'ConditionalExpression', 'WhileStatement', 'DoWhileStatement', 'ForStatement'];

/** A check that is not made: as if it had always come out this way, or always that. */
export const forceCondition: Operator = {
  name: 'force-condition',
  mutate: ({ node }) => {
    const { test } = node;
    if (!WITH_TEST.includes(node.type) || !test || test.type === 'Literal') return [];
    return [instead(test, 'true'), instead(test, 'false')];
  },
};

/** A check the wrong way round. */
export const negateCondition: Operator = {
  name: 'negate-condition',
  mutate: (site) => {
    const { test } = site.node;
    if (!WITH_TEST.includes(site.node.type) || !test || test.type === 'Literal') return [];
    return [instead(test, `!(${textOf(site, test)})`)];
  },
};

/** Half of a condition forgotten, or `and` taken for `or`; `a ??= b` and `a ?? b` that do not look first. */
export const halfCondition: Operator = {
  name: 'half-condition',
  mutate: (site) => {
    const { node } = site;
    if (node.type === 'AssignmentExpression' && node.operator === '??=') {
      return [[{ start: node.left.end, end: node.right.start, text: ' = ' }]];
    }
    if (node.type !== 'LogicalExpression') return [];
    const [left, right] = [textOf(site, node.left), textOf(site, node.right)];
    const halves = [instead(node, left), instead(node, right)];
    if (node.operator === '??') return halves;
    return [...halves, instead(node, `(${left} ${node.operator === '&&' ? '||' : '&&'} ${right})`)];
  },
};

/** Whether the limit itself belongs to it; equal for unequal, where the answer is a value. */
export const comparison: Operator = {
  name: 'comparison',
  mutate: ({ node, ancestors }) => {
    if (node.type !== 'BinaryExpression') return [];
    const other = { '<': '<=', '<=': '<', '>': '>=', '>=': '>', '===': '!==', '!==': '===' }[node.operator];
    const isEquality = node.operator.endsWith('==');
    // As a condition it is negated already.
    if (other === undefined || (isEquality && ancestors[0]?.test === node)) return [];
    return [[{ start: node.left.end, end: node.right.start, text: ` ${other} ` }]];
  },
};

/** `true` for `false`. */
export const flipBoolean: Operator = {
  name: 'flip-boolean',
  mutate: ({ node }) =>
    node.type === 'Literal' && typeof node.value === 'boolean' ? [instead(node, String(!node.value))] : [],
};
