/** What a mutation operator is: a mistake that somebody could make, tried at every place where it can be made. */
import type { Node } from '../submission/ast.js';

/** Text that takes the place of `[start, end)`, in UTF-16 units of the source. */
export interface Edit {
  start: number;
  end: number;
  text: string;
}

/** A node with where it stands. */
export interface Site {
  readonly node: Node;
  /** From the parent outwards to the program. */
  readonly ancestors: readonly Node[];
  readonly source: string;
}

export interface Operator {
  /** As in `off-by-one`: a part of the ids of its mutants. */
  readonly name: string;
  /** The mistakes that can be made at this very node, each as the edits that make it. The edits do not overlap. */
  readonly mutate: (site: Site) => readonly Edit[][];
}

export function textOf({ source }: Pick<Site, 'source'>, node: Pick<Node, 'start' | 'end'>): string {
  return source.slice(node.start, node.end);
}

/** One mutation that writes something else in the node's place. */
export function instead(node: Pick<Node, 'start' | 'end'>, text: string): Edit[] {
  return [{ start: node.start, end: node.end, text }];
}

/** Nobody reads what the expression gives. */
export function isStatement({ ancestors }: Site): boolean {
  return ancestors[0]?.type === 'ExpressionStatement';
}

const METHODS = ['MethodDefinition', 'PropertyDefinition'];

/** The name of the innermost method or named function around a node; `module` outside of all. */
export function enclosing({ ancestors, source }: Site): string {
  for (const [depth, node] of ancestors.entries()) {
    if (METHODS.includes(node.type)) return textOf({ source }, node.key);
    if (node.type === 'FunctionDeclaration' && node.id !== null) return node.id.name;
    const isFunction = /^(Arrow)?FunctionExpression$/.test(ancestors[depth - 1]?.type ?? '');
    if (node.type === 'VariableDeclarator' && isFunction) return textOf({ source }, node.id ?? node);
  }
  return 'module';
}
