/** Which binding each identifier of a module means, and what each function of it uses. */
import { bare, children, isClass, isElement, isFunction, isLoop, statements, valueNode, type Node } from './ast.js';
import { isPureCall } from './globals.js';

export type BindingKind = 'var' | 'let' | 'const' | 'function' | 'class' | 'param' | 'import' | 'catch' | 'self';

export interface Binding {
  name: string;
  kind: BindingKind;
  scope: Scope;
  /** Offset of the declaration. */
  at: number;
  /** The function, class or initial value, where it is declared with one and only once. */
  value: Node | null;
  /** Offsets of assignments other than the declaration's own. */
  writes: number[];
  declarations: number;
}

export interface Scope {
  /** The node that opens it. */
  node: Node;
  parent: Scope | null;
  owner: FunctionInfo;
  bindings: Map<string, Binding>;
}

/** A function, or what counts as one: the module itself, a field's initial value, a static block. */
export interface FunctionInfo {
  node: Node;
  parent: FunctionInfo | null;
  kind: 'module' | 'function' | 'arrow' | 'method' | 'constructor' | 'accessor' | 'field' | 'static';
  thisUsed: boolean;
  /** Uses `arguments`, `super` or `new.target` (of its own or, for an arrow, of the function around it). */
  argumentsUsed: boolean;
  superUsed: boolean;
  newTargetUsed: boolean;
  /** Contains, itself, something that may be a step: a call, an element access, a loop, iteration. */
  mayStep: boolean;
  /** For the constructor of a derived class: the end of its first `super(…)` statement, 0 if there is none. */
  superEnd: number | null;
  privateGetter: boolean;
}

export interface Scopes {
  module: Scope;
  /** Null: declared nowhere in the module. */
  resolve(identifier: Node): Binding | null;
  info(functionLike: Node): FunctionInfo;
  scopeOf(node: Node): Scope | undefined;
  /** All bindings, in the order of their declaration. */
  all: readonly Binding[];
}

export function analyse(program: Node): Scopes {
  const analysis = new Analysis(program);
  analysis.run(program);
  return analysis;
}

class Analysis implements Scopes {
  readonly all: Binding[] = [];
  readonly module: Scope;
  private readonly scopes = new Map<Node, Scope>();
  private readonly infos = new Map<Node, FunctionInfo>();
  private readonly references = new Map<Node, Binding | null>();
  private readonly privateGetters = new Set<string>();
  private readonly pending: { identifier: Node; scope: Scope; write: boolean }[] = [];

  constructor(program: Node) {
    this.module = this.open(program, null, this.enter(program, null, 'module'));
  }

  resolve(identifier: Node): Binding | null {
    return this.references.get(identifier) ?? null;
  }
  info(node: Node): FunctionInfo {
    const info = this.infos.get(node);
    if (info === undefined) throw new Error(`no function at ${String(node.start)}`);
    return info;
  }
  scopeOf(node: Node): Scope | undefined {
    return this.scopes.get(node);
  }

  run(program: Node): void {
    for (const statement of statements(program)) this.visit(statement, this.module);
    for (const { identifier, scope, write } of this.pending) {
      let at: Scope | null = scope;
      let binding: Binding | undefined;
      while (at !== null && (binding = at.bindings.get(identifier.name)) === undefined) at = at.parent;
      this.references.set(identifier, binding ?? null);
      if (binding !== undefined && write) binding.writes.push(identifier.start);
    }
  }

  private readsPrivateGetter(node: Node): boolean {
    return (
      node.type === 'MemberExpression' &&
      node.property.type === 'PrivateIdentifier' &&
      this.privateGetters.has(node.property.name)
    );
  }

  private enter(node: Node, parent: FunctionInfo | null, kind: FunctionInfo['kind']): FunctionInfo {
    const info: FunctionInfo = {
      node,
      parent,
      kind,
      thisUsed: false,
      argumentsUsed: false,
      superUsed: false,
      newTargetUsed: false,
      mayStep: false,
      superEnd: null,
      privateGetter: false,
    };
    this.infos.set(node, info);
    return info;
  }

  private open(node: Node, parent: Scope | null, owner: FunctionInfo): Scope {
    const scope: Scope = { node, parent, owner, bindings: new Map() };
    this.scopes.set(node, scope);
    return scope;
  }

  private declare(name: string, kind: BindingKind, scope: Scope, at: number, value: Node | null): void {
    const known = scope.bindings.get(name);
    if (known !== undefined) {
      known.declarations += 1;
      known.value = null;
      if (kind === 'function') known.kind = 'function';
      return;
    }
    const binding = { name, kind, scope, at, value, writes: [], declarations: 1 };
    scope.bindings.set(name, binding);
    this.all.push(binding);
  }

  private refer(identifier: Node, scope: Scope, write: boolean): void {
    this.pending.push({ identifier, scope, write });
  }

  /** The scope that a `var` in this scope belongs to. */
  private varScope(scope: Scope): Scope {
    let at = scope;
    while (at.node !== at.owner.node && at.parent !== null) at = at.parent;
    return at;
  }

  private uses(scope: Scope, use: (info: FunctionInfo) => void): void {
    for (let info: FunctionInfo | null = scope.owner; info !== null; info = info.parent) {
      use(info);
      if (info.kind !== 'arrow') return;
    }
  }

  private visit(node: Node, scope: Scope): void {
    if (isFunction(node))
      return this.visitFunction(node, scope, node.type === 'ArrowFunctionExpression' ? 'arrow' : 'function');
    if (isClass(node)) return this.visitClass(node, scope);
    if (mayStep(node) || this.readsPrivateGetter(node)) scope.owner.mayStep = true;
    switch (node.type) {
      case 'Identifier':
        if (node.name === 'arguments') this.uses(scope, (info) => (info.argumentsUsed = true));
        this.refer(node, scope, false);
        return;
      case 'ThisExpression':
        this.uses(scope, (info) => (info.thisUsed = true));
        return;
      case 'Super':
        this.uses(scope, (info) => (info.superUsed = info.thisUsed = true));
        return;
      case 'MetaProperty':
        this.uses(scope, (info) => (info.newTargetUsed = true));
        return;
      case 'MemberExpression':
        this.visit(node.object, scope);
        if (node.computed) this.visit(node.property, scope);
        return;
      case 'Property':
        if (node.computed) this.visit(node.key, scope);
        return this.visitValue(
          valueNode(node),
          scope,
          node.method || node.kind !== 'init' ? (node.method ? 'method' : 'accessor') : null,
        );
      case 'VariableDeclaration':
        for (const item of node.declarations) {
          this.bind(item.id, scope, node.kind as BindingKind, item.init);
          if (item.init !== null) this.visit(item.init, scope);
          else if (node.kind === 'var') continue;
        }
        return;
      case 'AssignmentExpression':
        this.target(node.left, scope);
        this.visit(node.right, scope);
        return;
      case 'UpdateExpression':
        return this.target(node.argument, scope);
      case 'LabeledStatement':
        return this.visit(node.body, scope);
      case 'BreakStatement':
      case 'ContinueStatement':
        return;
      case 'BlockStatement':
      case 'SwitchStatement':
      case 'ForStatement':
        return this.visitChildren(node, this.open(node, scope, scope.owner));
      case 'ForOfStatement':
      case 'ForInStatement': {
        const inner = this.open(node, scope, scope.owner);
        if (node.left.type === 'VariableDeclaration') this.visit(node.left, inner);
        else this.target(node.left, inner);
        this.visit(node.right, inner);
        return this.visit(node.body, inner);
      }
      case 'CatchClause': {
        const inner = this.open(node, scope, scope.owner);
        if (node.param !== null) this.bind(node.param, inner, 'catch', null);
        return this.visit(node.body, inner);
      }
      case 'ImportDeclaration':
        for (const item of node.specifiers) this.declare(item.local.name, 'import', scope, item.start, null);
        return;
      case 'ExportNamedDeclaration':
        if (node.declaration !== null) return this.visit(node.declaration, scope);
        if (node.source === null) for (const item of node.specifiers) this.refer(item.local, scope, false);
        return;
      case 'ExportAllDeclaration':
        return;
      default:
        return this.visitChildren(node, scope);
    }
  }

  private visitChildren(node: Node, scope: Scope): void {
    for (const child of children(node)) this.visit(child, scope);
  }

  private visitValue(value: Node | null, scope: Scope, kind: FunctionInfo['kind'] | null): void {
    if (value === null) return;
    if (kind !== null && isFunction(value)) this.visitFunction(value, scope, kind);
    else this.visit(value, scope);
  }

  private visitFunction(node: Node, scope: Scope, kind: FunctionInfo['kind'], derived = false): void {
    let outer = scope;
    if (node.type === 'FunctionDeclaration' && node.id !== null)
      this.declare(node.id.name, 'function', scope, node.start, node);
    const info = this.enter(node, scope.owner, kind);
    if (node.type === 'FunctionExpression' && node.id !== null) {
      outer = { node: node.id, parent: scope, owner: info, bindings: new Map() };
      this.declare(node.id.name, 'self', outer, node.start, null);
    }
    const inner = this.open(node, outer, info);
    for (const parameter of node.params) this.bind(parameter, inner, 'param', null);
    if (node.body.type === 'BlockStatement') {
      if (derived) info.superEnd = superEnd(node.body);
      for (const statement of statements(node.body)) this.visit(statement, inner);
    } else this.visit(node.body, inner);
  }

  private visitClass(node: Node, scope: Scope): void {
    if (node.type === 'ClassDeclaration' && node.id !== null)
      this.declare(node.id.name, 'class', scope, node.start, node);
    const inner = this.open(node, scope, scope.owner);
    if (node.id !== null) this.declare(node.id.name, 'class', inner, node.start, node);
    if (node.superClass !== null) this.visit(node.superClass, inner);
    for (const member of statements(node.body)) {
      if (member.kind === 'get' && member.key.type === 'PrivateIdentifier') this.privateGetters.add(member.key.name);
    }
    for (const member of statements(node.body)) {
      if (member.type === 'StaticBlock') {
        const block = this.open(member, inner, this.enter(member, scope.owner, 'static'));
        for (const statement of statements(member)) this.visit(statement, block);
        continue;
      }
      if (member.computed) this.visit(member.key, inner);
      const value = valueNode(member);
      if (value === null) continue;
      if (member.type === 'MethodDefinition') {
        const kind = member.kind === 'constructor' ? 'constructor' : member.kind === 'method' ? 'method' : 'accessor';
        this.visitFunction(value, inner, kind, kind === 'constructor' && node.superClass !== null);
        this.info(value).privateGetter = member.kind === 'get' && member.key.type === 'PrivateIdentifier';
      } else {
        this.visit(value, this.open(member, inner, this.enter(member, scope.owner, 'field')));
      }
    }
  }

  /** A pattern that declares. */
  private bind(pattern: Node | null, scope: Scope, kind: BindingKind, init: Node | null): void {
    if (pattern === null) return;
    switch (pattern.type) {
      case 'Identifier': {
        const home = kind === 'var' ? this.varScope(scope) : scope;
        this.declare(pattern.name, kind, home, pattern.start, init);
        // a `var` with a value is an assignment like any other: it may stand in a loop
        this.refer(pattern, home, kind === 'var');
        return;
      }
      case 'AssignmentPattern':
        this.bind(pattern.left, scope, kind, null);
        return this.visit(pattern.right, scope);
      case 'ArrayPattern':
        scope.owner.mayStep = true;
        for (const element of pattern.elements) this.bind(element, scope, kind, null);
        return;
      case 'ObjectPattern':
        for (const property of pattern.properties) {
          if (property.type === 'RestElement') this.bind(property.argument, scope, kind, null);
          else {
            if (property.computed) this.visit(property.key, scope);
            this.bind(valueNode(property), scope, kind, null);
          }
        }
        return;
      case 'RestElement':
        return this.bind(pattern.argument, scope, kind, null);
      default:
        throw new Error(`a ${pattern.type} is no pattern`);
    }
  }

  /** A pattern or place that is assigned to. */
  private target(pattern: Node | null, scope: Scope): void {
    if (pattern === null) return;
    switch (pattern.type) {
      case 'Identifier':
        return this.refer(pattern, scope, true);
      case 'ParenthesizedExpression':
        return this.target(pattern.expression, scope);
      case 'AssignmentPattern':
        this.target(pattern.left, scope);
        return this.visit(pattern.right, scope);
      case 'ArrayPattern':
        scope.owner.mayStep = true;
        for (const element of pattern.elements) this.target(element, scope);
        return;
      case 'ObjectPattern':
        for (const property of pattern.properties) {
          if (property.type === 'RestElement') this.target(property.argument, scope);
          else {
            if (property.computed) this.visit(property.key, scope);
            this.target(valueNode(property), scope);
          }
        }
        return;
      case 'RestElement':
        return this.target(pattern.argument, scope);
      default:
        return this.visit(pattern, scope);
    }
  }
}

function superEnd(body: Node): number {
  const first = statements(body).find((statement) => {
    if (statement.type !== 'ExpressionStatement') return false;
    const call = bare(statement.expression);
    return call.type === 'CallExpression' && call.callee.type === 'Super';
  });
  return first?.end ?? 0;
}

/** Whether evaluating the node itself, without its parts, may be a step. */
export function mayStep(node: Node): boolean {
  switch (node.type) {
    case 'CallExpression':
      return !looksPure(node);
    case 'TaggedTemplateExpression':
    case 'SpreadElement':
      return true;
    default:
      return isElement(node) || isLoop(node);
  }
}

/** By name only: a shadowed `Math` makes a function plain that could have had a twin, which loses nothing but a switch. */
function looksPure(call: Node): boolean {
  const callee = bare(call.callee);
  if (callee.type === 'Identifier') return isPureCall(callee.name, null);
  if (callee.type !== 'MemberExpression' || callee.computed || callee.object.type !== 'Identifier') return false;
  return isPureCall(callee.object.name, callee.property.name);
}
