/** `Atomics.operation(view, index, …)` written out, with `Atomics` the global: a step in place. */
import { bare, type Node } from './ast.js';
import { settle } from './emit-calls.js';
import { EFFECT, stepText } from './emit-members.js';
import type { Emitter } from './emitter.js';
import { StepKind } from './runtime.js';

/** How many operands an operation has after view and index. */
const OPERATIONS: Readonly<Record<string, { kind: StepKind; operands: number }>> = {
  load: { kind: StepKind.Load, operands: 0 },
  store: { kind: StepKind.Store, operands: 1 },
  add: { kind: StepKind.Add, operands: 1 },
  sub: { kind: StepKind.Sub, operands: 1 },
  and: { kind: StepKind.And, operands: 1 },
  or: { kind: StepKind.Or, operands: 1 },
  xor: { kind: StepKind.Xor, operands: 1 },
  exchange: { kind: StepKind.Exchange, operands: 1 },
  compareExchange: { kind: StepKind.CompareExchange, operands: 2 },
  wait: { kind: StepKind.Wait, operands: 2 },
  notify: { kind: StepKind.Notify, operands: 1 },
  waitAsync: { kind: StepKind.WaitAsync, operands: 2 },
};

/** The step, or null if the call is something else. Temporaries taken stay taken. */
export function atomicCall(e: Emitter, node: Node): string | null {
  const callee = bare(node.callee);
  if (callee.type !== 'MemberExpression' || callee.computed || node.optional || callee.optional) return null;
  if (e.globalName(callee.object) !== 'Atomics' || !Object.hasOwn(OPERATIONS, callee.property.name)) return null;
  const operation = OPERATIONS[callee.property.name];
  if (operation === undefined || node.arguments.some((argument) => argument.type === 'SpreadElement')) return null;
  e.globals.add('Atomics');
  const site = e.site(node);
  if (!e.twin) return here(e, node, callee.property.name, operation.kind, site);
  const { before, names } = settle(e, node.arguments);
  const view = names[0] ?? 'undefined';
  const operands = [view, names[1] ?? 'undefined', ...names.slice(2, 2 + operation.operands)].join(', ');
  const first = before.map((text) => `${text}, `).join('');
  const ordinary = `(${EFFECT}, Atomics.${callee.property.name}(${names.join(', ')}))`;
  return `(${first}__il_rt.shared(${view}) ? ${stepText(e, operation.kind, site, operands)} : ${ordinary})`;
}

function here(e: Emitter, node: Node, name: string, kind: StepKind, site: string): string {
  const args = node.arguments.map((argument) => e.emit(argument));
  return `${e.helper('__il_atomic')}(${[String(kind), site, JSON.stringify(name), ...args].join(', ')})`;
}
