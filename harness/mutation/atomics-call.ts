import type { Node } from '../submission/ast.js';

/** `Atomics.operation(memory, index, …)`, its arguments as text. */
export interface AtomicsCall {
  operation: string;
  memory: string;
  index: string;
  /** What follows memory and index. */
  rest: string[];
}

/** Undefined where the node is no such call. */
export function atomicsCall(node: Node, source: string): AtomicsCall | undefined {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return undefined;
  const { object, property } = node.callee;
  if (object.type !== 'Identifier' || object.name !== 'Atomics') return undefined;
  const [memory, index, ...rest] = node.arguments.map(({ start, end }) => source.slice(start, end));
  if (memory === undefined || index === undefined) return undefined;
  return { operation: property.name, memory, index, rest };
}
