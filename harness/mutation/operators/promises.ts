import type { Node } from '../../submission/ast.js';
import { instead, type Operator, type Site, textOf } from '../operator.js';

/** Does not wait for what has been started. */
export const dropAwait: Operator = {
  name: 'drop-await',
  mutate: (site) =>
    site.node.type === 'AwaitExpression' ? [instead(site.node, `(${textOf(site, site.node.argument)})`)] : [],
};

/** A promise that is resolved before what it stands for has happened. */
export const earlyResolve: Operator = {
  name: 'early-resolve',
  mutate: (site) => {
    const executor = executorOf(site.node);
    const resolve = executor?.params[0];
    if (executor === undefined || resolve?.type !== 'Identifier') return [];
    const { body } = executor;
    const call = `${resolve.name}(undefined)`;
    if (body.type === 'BlockStatement' || body.type === 'FunctionBody') {
      return [[{ start: body.start + 1, end: body.start + 1, text: ` ${call};` }]];
    }
    return [instead(body, `(${call}, ${textOf(site, body)})`)];
  },
};

/** Success for failure, and the other way round. */
export const wrongSettlement: Operator = {
  name: 'wrong-settlement',
  mutate: ({ node, ancestors }) => {
    if (node.type !== 'CallExpression') return [];
    const { callee } = node;
    if (callee.type === 'MemberExpression' && callee.object.name === 'Promise') {
      const other = { resolve: 'reject', reject: 'resolve' }[callee.property.name];
      return other === undefined ? [] : [instead(callee.property, other)];
    }
    if (callee.type !== 'Identifier') return [];
    const [resolve, reject] = settlers(ancestors);
    if (resolve === undefined || reject === undefined) return [];
    if (callee.name === resolve) return [instead(callee, reject)];
    return callee.name === reject ? [instead(callee, resolve)] : [];
  },
};

/** The names by which the innermost executor settles its promise. */
function settlers(ancestors: Site['ancestors']): (string | undefined)[] {
  for (const node of ancestors) {
    const executor = executorOf(node);
    if (executor !== undefined) return executor.params.map((param) => param.name);
  }
  return [];
}

function executorOf(node: Node): Node | undefined {
  if (node.type !== 'NewExpression' || node.callee.name !== 'Promise') return undefined;
  const [executor] = node.arguments;
  return executor?.type === 'ArrowFunctionExpression' ? executor : undefined;
}
