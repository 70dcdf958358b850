/** Calls: a callee with a twin is entered by `yield*`, any other directly. Optional chains are taken apart here too. */
import { bare, isElement, isFunction, type Node } from './ast.js';
import { atomicCall } from './emit-atomics.js';
import { elementRead, EFFECT, plainSuffix, privateRead } from './emit-members.js';
import type { Emitter } from './emitter.js';
import { HOSTED_METHODS, isPureCall, PURE_CONSTRUCTORS } from './globals.js';
import { privateTwin } from './private-names.js';
import { needsTwin } from './switchable.js';

/** Builds the text around a value; in an optional chain that is all that is skipped when the chain ends early. */
type Use = (value: string) => string;

const itself: Use = (value) => value;

export function callExpression(e: Emitter, node: Node): string {
  return e.scoped(() => call(e, node, itself, false));
}

export function chainExpression(e: Emitter, node: Node): string {
  return e.scoped(() => link(e, node.expression, itself));
}

/** A part of an optional chain. */
export function link(e: Emitter, node: Node, use: Use): string {
  if (node.type === 'CallExpression') return call(e, node, use, true);
  if (node.type !== 'MemberExpression') return use(e.emit(node));
  if (node.object.type === 'Super') return use(`super${plainSuffix(e, node)}`);
  return link(e, node.object, (object) =>
    guarded(e, node.optional, object, (safe) => {
      if (isElement(node)) return use(elementRead(e, node, safe));
      return use(privateRead(e, node, safe) ?? safe + plainSuffix(e, node));
    }),
  );
}

export function guarded(e: Emitter, optional: boolean, value: string, use: Use): string {
  if (!optional) return use(value);
  const name = e.temporaries.take();
  return `((${name} = ${value}) == null ? undefined : ${use(name)})`;
}

function call(e: Emitter, node: Node, use: Use, inChain: boolean): string {
  const callee = bare(node.callee);
  if (callee.type === 'Super') return use(`super(${argumentsText(e, node.arguments)})`);
  const own = intrinsicCall(e, node, callee);
  if (own !== null) return use(own);
  const atomic = atomicCall(e, node);
  if (atomic !== null) return use(atomic);
  if (isPure(e, callee)) return use(`${e.emit(callee)}(${argumentsText(e, node.arguments)})`);
  if (callee.type === 'MemberExpression') return memberCall(e, node, callee, use, inChain);
  const direct = directCall(e, node, callee);
  if (direct !== null) return use(direct);
  const whole =
    inChain && node.callee === callee ? (then: Use) => link(e, callee, then) : (then: Use) => then(e.emit(node.callee));
  if (!e.twin && !node.optional && !inChain)
    return use(here(e, node, callee, `${plainCallee(e, callee)}(${argumentsText(e, node.arguments)})`));
  return whole((value) => {
    if (node.optional) return guarded(e, true, value, (name) => use(dispatch(e, node, name, null, null)));
    if (e.inert(callee) && node.arguments.every((argument) => e.inert(argument)))
      return use(dispatch(e, node, value, null, null));
    const name = e.temporaries.take();
    return use(dispatch(e, node, name, null, `${name} = ${value}`));
  });
}

function memberCall(e: Emitter, node: Node, callee: Node, use: Use, inChain: boolean): string {
  const superCall = callee.object.type === 'Super';
  const chained = inChain && node.callee === callee;
  if (!e.twin && !chained && !node.optional) {
    const object = superCall ? 'super' : e.emit(callee.object);
    return use(here(e, node, callee, `${object}${plainSuffix(e, callee)}(${argumentsText(e, node.arguments)})`));
  }
  const onObject = (object: string, before: string | null): string => {
    const own = privateCall(e, node, callee, object, before);
    if (own !== null) return use(own);
    const name = e.temporaries.take();
    const read = `${name} = ${superCall ? 'super' : object}${plainSuffix(e, callee)}`;
    const first = before === null ? read : `${before}, ${read}`;
    if (!node.optional) return use(dispatch(e, node, name, object, first));
    return `(${first}, ${name} == null ? undefined : ${use(dispatch(e, node, name, object, null))})`;
  };
  if (superCall) return onObject('this', null);
  const withObject = (object: string): string => {
    if (callee.optional) return guarded(e, true, object, (safe) => onObject(safe, null));
    const settled = e.inert(callee.object) && node.arguments.every((argument) => e.inert(argument)) && !callee.computed;
    if (settled) return onObject(object, null);
    const name = e.temporaries.take();
    return onObject(name, `${name} = ${object}`);
  };
  return chained ? link(e, callee.object, withObject) : withObject(e.emit(callee.object));
}

/**
 * In self-hosted built-ins only: `__il_invoke(f, receiver, …)` enters a twin if there is one, `__il_plain(f, receiver, …)`
 * calls what the realm itself provides.
 */
function intrinsicCall(e: Emitter, node: Node, callee: Node): string | null {
  if (callee.type !== 'Identifier' || !callee.name.startsWith('__il_')) return null;
  const [target, receiver, ...rest] = node.arguments;
  if (target === undefined || receiver === undefined) return null;
  if (callee.name === '__il_plain')
    return `(${EFFECT}, ${e.emit(target)}.call(${argumentsText(e, [receiver, ...rest])}))`;
  if (callee.name !== '__il_invoke') return null;
  const name = e.temporaries.take();
  const self = e.temporaries.take();
  const before = `${name} = ${e.emit(target)}, ${self} = ${e.emit(receiver)}`;
  return dispatch(e, { ...node, arguments: rest } as Node, name, self, before);
}

/** `object.#method(…)` where the class says what the method is. */
function privateCall(e: Emitter, node: Node, callee: Node, object: string, before: string | null): string | null {
  if (callee.property.type !== 'PrivateIdentifier' || node.optional) return null;
  const kind = e.privateNames?.kind(callee.property.name);
  const first = before === null ? '' : `${before}, `;
  const args = argumentsText(e, node.arguments);
  if (kind === 'leaf') return `(${first}${object}.${e.text(callee.property)}(${args}))`;
  if (kind === 'twin' && e.twin) return `(${first}yield* ${object}.${privateTwin(callee.property.name)}(${args}))`;
  return null;
}

/** A call of a function that is known here. */
function directCall(e: Emitter, node: Node, callee: Node): string | null {
  if (callee.type !== 'Identifier' || node.optional) return null;
  const binding = e.scopes.resolve(callee);
  const value = binding?.value ?? null;
  if (binding === null || value === null || binding.writes.length > 0 || !isFunction(value)) return null;
  const args = argumentsText(e, node.arguments);
  const twin = needsTwin(value, e.scopes);
  if (!twin || !e.twin) {
    const known = binding.kind === 'function' || binding.kind === 'const';
    return known ? `${e.emit(callee)}(${args})` : null;
  }
  if (binding.kind === 'function') return `(yield* ${functionTwin(binding.name)}(${args}))`;
  if (binding.kind !== 'const') return null;
  return value.type === 'ArrowFunctionExpression'
    ? `(yield* ${binding.name}[__il_T](${args}))`
    : `(yield* ${binding.name}[__il_T].call(undefined${args === '' ? '' : `, ${args}`}))`;
}

/** The name of the generator beside a function declaration. */
export function functionTwin(name: string): string {
  return `__il_f_${name}`;
}

/** A call from code that cannot yield: the ordinary function drives its own twin. */
function here(e: Emitter, node: Node, callee: Node, text: string): string {
  if (callee.type === 'MemberExpression' && callee.property.type === 'PrivateIdentifier') {
    const kind = e.privateNames?.kind(callee.property.name);
    if (kind === 'leaf' || kind === 'twin') return text;
  }
  return `(${placed(e, node, callee)}${EFFECT}, ${text})`;
}

function plainCallee(e: Emitter, callee: Node): string {
  const text = e.emit(callee);
  // an imported name has become a member, which must not be passed as `this`
  if (callee.type === 'Identifier') return text === callee.name ? text : `(0, ${text})`;
  return `(${text})`;
}

/** For a method that the prelude may implement: says where the call stands. */
function placed(e: Emitter, node: Node, callee: Node): string {
  const name =
    callee.type === 'MemberExpression'
      ? callee.computed
        ? ''
        : callee.property.name
      : callee.type === 'Identifier'
        ? // An imported name has become a member; what it is called where it comes from decides.
          e.emit(callee).replace(/^.*\./, '')
        : '';
  const word = callee.type === 'Identifier' && e.emit(callee).startsWith('__il_words.');
  return word || HOSTED_METHODS.has(name) ? `__il_rt.at(${e.site(node)}), ` : '';
}

/**
 * The call itself, with callee and receiver named (or as good as named).
 * @param before text that evaluates them, to stand before the arguments
 */
function dispatch(e: Emitter, node: Node, name: string, self: string | null, before: string | null): string {
  const callee = bare(node.callee ?? node.tag);
  const { before: evaluate, names } = settle(e, node.arguments);
  const list = names.join(', ');
  const first = [...(before === null ? [] : [before]), ...evaluate].map((text) => `${text}, `).join('');
  const natural = self === null && name === callee.name;
  const withSelf = self === null ? list : list === '' ? self : `${self}, ${list}`;
  const ordinary = natural
    ? `${name}(${list})`
    : `typeof ${name} === "function" ? ${self === null ? `${name}(${list})` : `${name}.call(${withSelf})`} : ${e.helper('__il_nf')}(${calleeName(e, callee)})`;
  if (!e.twin) return `(${first}${placed(e, node, callee)}${EFFECT}, ${ordinary})`;
  const twin = e.temporaries.take();
  const enter = self === null ? `${twin}(${list})` : `${twin}.call(${withSelf})`;
  return `(${first}${placed(e, node, callee)}(${twin} = ${name}?.[__il_T]) ? yield* ${enter} : (${twin} === null || ${EFFECT}, ${ordinary}))`;
}

/** How the engine's own error message would name the callee. */
function calleeName(e: Emitter, callee: Node): string {
  const print = (node: Node): string => {
    switch (node.type) {
      case 'Identifier':
      case 'ThisExpression':
      case 'Literal':
        return e.text(node);
      case 'ChainExpression':
        return print(node.expression);
      case 'CallExpression':
        return `${print(node.callee)}(...)`;
      case 'MemberExpression': {
        const object = print(node.object) + (node.optional ? '?.' : '');
        if (node.computed && typeof node.property.value !== 'string') return `${object}[${print(node.property)}]`;
        const name = node.computed ? String(node.property.value) : e.text(node.property);
        return node.optional ? object + name : `${object}.${name}`;
      }
      default:
        return '(intermediate value)';
    }
  };
  return JSON.stringify(print(callee));
}

/** Arguments in an order-preserving form that may be written twice. */
export function settle(e: Emitter, nodes: readonly Node[]): { before: string[]; names: string[] } {
  if (nodes.some((node) => node.type === 'SpreadElement')) {
    const all = e.temporaries.take();
    return { before: [`${all} = [${argumentsText(e, nodes)}]`], names: [`...${all}`] };
  }
  // a name may be read late only if nothing that is evaluated after it could change it
  let lastBusy = -1;
  nodes.forEach((node, i) => {
    if (!e.inert(node)) lastBusy = i;
  });
  const before: string[] = [];
  const names = nodes.map((node, i) => {
    if (e.inert(node) && (i > lastBusy || node.type !== 'Identifier')) return e.emit(node);
    const name = e.temporaries.take();
    before.push(`${name} = ${e.operand(node)}`);
    return name;
  });
  return { before, names };
}

export function argumentsText(e: Emitter, nodes: readonly Node[]): string {
  return nodes.map((node) => e.emit(node)).join(', ');
}

function isPure(e: Emitter, callee: Node): boolean {
  const alone = e.globalName(callee);
  if (alone !== null) return isPureCall(alone, null);
  if (callee.type !== 'MemberExpression' || callee.computed) return false;
  const namespace = e.globalName(callee.object);
  return namespace !== null && isPureCall(namespace, callee.property.name);
}

export function newExpression(e: Emitter, node: Node): string {
  const callee = bare(node.callee);
  const known = e.globalName(callee);
  const text = `new ${callee.type === 'Identifier' ? e.emit(callee) : `(${e.emit(callee)})`}(${argumentsText(e, node.arguments)})`;
  if (known !== null && PURE_CONSTRUCTORS.has(known)) return text;
  const binding = callee.type === 'Identifier' ? e.scopes.resolve(callee) : null;
  return binding?.kind === 'class' ? text : `(${EFFECT}, ${text})`;
}

export function taggedTemplate(e: Emitter, node: Node): string {
  if (!e.twin) return `(${EFFECT}, ${plainTag(e, node)})`;
  return e.scoped(() => {
    const tag = bare(node.tag);
    const holes = node.quasi.expressions.map((expression) => ({ start: expression.start, end: expression.end }));
    let template = '';
    let at = node.quasi.start;
    for (const hole of holes) {
      template += `${e.source.slice(at, hole.start)}0`;
      at = hole.end;
    }
    template += e.source.slice(at, node.quasi.end);
    // the array of strings is made once for each place in the source: let the language do it
    const strings = `${e.helper('__il_tpl')}${template}`;
    const asCall = { ...node, callee: node.tag, arguments: node.quasi.expressions } as Node;
    const name = e.temporaries.take();
    let self: string | null = null;
    let before: string;
    if (tag.type === 'MemberExpression' && tag.object.type !== 'Super') {
      self = e.temporaries.take();
      before = `${self} = ${e.emit(tag.object)}, ${name} = ${self}${plainSuffix(e, tag)}`;
    } else {
      if (tag.type === 'MemberExpression') self = 'this';
      before = `${name} = ${tag.type === 'MemberExpression' ? `super${plainSuffix(e, tag)}` : e.emit(node.tag)}`;
    }
    const list = e.temporaries.take();
    return dispatchTemplate(e, asCall, name, self, `${before}, ${list} = ${strings}`, list);
  });
}

function dispatchTemplate(
  e: Emitter,
  node: Node,
  name: string,
  self: string | null,
  before: string,
  strings: string,
): string {
  const { before: evaluate, names } = settle(e, node.arguments);
  const list = names.join(', ');
  const all = `${self ?? 'undefined'}, ${strings}${list === '' ? '' : `, ${list}`}`;
  const twin = e.temporaries.take();
  const first = [before, ...evaluate].join(', ');
  return (
    `(${first}, (${twin} = ${name}?.[__il_T]) ? yield* ${twin}.call(${all}) : (${twin} === null || ${EFFECT}, ` +
    `typeof ${name} === "function" ? ${name}.call(${all}) : ${e.helper('__il_nf')}(${calleeName(e, bare(node.callee))})))`
  );
}

function plainTag(e: Emitter, node: Node): string {
  const tag = bare(node.tag);
  const text =
    tag.type === 'MemberExpression'
      ? `${tag.object.type === 'Super' ? 'super' : e.emit(tag.object)}${plainSuffix(e, tag)}`
      : plainCallee(e, tag);
  return text + e.emit(node.quasi);
}
