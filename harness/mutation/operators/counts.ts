import { atomicsCall } from '../atomics-call.js';
import { enclosing, instead, type Operator, textOf } from '../operator.js';

/** A number that is one too small or one too large. */
export const offByOne: Operator = {
  name: 'off-by-one',
  mutate: (site) => {
    const { node } = site;
    if (node.type === 'Identifier' && node.name === 'Infinity') return [instead(node, '1')];
    if (node.type !== 'Literal' || typeof node.value !== 'number') return [];
    const less = instead(node, node.value === 0 ? '(-1)' : String(node.value - 1));
    // More cells than are needed break no promise.
    return enclosing(site) === 'cells' ? [less] : [instead(node, String(node.value + 1)), less];
  },
};

const OPPOSITE: Readonly<Record<string, string>> = {
  '+': '-',
  '-': '+',
  '*': '+',
  '/': '*',
  '%': '+',
  '&': '|',
  '|': '&',
  '<<': '>>',
  '>>': '<<',
  '+=': '-=',
  '-=': '+=',
};
const NAMED: Readonly<Record<string, string>> = { min: 'max', max: 'min', floor: 'ceil', ceil: 'floor' };

/** Counts in the wrong direction, or calculates with the wrong operator. */
export const arithmetic: Operator = {
  name: 'arithmetic',
  mutate: (site) => {
    const { node, source } = site;
    const opposite = OPPOSITE[node.operator];
    if (/^(Binary|Assignment)Expression$/.test(node.type) && opposite !== undefined) {
      const isText = [node.left, node.right].some(
        ({ type, value }) => type === 'TemplateLiteral' || typeof value === 'string',
      );
      return isText ? [] : [[{ start: node.left.end, end: node.right.start, text: ` ${opposite} ` }]];
    }
    if (node.type === 'UnaryExpression' && /^[-~]$/.test(node.operator))
      return [instead(node, textOf(site, node.argument))];
    if (node.type === 'UpdateExpression') return [instead(node, flipped(textOf(site, node)))];
    const call = atomicsCall(node, source);
    if (call?.operation === 'add' || call?.operation === 'sub') {
      return [instead(node.callee.property, call.operation === 'add' ? 'sub' : 'add')];
    }
    if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return [];
    const other = node.callee.object.name === 'Math' ? NAMED[node.callee.property.name] : undefined;
    return other === undefined ? [] : [instead(node.callee.property, other)];
  },
};

function flipped(update: string): string {
  return update.includes('++') ? update.replace('++', '--') : update.replace('--', '++');
}
