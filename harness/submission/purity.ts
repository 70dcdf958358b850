/** Whether a module's top level binds only constants, classes and functions, so that an instance may be kept. */
import {
  bare,
  children,
  isClass,
  isFunction,
  keyName,
  specifierName,
  statements,
  valueNode,
  type Node,
} from './ast.js';
import type { Scopes } from './scope.js';

/**
 * @param enums names that were enums in the source: their objects are made by code, but only once and for all
 */
export function isPure(program: Node, scopes: Scopes, enums: ReadonlySet<string>): boolean {
  const constants = new ConstantExpressions(program, scopes);
  const assigned = assignedMembers(program, scopes);
  if (assigned.moduleState) return false;
  return statements(program).every((statement) => {
    const node = statement.type.startsWith('Export') ? statement.declaration : statement;
    if (!node) return true;
    switch (node.type) {
      case 'ImportDeclaration':
      case 'EmptyStatement':
      case 'FunctionDeclaration':
        return true;
      case 'ClassDeclaration':
        return pureClass(node, constants, assigned.names);
      case 'VariableDeclaration':
        return node.declarations.every((item) => {
          if (statement === node && node.kind === 'const' && constants.record(item)) return true;
          if (node.kind !== 'const') return item.id?.type === 'Identifier' && enums.has(item.id.name);
          return item.init !== null && constants.test(item.init, false);
        });
      default:
        return statement.type === 'ExportDefaultDeclaration' && constants.test(node, false);
    }
  });
}

function pureClass(node: Node, constants: ConstantExpressions, assigned: ReadonlySet<string>): boolean {
  return statements(node.body).every((member) => {
    if (member.type === 'StaticBlock') return false;
    if (member.type !== 'PropertyDefinition' || !member.static) return true;
    const name = keyName(member);
    const value = valueNode(member);
    return name !== undefined && !assigned.has(name) && (value === null || constants.test(value, false));
  });
}

/** Members that are assigned anywhere, by name, and whether something of the module's top level is assigned to. */
function assignedMembers(program: Node, scopes: Scopes): { names: Set<string>; moduleState: boolean } {
  const names = new Set<string>();
  let moduleState = false;
  const target = (node: Node, inStatic: boolean): void => {
    if (node.type !== 'MemberExpression') return;
    if (node.property.type === 'Identifier' || node.property.type === 'PrivateIdentifier')
      names.add(node.property.name);
    let object = bare(node.object);
    while (object.type === 'MemberExpression') object = bare(object.object);
    if (object.type === 'ThisExpression' && inStatic) moduleState = true;
    if (object.type === 'Identifier') {
      const binding = scopes.resolve(object);
      if (binding === null || binding.kind === 'class' || binding.kind === 'import' || binding.scope === scopes.module)
        moduleState = true;
    }
  };
  const visit = (node: Node, inStatic: boolean): void => {
    if (node.type === 'AssignmentExpression') assignTargets(node.left, (item) => target(item, inStatic));
    else if (node.type === 'UpdateExpression' || (node.type === 'UnaryExpression' && node.operator === 'delete'))
      target(bare(node.argument), inStatic);
    const inside = node.type === 'MethodDefinition' || node.type === 'PropertyDefinition' ? node.static : inStatic;
    for (const child of children(node)) visit(child, inside);
  };
  visit(program, false);
  return { names, moduleState };
}

function assignTargets(node: Node, each: (target: Node) => void): void {
  const inner = bare(node);
  if (inner.type === 'MemberExpression') each(inner);
  else if (inner.type.endsWith('Pattern')) for (const child of children(inner)) assignTargets(child, each);
  else if (inner.type === 'Property') assignTargets(valueNode(inner) ?? inner.key, each);
}

class ConstantExpressions {
  /** Factories being looked into. */
  private readonly making = new Set<Node>();
  private readonly ofScenario: boolean;

  constructor(
    private readonly program: Node,
    private readonly scopes: Scopes,
  ) {
    this.ofScenario = statements(program).some((node) => node.source?.value === 'interleave/scenario');
  }

  /** @param declaring inside `threads({ … })`, where object and array literals are not state */
  test(expression: Node, declaring: boolean): boolean {
    const node = bare(expression);
    if (isFunction(node)) return true;
    if (isClass(node))
      return statements(node.body).every(
        (member) => member.type !== 'StaticBlock' && !(member.type === 'PropertyDefinition' && member.static),
      );
    switch (node.type) {
      case 'Literal':
        return node.regex === undefined;
      case 'Identifier':
        return true;
      case 'TemplateLiteral':
        return node.expressions.every((item) => this.test(item, false));
      case 'UnaryExpression':
        return node.operator !== 'delete' && this.test(node.argument, false);
      case 'BinaryExpression':
      case 'LogicalExpression':
        return this.test(node.left, false) && this.test(node.right, false);
      case 'MemberExpression':
        return !node.computed && node.object.type === 'Identifier';
      case 'CallExpression':
        if (this.declaration(node)) return node.arguments.every((item) => this.test(item, true));
        return this.factory(node) && node.arguments.every((item) => this.test(item, declaring || this.ofScenario));
      case 'ObjectExpression':
        return declaring && node.properties.every((item) => this.property(item));
      case 'ArrayExpression':
        return (
          declaring &&
          node.elements.every((item) => item !== null && item.type !== 'SpreadElement' && this.test(item, true))
        );
      default:
        return false;
    }
  }

  /** `const State = { Free: 0, Held: 1 }` and the like, where the module only ever reads its members. */
  record(item: Node): boolean {
    if (item.id?.type === 'ArrayPattern' && item.init?.type === 'ArrayExpression') {
      // `const [FREE, HELD] = [0, 1]`
      const names = item.id.elements.every((element) => element?.type === 'Identifier');
      return names && item.init.elements.every((element) => element !== null && isPrimitive(element));
    }
    const binding = item.id?.type === 'Identifier' ? this.scopes.resolve(item.id) : null;
    if (binding === null || item.init === null || item.id === null) return false;
    const object = bare(item.init);
    const listed = object.type === 'ObjectExpression' ? object.properties.map(valueNode) : null;
    if (listed === null || !listed.every((value) => value !== null && isPrimitive(value))) return false;
    const onlyRead = (node: Node, read: boolean): boolean => {
      if (node.type === 'Identifier') return read || node === item.id || this.scopes.resolve(node) !== binding;
      return children(node).every((child) => {
        const member = node.type === 'MemberExpression' && child === node.object;
        // as a callee's object it would be passed as `this`
        const called = node.type === 'CallExpression' && child === node.callee && child.type === 'MemberExpression';
        return called ? onlyRead(child.object, false) : onlyRead(child, member);
      });
    };
    return onlyRead(this.program, false);
  }

  private property(node: Node): boolean {
    if (node.type === 'SpreadElement') return this.test(node.argument, true);
    const value = valueNode(node);
    return node.method || (value !== null && this.test(value, true));
  }

  /**
   * A call of a function of the module that only makes functions, or objects of them, which cannot change what they
   * remember: `const once = (parties) => (thread) => { … }`.
   */
  private factory(call: Node): boolean {
    const callee = bare(call.callee);
    const binding = callee.type === 'Identifier' ? this.scopes.resolve(callee) : null;
    const value = binding?.value ?? null;
    if (binding === null || value === null || binding.writes.length > 0 || !isFunction(value)) return false;
    if (value.async || value.generator || this.making.has(value)) return false;
    const result = onlyResult(value);
    const changing = this.scopes.all.some((item) => item.scope.node === value && item.writes.length > 0);
    if (result === null || changing) return false;
    this.making.add(value);
    const constant = this.test(result, true);
    this.making.delete(value);
    return constant;
  }

  /** A call of a word that only declares. */
  private declaration(call: Node): boolean {
    const callee = bare(call.callee);
    if (callee.type !== 'Identifier' || this.scopes.resolve(callee)?.kind !== 'import') return false;
    return statements(this.program).some(
      (node) =>
        node.type === 'ImportDeclaration' &&
        node.source?.value === 'interleave/scenario' &&
        node.specifiers.some(
          (item) =>
            item.local.name === callee.name &&
            item.type === 'ImportSpecifier' &&
            DECLARING.has(specifierName(item.imported)),
        ),
    );
  }
}

function isPrimitive(node: Node): boolean {
  if (node.type === 'UnaryExpression') return isPrimitive(node.argument);
  if (node.type === 'BinaryExpression') return isPrimitive(node.left) && isPrimitive(node.right);
  return node.type === 'Literal' && node.regex === undefined;
}

/** What a function returns that does nothing but return. */
function onlyResult(node: Node): Node | null {
  if (node.body.type !== 'BlockStatement') return node.body;
  const [only, ...more] = statements(node.body);
  return only?.type === 'ReturnStatement' && more.length === 0 ? only.argument : null;
}

/** Words that take a scenario apart from running anything. */
const DECLARING = new Set(['threads', 'coroutines', 'processes']);
