/** Places in the original source for nodes of the JavaScript that is left when the types are gone. */
import { children, isElement, isFunction, isLoop, type Node } from './ast.js';
import type { Site } from './program.js';

const TEXT_LIMIT = 80;
/** Above this, matching by longest common subsequence would cost too much; submissions never get near. */
const MATCH_LIMIT = 9_000_000;

/** Numbers of places; -1 where the caller's place counts. */
export interface SiteNumbers {
  number(node: Node): number;
}

export class ModuleSites implements SiteNumbers {
  private readonly originals: Map<Node, Node>;
  private readonly numbers = new Map<Node, number>();
  private readonly lineStarts: number[];
  private readonly around: ReadonlyMap<Node, string>;

  /**
   * @param table the program's sites, shared by all modules; grows.
   * @param original the parsed source as it was written
   * @param plain the parsed JavaScript
   */
  constructor(
    private readonly table: Site[],
    private readonly file: string,
    private readonly source: string,
    original: Node,
    plain: Node,
  ) {
    this.originals = match(landmarks(plain), landmarks(original));
    this.around = functionsAround(original);
    this.lineStarts = [0];
    for (let at = source.indexOf('\n'); at !== -1; at = source.indexOf('\n', at + 1)) this.lineStarts.push(at + 1);
  }

  /** The site's number. A node that has no counterpart (it was made from an enum, say) is placed at the file's beginning. */
  number(node: Node): number {
    const original = this.originals.get(node);
    const known = this.numbers.get(original ?? node);
    if (known !== undefined) return known;
    const number = this.table.length;
    this.numbers.set(original ?? node, number);
    const within = original && this.around.get(original);
    this.table.push(
      original === undefined
        ? { file: this.file, line: 1, column: 1, text: '' }
        : {
            file: this.file,
            ...this.position(original.start),
            text: this.text(original),
            ...(within !== undefined && { within }),
          },
    );
    return number;
  }

  position(offset: number): { line: number; column: number } {
    let low = 0;
    let high = this.lineStarts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.lineStarts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (this.lineStarts[low] ?? 0) + 1 };
  }

  private text(node: Node): string {
    const whole = node.type === 'MethodDefinition' ? (node.value as Node) : node;
    const loopHead = isLoop(whole) && whole.type !== 'DoWhileStatement';
    const functionHead = isFunction(whole) && whole.body?.type === 'BlockStatement';
    const end = loopHead || functionHead ? whole.body.start : whole.end;
    const line = this.source.slice(node.start, end).replace(/\s+/g, ' ').trim();
    return line.length <= TEXT_LIMIT ? line : `${line.slice(0, TEXT_LIMIT - 1)}…`;
  }
}

/** For each node the name of the innermost function or method around it that has one. */
function functionsAround(program: Node): Map<Node, string> {
  const around = new Map<Node, string>();
  const visit = (node: Node, within: string | undefined, named: string | undefined): void => {
    if (within !== undefined) around.set(node, within);
    const inside = isFunction(node) ? (node.id?.name ?? named ?? within) : within;
    const given = nameGiven(node);
    for (const child of children(node)) visit(child, inside, given);
  };
  visit(program, undefined, undefined);
  return around;
}

/** What this node calls a function that is its value. */
function nameGiven(node: Node): string | undefined {
  switch (node.type) {
    case 'MethodDefinition':
    case 'PropertyDefinition':
    case 'Property':
      return node.computed ? undefined : name(node.key);
    case 'VariableDeclarator':
      return node.id?.name;
    default:
      return undefined;
  }
}

interface Landmark {
  node: Node;
  key: string;
}

const KINDS = new Set([
  'CallExpression',
  'NewExpression',
  'TaggedTemplateExpression',
  'AssignmentExpression',
  'UpdateExpression',
  'ArrayPattern',
  'SpreadElement',
  'ClassDeclaration',
  'ClassExpression',
  'ObjectExpression',
  'MethodDefinition',
]);

/** The nodes that may become sites, in the order of the source, each with what is the same before and after. */
function landmarks(program: Node): Landmark[] {
  const found: Landmark[] = [];
  const visit = (node: Node): void => {
    if (KINDS.has(node.type) || isLoop(node) || isFunction(node) || isElement(node))
      found.push({ node, key: key(node) });
    for (const child of children(node)) visit(child);
  };
  visit(program);
  return found;
}

function key(node: Node): string {
  switch (node.type) {
    case 'CallExpression':
    case 'NewExpression':
      return `${node.type} ${name(node.callee)} ${String(node.arguments.length)}`;
    case 'TaggedTemplateExpression':
      return `${node.type} ${name(node.tag)}`;
    case 'MemberExpression':
      return `${node.type} ${name(node.object)} ${name(node.property)}`;
    case 'AssignmentExpression':
      return `${node.operator} ${name(node.left)}`;
    case 'UpdateExpression':
      return `${node.operator} ${name(node.argument)}`;
    case 'ArrayPattern':
      return `${node.type} ${String(node.elements.length)}`;
    case 'ObjectExpression':
      return `${node.type} ${String(node.properties.length)}`;
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ClassDeclaration':
    case 'ClassExpression':
      return `${node.type} ${node.id?.name ?? ''}`;
    case 'MethodDefinition':
      return `${node.type} ${node.kind} ${name(node.key)}`;
    default:
      return node.type;
  }
}

function name(node: Node): string {
  switch (node.type) {
    case 'Identifier':
    case 'PrivateIdentifier':
      return node.name;
    case 'Literal':
      return String(node.value);
    case 'MemberExpression':
      return name(node.property);
    case 'ParenthesizedExpression':
    case 'TSNonNullExpression':
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSTypeAssertion':
    case 'TSInstantiationExpression':
    case 'ChainExpression':
      return name(node.expression);
    default:
      return node.type;
  }
}

function match(plain: Landmark[], original: Landmark[]): Map<Node, Node> {
  const pairs = new Map<Node, Node>();
  let from = 0;
  let plainEnd = plain.length;
  let originalEnd = original.length;
  const same = (i: number, j: number): boolean => plain[i]?.key === original[j]?.key;
  const pair = (i: number, j: number): void => {
    const [a, b] = [plain[i], original[j]];
    if (a !== undefined && b !== undefined) pairs.set(a.node, b.node);
  };
  while (from < plainEnd && from < originalEnd && same(from, from)) pair(from, from++);
  while (plainEnd > from && originalEnd > from && same(plainEnd - 1, originalEnd - 1)) pair(--plainEnd, --originalEnd);
  const rows = plainEnd - from;
  const columns = originalEnd - from;
  if (rows === 0 || columns === 0 || rows * columns > MATCH_LIMIT) return pairs;
  // longest common subsequence of what is left between the common beginning and end
  const width = columns + 1;
  const best = new Uint16Array((rows + 1) * width);
  for (let i = rows - 1; i >= 0; i--) {
    for (let j = columns - 1; j >= 0; j--) {
      best[i * width + j] = same(from + i, from + j)
        ? (best[(i + 1) * width + j + 1] ?? 0) + 1
        : Math.max(best[(i + 1) * width + j] ?? 0, best[i * width + j + 1] ?? 0);
    }
  }
  for (let i = 0, j = 0; i < rows && j < columns; ) {
    if (same(from + i, from + j)) pair(from + i++, from + j++);
    else if ((best[(i + 1) * width + j] ?? 0) >= (best[i * width + j + 1] ?? 0)) i++;
    else j++;
  }
  return pairs;
}
