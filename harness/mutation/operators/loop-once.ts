import { children, type Node } from '../../submission/ast.js';
import { instead, type Operator, textOf } from '../operator.js';

/** `if` for `while`: what has been waited for is not checked again. */
export const whileToIf: Operator = {
  name: 'while-to-if',
  mutate: (site) => {
    const { node } = site;
    if (node.type !== 'WhileStatement' || node.test === null || leaves(node.body)) return [];
    return [instead(node, `if (${textOf(site, node.test)}) ${textOf(site, node.body)}`)];
  },
};

/** One round of a loop and no more: a try that is not repeated, or a wake-up for the first only. */
export const loopOnce: Operator = {
  name: 'loop-once',
  mutate: ({ node }) => {
    if (!/^For(Of|In)?Statement$/.test(node.type)) return [];
    const { body } = node;
    const end =
      body.type === 'BlockStatement' ? [{ start: body.end - 1, end: body.end, text: ' break; }' }] : undefined;
    return [
      end ?? [
        { start: body.start, end: body.start, text: '{ ' },
        { start: body.end, end: body.end, text: ' break; }' },
      ],
    ];
  },
};

/** A `break` or `continue` of this loop stands in it, which means nothing outside of a loop. */
function leaves(node: Node): boolean {
  if (node.type === 'BreakStatement' || node.type === 'ContinueStatement') return true;
  if (/Function|Loop|^(For|While|DoWhile|Switch)/.test(node.type)) return false;
  return children(node).some(leaves);
}
