/** Destructuring and spread: what iterates, and may iterate over shared memory. */
import { isElement, valueNode, type Node } from './ast.js';
import { EFFECT, memberText, storeInto } from './emit-members.js';
import type { Emitter } from './emitter.js';

/** An element that a pattern assigns to: the pattern fills `name`, which is stored afterwards. */
interface Store {
  target: Node;
  name: string;
}

/** A pattern's text. @param stores where elements are assigned to, collects them */
export function pattern(e: Emitter, node: Node, stores?: Store[]): string {
  switch (node.type) {
    case 'AssignmentPattern': {
      const value = (): string =>
        node.left.type === 'Identifier' ? e.named(node.right, JSON.stringify(node.left.name)) : e.emit(node.right);
      return `${pattern(e, node.left, stores)} = ${inPlace(e, value)}`;
    }
    case 'ArrayPattern':
      return `[${node.elements.map((element) => (element === null ? '' : pattern(e, element, stores))).join(', ')}${node.elements.at(-1) === null ? ',' : ''}]`;
    case 'ObjectPattern':
      return `{ ${node.properties.map((property) => propertyPattern(e, property, stores)).join(', ')} }`;
    case 'RestElement':
      return `...${pattern(e, node.argument, stores)}`;
    case 'ParenthesizedExpression':
      return pattern(e, node.expression, stores);
    case 'MemberExpression': {
      if (!isElement(node) || stores === undefined) return memberText(e, node);
      const name = e.temporaries.take();
      stores.push({ target: node, name });
      return name;
    }
    default:
      return e.emit(node);
  }
}

function propertyPattern(e: Emitter, property: Node, stores?: Store[]): string {
  if (property.type === 'RestElement') return pattern(e, property, stores);
  const key = property.computed ? `[${inPlace(e, () => e.emit(property.key))}]` : e.text(property.key);
  const value = valueNode(property);
  return value === null ? key : `${key}: ${pattern(e, value, stores)}`;
}

/** Among parameters an expression has to bring its own temporaries. */
function inPlace(e: Emitter, emit: () => string): string {
  return e.context.parameters === true ? e.selfContained(e.context.owner, emit) : emit();
}

export function declarator(e: Emitter, node: Node): string {
  // a declarator always has an `id`
  const id = node.id as Node;
  if (id.type === 'Identifier') {
    return node.init === null ? id.name : `${id.name} = ${e.named(node.init, JSON.stringify(id.name))}`;
  }
  const text = pattern(e, id);
  return node.init === null ? text : `${text} = ${taken(e, id, node.init)}`;
}

/** The value that a pattern takes apart. */
function taken(e: Emitter, target: Node, value: Node): string {
  if (target.type !== 'ArrayPattern' || value.type === 'ArrayExpression') return e.emit(value);
  return iterated(e, target, e.emit(value), value);
}

/** @param written the expression behind the value, for the error message if it cannot be iterated over */
export function consumed(e: Emitter, value: string, written?: Node): string {
  let text = '(intermediate value)';
  if (written?.type === 'Identifier' || written?.type === 'Literal') text = e.text(written);
  else if (written?.type === 'CallExpression' && written.callee.type === 'Identifier') {
    text = `${written.callee.name} is not a function or its return value`;
  }
  return `${e.helper('__il_consume')}(${value}, ${JSON.stringify(text)})`;
}

/** @param value text for what `by` (an array pattern or a spread) iterates over */
export function iterated(e: Emitter, by: Node, value: string, written?: Node): string {
  const endless = by.type !== 'ArrayPattern' || by.elements.at(-1)?.type === 'RestElement';
  const count = endless ? 'Infinity' : String(by.elements.length);
  const source = consumed(e, value, written);
  if (!e.twin) return `${e.helper('__il_elementsHere')}(${source}, ${count}, ${e.site(by)})`;
  return e.scoped(() => {
    const name = e.temporaries.take();
    const shared = `__il_rt.shared(${name}) && typeof ${name}.length === "number"`;
    return `(${name} = ${source}, ${shared} ? yield* ${e.helper('__il_elements')}(${name}, ${count}, ${e.site(by)}) : ${name})`;
  });
}

/** `...value` in a list. */
export function spread(e: Emitter, node: Node): string {
  if (node.argument.type === 'ArrayExpression') return `...${e.emit(node.argument)}`;
  return `...${iterated(e, node, e.emit(node.argument), node.argument)}`;
}

/** `pattern = right` as an expression. */
export function assignPattern(e: Emitter, target: Node, right: Node): string {
  return e.scoped(() => {
    const stores: Store[] = [];
    const text = pattern(e, target, stores);
    if (stores.length === 0) return `(${EFFECT}, ${text} = ${taken(e, target, right)})`;
    const whole = e.temporaries.take();
    const from =
      target.type === 'ArrayPattern' && right.type !== 'ArrayExpression' ? iterated(e, target, whole) : whole;
    const after = stores.map((store) => storeInto(e, store.target, store.name)).join(', ');
    return `(${EFFECT}, ${whole} = ${e.emit(right)}, ${text} = ${from}, ${after}, ${whole})`;
  });
}

/** A statement that gives a value, named by text, to the left side of a `for … of` or `for … in`. */
export function receive(e: Emitter, left: Node, value: string): string {
  if (left.type === 'VariableDeclaration') {
    const id = left.declarations[0]?.id;
    if (id === undefined || id === null) throw new Error('a loop declares one name or pattern');
    return `${left.kind} ${pattern(e, id)} = ${id.type === 'ArrayPattern' ? iterated(e, id, value) : value};`;
  }
  return `${e.scoped(() => {
    const stores: Store[] = [];
    const target = isElement(left) ? e.temporaries.take() : pattern(e, left, stores);
    if (isElement(left)) stores.push({ target: left, name: target });
    const from = left.type === 'ArrayPattern' ? iterated(e, left, value) : value;
    const after = stores.map((store) => `, ${storeInto(e, store.target, store.name)}`).join('');
    return `(${EFFECT}, ${target} = ${from}${after})`;
  })};`;
}
