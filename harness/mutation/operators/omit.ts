import type { Node } from '../../submission/ast.js';
import { atomicsCall } from '../atomics-call.js';
import { type Edit, instead, type Operator, type Site, textOf } from '../operator.js';

type Kind = 'wake-up' | 'lock' | 'statement';

/** A wake-up that is not sent. */
export const omitWakeUp = omit('wake-up');
/** A lock that is not taken or not given back. */
export const omitLock = omit('lock');
/** Any other statement forgotten: an assignment, a call, a `throw`, the body of a callback. */
export const omitStatement = omit('statement');

function omit(kind: Kind): Operator {
  return { name: `omit-${kind}`, mutate: (site) => (kindOf(site) === kind ? omitted(site) : []) };
}

function kindOf({ node, source }: Site): Kind {
  const expression = node.type === 'ExpressionStatement' ? node.expression : node.body;
  if (expression === undefined || expression === null) return 'statement';
  if (atomicsCall(expression, source)?.operation === 'notify') return 'wake-up';
  const call = expression.type === 'AwaitExpression' ? expression.argument : expression;
  if (call.type !== 'CallExpression' || call.callee.type !== 'MemberExpression') return 'statement';
  const name = textOf({ source }, call.callee.property);
  return /^#?(un)?lock$|^#?(acquire|release)/.test(name) ? 'lock' : 'statement';
}

function omitted(site: Site): Edit[][] {
  const { node } = site;
  if (node.type === 'ThrowStatement') return [instead(node, ';')];
  if (node.type === 'ExpressionStatement') return matters(site) ? [instead(node, ';')] : [];
  const isCallback = node.type === 'ArrowFunctionExpression' && node.body.type === 'CallExpression';
  return isCallback ? [instead(node.body, '{}')] : [];
}

/** Everybody would notice that a constructor does not keep its arguments. */
function matters({ node, ancestors }: Site): boolean {
  const { expression } = node;
  if (expression.type === 'Literal' || callee(expression) === 'Super') return false;
  const method = ancestors.find(({ type }) => type === 'MethodDefinition');
  const keeps = expression.type === 'AssignmentExpression' && expression.right.type === 'Identifier';
  return !(method?.kind === 'constructor' && keeps);
}

function callee(expression: Node): string | undefined {
  return expression.type === 'CallExpression' ? expression.callee.type : undefined;
}
