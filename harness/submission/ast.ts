/** ESTree as far as the rewriting looks at it. */
import { visitorKeys } from 'oxc-parser';

/**
 * One shape for all kinds of node: a field is there for the kinds that have it (see ESTree) and must not be touched for
 * others. A union of all kinds would be exact, but every rule here asks for `type` first anyway.
 */
export interface Node {
  type: string;
  start: number;
  end: number;
  name: string;
  operator: string;
  kind: string;
  computed: boolean;
  optional: boolean;
  static: boolean;
  async: boolean;
  generator: boolean;
  await: boolean;
  prefix: boolean;
  method: boolean;
  shorthand: boolean;
  expression: Node;
  object: Node;
  property: Node;
  callee: Node;
  arguments: Node[];
  left: Node;
  right: Node;
  argument: Node;
  params: Node[];
  id: Node | null;
  /** A statement or an expression; where it is a list, use `statements`. */
  body: Node;
  init: Node | null;
  test: Node | null;
  update: Node | null;
  key: Node;
  properties: Node[];
  elements: (Node | null)[];
  expressions: Node[];
  quasis: Node[];
  quasi: Node;
  tag: Node;
  declarations: Node[];
  declaration: Node | null;
  specifiers: Node[];
  source: Node | null;
  local: Node;
  imported: Node;
  exported: Node | null;
  superClass: Node | null;
  label: Node | null;
  param: Node | null;
  cases: Node[];
  block: Node;
  handler: Node | null;
  finalizer: Node | null;
  consequent: Node[];
  discriminant: Node;
  meta: Node;
  decorators: Node[];
  /** A literal's value; for a property or method, use `valueNode`. */
  value: unknown;
  regex: unknown;
}

/** The list that is the body of a program, block, class body, static block or function body. */
export function statements(node: Node): Node[] {
  return node.body as unknown as Node[];
}

/** The value of a property, method or field, which is a node or absent. */
export function valueNode(node: Node): Node | null {
  return node.value as Node | null;
}

/** The children in the order of the source. */
export function children(node: Node): Node[] {
  const found: Node[] = [];
  const fields = node as unknown as Record<string, unknown>;
  for (const key of visitorKeys[node.type] ?? []) {
    const value = fields[key];
    if (Array.isArray(value)) {
      for (const item of value as (Node | null)[]) if (item !== null) found.push(item);
    } else if (typeof value === 'object' && value !== null) {
      found.push(value as Node);
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

/** Looks through parentheses. */
export function bare(node: Node): Node {
  let inner = node;
  while (inner.type === 'ParenthesizedExpression') inner = inner.expression;
  return inner;
}

export function isFunction(node: Node): boolean {
  return (
    node.type === 'FunctionDeclaration' || node.type === 'FunctionExpression' || node.type === 'ArrowFunctionExpression'
  );
}

export function isClass(node: Node): boolean {
  return node.type === 'ClassDeclaration' || node.type === 'ClassExpression';
}

const LOOPS = new Set(['WhileStatement', 'DoWhileStatement', 'ForStatement', 'ForOfStatement', 'ForInStatement']);
export function isLoop(node: Node): boolean {
  return LOOPS.has(node.type);
}

/** `a[k]` where k is not a string literal: what may be an element of shared memory. */
export function isElement(node: Node): boolean {
  return node.type === 'MemberExpression' && node.computed && !isString(node.property) && node.object.type !== 'Super';
}

function isString(node: Node): boolean {
  return node.type === 'Literal' && typeof node.value === 'string';
}

/** The name of a key that is written out, else undefined. */
export function keyName(node: Node): string | undefined {
  const key = node.key;
  if (!node.computed && (key.type === 'Identifier' || key.type === 'PrivateIdentifier')) return key.name;
  if (key.type === 'Literal' && key.regex === undefined) return String(key.value);
  return undefined;
}

/** The name in an import or export specifier, which may be a string. */
export function specifierName(node: Node): string {
  return node.type === 'Literal' ? String(node.value) : node.name;
}
