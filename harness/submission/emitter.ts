/**
 * Rewrites a module's JavaScript: goes through the tree and builds the new text from the old one, replacing what may be a
 * step and copying the rest. Every rule is in the file that its subject names; this one holds what they share.
 */
import { bare, children, isElement, isFunction, isLoop, statements, type Node } from './ast.js';
import { arrowOrFunction, functionDeclaration, links } from './emit-functions.js';
import { callExpression, chainExpression, newExpression, taggedTemplate } from './emit-calls.js';
import { classText } from './emit-classes.js';
import { assignment, deletion, elementRead, memberSuffix, privateRead, update } from './emit-members.js';
import { loop } from './emit-loops.js';
import { objectLiteral } from './emit-objects.js';
import { declarator, pattern, spread } from './emit-patterns.js';
import type { EmittedHelper } from './emitted-helpers.js';
import { STANDARD_GLOBALS } from './globals.js';
import type { PrivateNames } from './private-names.js';
import type { Binding, FunctionInfo, Scopes } from './scope.js';
import type { SiteNumbers } from './sites.js';
import { Temporaries } from './temporaries.js';

/** The function whose code is being emitted. */
export interface Context {
  readonly owner: FunctionInfo;
  /** Whether it is a generator twin, so that steps may yield. */
  readonly twin: boolean;
  readonly temporaries: Temporaries;
  /** Among the parameters, where no temporary of the body can be seen. */
  readonly parameters?: boolean;
}

export class Emitter {
  readonly helpers = new Set<EmittedHelper>();
  readonly globals = new Set<string>();
  readonly unswitchable: { site: number; reason: string }[] = [];
  context: Context;
  privateNames: PrivateNames | null = null;

  /** @param imports the text that stands for each imported binding */
  constructor(
    readonly source: string,
    readonly program: Node,
    readonly scopes: Scopes,
    readonly sites: SiteNumbers,
    readonly imports: ReadonlyMap<Binding, string>,
    private readonly enums: ReadonlySet<string>,
  ) {
    this.context = { owner: scopes.info(program), twin: false, temporaries: new Temporaries() };
  }

  get twin(): boolean {
    return this.context.twin;
  }
  get temporaries(): Temporaries {
    return this.context.temporaries;
  }
  site(node: Node): string {
    return String(this.sites.number(node));
  }
  text(node: Node): string {
    return this.source.slice(node.start, node.end);
  }
  helper(name: EmittedHelper): string {
    this.helpers.add(name);
    return name;
  }

  /** Emits in another function's context and comes back. */
  within<T>(context: Context, emit: () => T): T {
    const outer = this.context;
    this.context = context;
    try {
      return emit();
    } finally {
      this.context = outer;
    }
  }

  /** Gives the temporaries that `emit` takes back at the end. */
  scoped(emit: () => string): string {
    const { temporaries } = this;
    const mark = temporaries.mark();
    const text = emit();
    temporaries.release(mark);
    return text;
  }

  /** An expression of which the temporaries cannot be declared at a function's head. */
  selfContained(owner: FunctionInfo, emit: () => string): string {
    const temporaries = new Temporaries();
    const text = this.within({ owner, twin: false, temporaries }, emit);
    return temporaries.used ? `(() => { ${temporaries.declaration()}return ${text}; })()` : text;
  }

  /** @param name for an anonymous function: the text of an expression for its name */
  emit(node: Node, name?: string): string {
    switch (node.type) {
      case 'Identifier':
        return this.identifier(node);
      case 'CallExpression':
        return callExpression(this, node);
      case 'ChainExpression':
        return chainExpression(this, node);
      case 'NewExpression':
        return newExpression(this, node);
      case 'TaggedTemplateExpression':
        return taggedTemplate(this, node);
      case 'MemberExpression':
        if (isElement(node)) return elementRead(this, node);
        return privateRead(this, node) ?? this.emit(node.object) + memberSuffix(this, node);
      case 'AssignmentExpression':
        return assignment(this, node);
      case 'UpdateExpression':
        return update(this, node);
      case 'UnaryExpression':
        return node.operator === 'delete' ? deletion(this, node) : this.splice(node);
      case 'ParenthesizedExpression':
        return `(${this.emit(node.expression, name)})`;
      case 'SpreadElement':
        return spread(this, node);
      case 'ObjectExpression':
        return objectLiteral(this, node);
      case 'FunctionDeclaration':
        return functionDeclaration(this, node);
      case 'FunctionExpression':
      case 'ArrowFunctionExpression':
        return arrowOrFunction(this, node, name);
      case 'ClassDeclaration':
      case 'ClassExpression':
        return classText(this, node);
      case 'VariableDeclarator':
        return this.enumObject(node) ? this.text(node) : declarator(this, node);
      case 'TemplateLiteral':
        return this.spliceOnly(node, node.expressions);
      case 'LabeledStatement':
        return this.labeled(node);
      case 'BlockStatement':
        return `{ ${links(this, statements(node))}${this.inside(node)}}`;
      case 'SwitchCase':
        return this.switchCase(node);
      case 'CatchClause':
        return `catch ${node.param === null ? '' : `(${pattern(this, node.param)}) `}${this.emit(node.body)}`;
      case 'ArrayPattern':
      case 'ObjectPattern':
        throw new Error(`a pattern at ${String(node.start)} outside of its rule`);
      case 'BreakStatement':
      case 'ContinueStatement':
      case 'MetaProperty':
        return this.text(node);
      default:
        return isLoop(node) ? loop(this, node, '') : this.splice(node);
    }
  }

  /** An expression, with the name that an anonymous function would be given here. */
  named(node: Node, name: string): string {
    const inner = bare(node);
    return isFunction(inner) && inner.id === null ? this.emit(node, name) : this.emit(node);
  }

  /** An expression that becomes one of several, parted by commas. */
  operand(node: Node): string {
    return node.type === 'SequenceExpression' ? `(${this.emit(node)})` : this.emit(node);
  }

  /** Copies the text, with its children emitted. */
  splice(node: Node): string {
    return this.spliceOnly(node, children(node));
  }

  spliceOnly(node: Node, parts: readonly Node[], from = node.start, to = node.end): string {
    let text = '';
    let at = from;
    for (const part of parts) {
      text += this.source.slice(at, part.start) + this.emit(part);
      at = part.end;
    }
    return text + this.source.slice(at, to);
  }

  /** What stands between a block's braces. */
  inside(block: Node): string {
    const open = this.source.indexOf('{', block.start);
    return this.spliceOnly(block, statements(block), open + 1, block.end - 1);
  }

  /** Whether evaluating this twice, or a little later, makes no difference as long as nothing else is evaluated between. */
  inert(node: Node): boolean {
    switch (node.type) {
      case 'ThisExpression':
        return true;
      case 'Literal':
        return node.regex === undefined;
      case 'Identifier': {
        const binding = this.scopes.resolve(node);
        return binding === null
          ? node.name === 'undefined' || STANDARD_GLOBALS.has(node.name)
          : binding.kind !== 'import';
      }
      case 'UnaryExpression':
        return node.operator === '-' && node.argument.type === 'Literal';
      default:
        return false;
    }
  }

  /** Whether an identifier means something declared outside of the function being emitted. */
  outer(identifier: Node): boolean {
    const binding = this.scopes.resolve(identifier);
    return binding === null || binding.scope.owner !== this.context.owner;
  }

  /** The name, where the identifier is a global that the module does not declare itself. */
  globalName(node: Node): string | null {
    return node.type === 'Identifier' && this.scopes.resolve(node) === null ? node.name : null;
  }

  private identifier(node: Node): string {
    const binding = this.scopes.resolve(node);
    if (binding === null) {
      if (STANDARD_GLOBALS.has(node.name)) this.globals.add(node.name);
      return node.name;
    }
    return this.imports.get(binding) ?? node.name;
  }

  /** The object of an enum of the source, which is made from constants: nothing there can be a step. */
  private enumObject(node: Node): boolean {
    if (node.id === null || !this.enums.has(node.id.name) || node.init?.type !== 'CallExpression') return false;
    const maker = bare(node.init.callee);
    return isFunction(maker) && constantsOnly(maker.body, this.enums);
  }

  private labeled(node: Node): string {
    let labels = '';
    let inner = node;
    while (inner.type === 'LabeledStatement') {
      labels += `${inner.label?.name ?? ''}: `;
      inner = inner.body;
    }
    return isLoop(inner) ? loop(this, inner, labels) : labels + this.emit(inner);
  }

  private switchCase(node: Node): string {
    const test = node.test === null ? 'default:' : `case ${this.emit(node.test)}:`;
    return `${test} ${links(this, node.consequent)}${node.consequent.map((statement) => this.emit(statement)).join('\n')}`;
  }
}

function constantsOnly(node: Node, names: ReadonlySet<string>): boolean {
  if (node.type === 'CallExpression') return false;
  if (node.type === 'MemberExpression' && !node.computed) return constantsOnly(node.object, names);
  if (node.type === 'Identifier') return names.has(node.name) || node.name === 'NaN' || node.name === 'Infinity';
  return children(node).every((child) => constantsOnly(child, names));
}
