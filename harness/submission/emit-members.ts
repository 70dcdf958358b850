/** Reads, writes, updates and deletions of members and variables. */
import { bare, isElement, type Node } from './ast.js';
import { guarded, link } from './emit-calls.js';
import type { Emitter } from './emitter.js';
import { assignPattern } from './emit-patterns.js';
import { privateTwin } from './private-names.js';
import { StepKind } from './runtime.js';

export const EFFECT = '__il_rt.effect()';

/** What follows the object in a member expression: `.name`, `.#name` or `["name"]`. */
export function memberSuffix(e: Emitter, node: Node): string {
  return (
    e.source.slice(node.object.end, node.property.start) +
    (node.computed ? e.emit(node.property) : e.text(node.property)) +
    e.source.slice(node.property.end, node.end)
  );
}

/** The same without `?.`. */
export function plainSuffix(e: Emitter, node: Node): string {
  return node.computed ? `[${e.emit(node.property)}]` : `.${e.text(node.property)}`;
}

/** A read of a private getter that has a twin, else null. */
export function privateRead(e: Emitter, node: Node, object?: string): string | null {
  if (!e.twin || node.computed || node.property.type !== 'PrivateIdentifier' || node.object.type === 'Super')
    return null;
  const { name } = node.property;
  if (e.privateNames?.kind(name) !== 'getter') return null;
  return `(yield* ${object ?? e.emit(node.object)}.${privateTwin(name)}())`;
}

/** A step in the current context, as an expression for its value. Operands are evaluated twice or never: give names. */
export function stepText(e: Emitter, kind: StepKind, site: string, operands: string): string {
  return e.twin
    ? `(__il_rt.step(${String(kind)}, ${site}, ${operands}) && (yield __il_SW), __il_rt.perform())`
    : `__il_rt.stepHere(${String(kind)}, ${site}, ${operands})`;
}

/** An element named by temporaries (or by what is as good as one). */
interface Place {
  object: string;
  key: string;
  /** The test for an element of shared memory; normalises the key where it has to. */
  shared: string;
  site: string;
}

function place(e: Emitter, node: Node, object: string, key: string): Place {
  const numeric = node.property.type === 'Literal' && typeof node.property.value === 'number';
  const shared = `__il_rt.shared(${object})${numeric ? '' : ` && typeof (${key} = ${e.helper('__il_ix')}(${key})) === "number"`}`;
  return { object, key, shared, site: e.site(node) };
}

function readText(e: Emitter, at: Place): string {
  return `(${at.shared} ? ${stepText(e, StepKind.Read, at.site, `${at.object}, ${at.key}`)} : ${at.object}[${at.key}])`;
}
/** The value must be a name; it is also the result. */
function writeText(e: Emitter, at: Place, value: string): string {
  const step = stepText(e, StepKind.Write, at.site, `${at.object}, ${at.key}, ${value}`);
  return `(${at.shared} ? (${step}, ${value}) : (${EFFECT}, ${at.object}[${at.key}] = ${value}))`;
}

/** Puts object and key into temporaries; the text to do so comes first. */
function evaluatePlace(e: Emitter, node: Node, objectText?: string): { before: string; at: Place } {
  const object = e.temporaries.take();
  let before = `${object} = ${objectText ?? e.emit(node.object)}`;
  let key: string;
  if (node.property.type === 'Literal' && typeof node.property.value === 'number') key = e.text(node.property);
  else {
    key = e.temporaries.take();
    before += `, ${key} = ${e.operand(node.property)}`;
  }
  return { before, at: place(e, node, object, key) };
}

/** @param object the object's text, where it has been emitted already (in an optional chain) */
export function elementRead(e: Emitter, node: Node, object?: string): string {
  if (!e.twin) {
    return `${e.helper('__il_get')}(${object ?? e.emit(node.object)}, ${e.operand(node.property)}, ${e.site(node)})`;
  }
  const read = (): string => {
    const { before, at } = evaluatePlace(e, node, object);
    return `(${before}, ${readText(e, at)})`;
  };
  // in a chain the rest is built around this text and may still use what was taken here
  return object === undefined ? e.scoped(read) : read();
}

export function assignment(e: Emitter, node: Node): string {
  const left = bare(node.left);
  if (left.type === 'ArrayPattern' || left.type === 'ObjectPattern') return assignPattern(e, left, node.right);
  if (isElement(left)) return elementAssignment(e, node, left);
  if (left.type === 'MemberExpression') {
    return `(${EFFECT}, ${memberText(e, left)} ${node.operator} ${e.emit(node.right)})`;
  }
  const value = e.named(node.right, JSON.stringify(left.name));
  const text = `${e.emit(left)} ${node.operator} ${value}`;
  return e.outer(left) ? `(${EFFECT}, ${text})` : text;
}

/** A member as a place: its object is emitted, itself it is not read. */
export function memberText(e: Emitter, node: Node): string {
  return (node.object.type === 'Super' ? 'super' : e.emit(node.object)) + memberSuffix(e, node);
}

function elementAssignment(e: Emitter, node: Node, left: Node): string {
  if (!e.twin && node.operator === '=') {
    return `${e.helper('__il_set')}(${e.emit(left.object)}, ${e.operand(left.property)}, ${e.emit(node.right)}, ${e.site(node)})`;
  }
  return e.scoped(() => {
    const { before, at } = evaluatePlace(e, left);
    at.site = e.site(node);
    const value = e.temporaries.take();
    const right = (): string => e.emit(node.right);
    switch (node.operator) {
      case '=':
        return `(${before}, ${value} = ${right()}, ${writeText(e, at, value)})`;
      case '||=':
      case '&&=':
      case '??=':
        return `(${before}, (${value} = ${readText(e, at)}) ${node.operator.slice(0, 2)} (${value} = ${right()}, ${writeText(e, at, value)}))`;
      default: {
        const operator = node.operator.slice(0, -1);
        return `(${before}, ${value} = ${readText(e, at)}, ${value} = ${value} ${operator} (${right()}), ${writeText(e, at, value)})`;
      }
    }
  });
}

export function update(e: Emitter, node: Node): string {
  const target = bare(node.argument);
  if (isElement(target)) {
    return e.scoped(() => {
      const { before, at } = evaluatePlace(e, target);
      at.site = e.site(node);
      const value = e.temporaries.take();
      const read = `${before}, ${value} = ${readText(e, at)}`;
      if (node.prefix) return `(${read}, ${node.operator}${value}, ${writeText(e, at, value)})`;
      const old = e.temporaries.take();
      return `(${read}, ${old} = ${value}${node.operator}, ${writeText(e, at, value)}, ${old})`;
    });
  }
  const place = target.type === 'MemberExpression' ? memberText(e, target) : e.emit(target);
  const text = node.prefix ? `${node.operator}${place}` : `${place}${node.operator}`;
  return target.type === 'MemberExpression' || e.outer(target) ? `(${EFFECT}, ${text})` : text;
}

export function deletion(e: Emitter, node: Node): string {
  const target = bare(node.argument);
  if (target.type === 'MemberExpression') return `(${EFFECT}, delete ${memberText(e, target)})`;
  if (target.type !== 'ChainExpression' || target.expression.type !== 'MemberExpression') return e.splice(node);
  const member = target.expression;
  // a chain that ends early has deleted nothing, which counts as success
  return e.scoped(() => {
    const text = link(e, member.object, (object) =>
      guarded(e, member.optional, object, (safe) => `(${EFFECT}, delete ${safe}${plainSuffix(e, member)})`),
    );
    return `(${text} ?? true)`;
  });
}

/** Writes to an element after the fact, for patterns: evaluates the place and stores the value named. */
export function storeInto(e: Emitter, node: Node, value: string): string {
  return e.scoped(() => {
    const { before, at } = evaluatePlace(e, node);
    return `(${before}, ${writeText(e, at, value)})`;
  });
}
