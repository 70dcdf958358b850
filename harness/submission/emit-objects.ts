/** Object literals: methods become pairs, everything else stays. */
import { bare, isFunction, keyName, valueNode, type Node } from './ast.js';
import { functionRest, functionPrefix, pairText, twinRest } from './emit-functions.js';
import type { Emitter } from './emitter.js';
import { needsTwin } from './switchable.js';

export function objectLiteral(e: Emitter, node: Node): string {
  return e.scoped(() => {
    // methods that use `super` must stay methods, so they are converted after the fact
    const converted: string[] = [];
    const properties = node.properties.map((property) => e.scoped(() => propertyText(e, property, converted)));
    const literal = `{ ${properties.join(', ')} }`;
    if (converted.length === 0) return literal;
    const name = e.temporaries.take();
    return `(${name} = ${literal}, __il_rt.methods(${name}, [${converted.join(', ')}]), ${name})`;
  });
}

function propertyText(e: Emitter, property: Node, converted: string[]): string {
  if (property.type === 'SpreadElement') return `...${e.emit(property.argument)}`;
  // only a pattern's property can lack a value
  const value = valueNode(property) as Node;
  if (property.method || property.kind !== 'init') return methodText(e, property, value, converted);
  if (property.shorthand) {
    const text = e.emit(value);
    return text === property.key.name ? text : `${property.key.name}: ${text}`;
  }
  const inner = bare(value);
  if (!isFunction(inner) || inner.id !== null) return `${plainKey(e, property)}: ${e.emit(value)}`;
  const { key, name } = namedKey(e, property);
  return `${key}: ${e.named(value, name)}`;
}

function methodText(e: Emitter, property: Node, value: Node, converted: string[]): string {
  const twin = property.method && needsTwin(value, e.scopes);
  if (!twin) {
    const accessor = property.kind === 'init' ? '' : `${property.kind} `;
    return `${accessor}${functionPrefix(value)}${plainKey(e, property)}${functionRest(e, value)}`;
  }
  const written = keyName(property);
  if (e.scopes.info(value).superUsed && written !== undefined) {
    converted.push(JSON.stringify(written));
    return `*${plainKey(e, property)}${twinRest(e, value)}`;
  }
  const { key, name } = namedKey(e, property);
  // `__proto__: f` would set the prototype, which `__proto__() {}` does not
  return `${written === '__proto__' ? '["__proto__"]' : key}: ${pairText(e, value, name, 'method')}`;
}

function plainKey(e: Emitter, property: Node): string {
  return property.computed ? `[${e.emit(property.key)}]` : e.text(property.key);
}

/** A key, with the text for the name that a function gets from it. */
function namedKey(e: Emitter, property: Node): { key: string; name: string } {
  const written = keyName(property);
  if (written !== undefined) return { key: plainKey(e, property), name: JSON.stringify(written) };
  const temporary = e.temporaries.take();
  return {
    key: `[(${temporary} = ${e.helper('__il_pk')}(${e.emit(property.key)}))]`,
    name: `${e.helper('__il_name')}(${temporary})`,
  };
}
