/** Functions: those that may reach a step get a generator twin, the others stay as they are. */
import { children, isClass, isFunction, statements, type Node } from './ast.js';
import { functionTwin } from './emit-calls.js';
import { iterated, pattern } from './emit-patterns.js';
import type { Context, Emitter } from './emitter.js';
import { mayStep } from './scope.js';
import { needsTwin, whyNot } from './switchable.js';
import { Temporaries } from './temporaries.js';

export function functionPrefix(node: Node): string {
  return (node.async ? 'async ' : '') + (node.generator ? '*' : '');
}

/** How many parameters count for `length`. */
export function functionLength(node: Node): number {
  const first = node.params.findIndex(
    (parameter) => parameter.type === 'AssignmentPattern' || parameter.type === 'RestElement',
  );
  return first === -1 ? node.params.length : first;
}

/** `__il_0, __il_1`: parameters for a function that only needs the right length. */
export function lengthParameters(node: Node): string {
  return Array.from({ length: functionLength(node) }, (_, i) => `__il_${String(i)}`).join(', ');
}

export function arrowOrFunction(e: Emitter, node: Node, name = '""'): string {
  const arrow = node.type === 'ArrowFunctionExpression';
  if (!needsTwin(node, e.scopes)) {
    if (arrow) return `${node.async ? 'async ' : ''}${arrowRest(e, node)}`;
    return `${node.async ? 'async ' : ''}function${node.generator ? '*' : ''} ${node.id?.name ?? ''}${functionRest(e, node)}`;
  }
  if (node.id === null) return pairText(e, node, name, arrow ? 'arrow' : 'function');
  // the name inside a named function expression is the ordinary function
  const own = node.id.name;
  return `(() => { const ${own} = ${pairText(e, node, JSON.stringify(own), 'function')}; return ${own}; })()`;
}

/** @param name text of an expression for the function's name */
export function pairText(e: Emitter, node: Node, name: string, kind: 'function' | 'arrow' | 'method'): string {
  const bound = kind === 'arrow' && e.scopes.info(node).thisUsed;
  const twin = `function*${twinRest(e, node)}${bound ? '.bind(this)' : ''}`;
  return `__il_rt.pair(${twin}, ${name}, ${String(functionLength(node))}, "${kind}"${bound ? ', this' : ''})`;
}

/** @param name for an anonymous default export */
export function functionDeclaration(e: Emitter, node: Node, name = node.id?.name ?? ''): string {
  if (!needsTwin(node, e.scopes)) {
    return `${node.async ? 'async ' : ''}function${node.generator ? '*' : ''} ${name}${functionRest(e, node)}`;
  }
  const twin = functionTwin(name);
  const ordinary = `function ${name}(${lengthParameters(node)}) { return __il_rt.drive(${twin}.apply(this, arguments)); }`;
  return `function* ${twin}${twinRest(e, node)} ${ordinary}`;
}

/** Connects the function declarations of a block with their twins, before anything else in it runs. */
export function links(e: Emitter, list: readonly Node[]): string {
  let text = '';
  for (const statement of list) {
    const node = statement.type.startsWith('Export') ? statement.declaration : statement;
    if (node?.type !== 'FunctionDeclaration') continue;
    const name = node.id?.name ?? '__il_default';
    text += `${name}[__il_T] = ${needsTwin(node, e.scopes) ? functionTwin(name) : 'null'}; `;
  }
  return text;
}

function bodyText(e: Emitter, node: Node, before: string): string {
  if (node.body.type === 'BlockStatement') {
    const text = e.inside(node.body);
    return `{ ${e.temporaries.declaration()}${links(e, statements(node.body))}${before}${text}}`;
  }
  const value = e.emit(node.body);
  return `{ ${e.temporaries.declaration()}${before}return ${value}; }`;
}

/** Parameters and body of a function that stays as it is. @param member the method that it belongs to */
export function functionRest(e: Emitter, node: Node, member = node): string {
  const context = plainContext(e, node, member);
  return e.within(context, () => {
    const parameters = parametersText(e, context, node.params);
    return `(${parameters}) ${bodyText(e, node, '')}`;
  });
}

function arrowRest(e: Emitter, node: Node): string {
  const context = plainContext(e, node);
  return e.within(context, () => {
    const head = `(${parametersText(e, context, node.params)}) => `;
    if (node.body.type === 'BlockStatement') return head + bodyText(e, node, '');
    const value = e.emit(node.body);
    if (context.temporaries.used) return `${head}{ ${context.temporaries.declaration()}return ${value}; }`;
    return head + (value.startsWith('{') ? `(${value})` : value);
  });
}

function plainContext(e: Emitter, node: Node, member = node): Context {
  const info = e.scopes.info(node);
  const reason = whyNot(info);
  if (info.mayStep && reason !== null) e.unswitchable.push({ site: e.sites.number(member), reason });
  return { owner: info, twin: false, temporaries: new Temporaries() };
}

function parametersText(e: Emitter, context: Context, parameters: readonly Node[]): string {
  return e.within({ ...context, twin: false, parameters: true }, () =>
    parameters.map((parameter) => pattern(e, parameter)).join(', '),
  );
}

/** Parameters and body of a twin. */
export function twinRest(e: Emitter, node: Node): string {
  const context: Context = { owner: e.scopes.info(node), twin: true, temporaries: new Temporaries() };
  return e.within(context, () => {
    // a generator's parameters cannot yield: from the first one that may have to, patterns and defaults move into the body
    const first = node.params.findIndex(busy);
    const stay = first === -1 ? node.params : node.params.slice(0, first);
    const texts = stay.length === 0 ? [] : [parametersText(e, context, stay)];
    let moved = '';
    node.params.slice(stay.length).forEach((parameter, i) => {
      const text = move(e, parameter, `__il_p${String(i)}`);
      texts.push(text.parameter);
      moved += text.statement;
    });
    return `(${texts.join(', ')}) ${bodyText(e, node, moved)}`;
  });
}

function move(e: Emitter, parameter: Node, name: string): { parameter: string; statement: string } {
  if (parameter.type === 'Identifier') return { parameter: parameter.name, statement: '' };
  if (parameter.type === 'RestElement') {
    return { parameter: `...${name}`, statement: `var ${pattern(e, parameter.argument)} = ${name}; ` };
  }
  const target = parameter.type === 'AssignmentPattern' ? parameter.left : parameter;
  let value = name;
  if (parameter.type === 'AssignmentPattern') {
    const initial =
      target.type === 'Identifier' ? e.named(parameter.right, JSON.stringify(target.name)) : e.emit(parameter.right);
    value = `${name} === undefined ? ${initial} : ${name}`;
  }
  if (target.type === 'ArrayPattern') value = iterated(e, target, value);
  // a default keeps the parameter out of `length`
  return {
    parameter: parameter.type === 'AssignmentPattern' ? `${name} = undefined` : name,
    statement: `var ${pattern(e, target)} = ${value}; `,
  };
}

/** Whether a parameter contains, outside of functions, what may be a step. */
function busy(node: Node): boolean {
  if (isFunction(node)) return false;
  if (mayStep(node) || node.type === 'ArrayPattern' || node.type === 'PrivateIdentifier' || isClass(node)) return true;
  return children(node).some(busy);
}
