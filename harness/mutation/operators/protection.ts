import type { Node } from '../../submission/ast.js';
import { instead, type Operator, textOf } from '../operator.js';

/** Cleaning up that is left out where an error passes by, or everywhere. */
export const omitFinally: Operator = {
  name: 'omit-finally',
  mutate: (site) => {
    const { node } = site;
    if (node.type === 'TryStatement' && node.finalizer) {
      const rest = node.handler ? textOf(site, { start: node.start, end: node.handler.end }) : textOf(site, node.block);
      return [
        instead(node, `${rest} ${textOf(site, node.finalizer)}`),
        instead(node, node.handler ? rest : textOf(site, node.block)),
      ];
    }
    return chained(node, 'finally') ? [instead(node, textOf(site, node.callee.object))] : [];
  },
};

/** An error that is not caught. */
export const omitCatch: Operator = {
  name: 'omit-catch',
  mutate: (site) => {
    const { node } = site;
    if (node.type === 'TryStatement' && node.handler) {
      const after = node.finalizer ? ` finally ${textOf(site, node.finalizer)}` : '';
      return [instead(node, after === '' ? textOf(site, node.block) : `try ${textOf(site, node.block)}${after}`)];
    }
    return chained(node, 'catch') ? [instead(node, textOf(site, node.callee.object))] : [];
  },
};

function chained(node: Node, name: string): boolean {
  return (
    node.type === 'CallExpression' && node.callee.type === 'MemberExpression' && node.callee.property.name === name
  );
}
