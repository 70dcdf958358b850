/**
 * Puts the few calls of `CodeRuntime` into TypeScript source, in place: every line stays where it was.
 *
 * At the head of functions and loop iterations `__ilTick(site)` bounds a turn that never ends, whether it loops with or
 * without awaits; around the operand of `await` and `throw` a call says where the task is. None of them changes what
 * the code means or the order of its microtasks.
 */
import MagicString from 'magic-string';
import { parseSync } from 'oxc-parser';
import type { Site } from '../../../submission/program.js';
import type { CoroutineSource } from './program.js';

export class CoroutineSyntaxError extends Error {
  override readonly name = 'CoroutineSyntaxError';
  readonly file: string;
  /** Offset in the source, in UTF-16 units. */
  readonly offset: number;
  constructor(message: string, file: string, offset: number) {
    super(message);
    this.file = file;
    this.offset = offset;
  }
}

interface Node {
  type: string;
  start: number;
  end: number;
  [key: string]: unknown;
}

const RESERVED = '__il';

/** @returns the source with the calls in it; its sites are appended to `sites`. */
export function instrument(source: CoroutineSource, sites: Site[]): string {
  const { program, errors } = parseSync(
    source.id.replace(/[^\w./-]/g, '_').replace(/(\.[cm]?[jt]s)?$/, '.ts'),
    source.text,
    {
      lang: 'ts',
      sourceType: 'module',
    },
  );
  const first = errors[0];
  if (first !== undefined) throw new CoroutineSyntaxError(first.message, source.id, first.labels[0]?.start ?? 0);
  const work = new Instrumentation(source, sites);
  work.visit(program as unknown as Node);
  return work.text.toString();
}

class Instrumentation {
  readonly text: MagicString;
  readonly #source: CoroutineSource;
  readonly #sites: Site[];
  readonly #lines: number[] = [0];

  constructor(source: CoroutineSource, sites: Site[]) {
    this.#source = source;
    this.#sites = sites;
    this.text = new MagicString(source.text);
    for (let i = 0; i < source.text.length; i += 1) if (source.text[i] === '\n') this.#lines.push(i + 1);
  }

  visit(node: Node): void {
    this.#change(node);
    for (const key of Object.keys(node)) {
      const child = node[key];
      if (Array.isArray(child)) for (const each of child) this.#descend(each);
      else this.#descend(child);
    }
  }

  #descend(child: unknown): void {
    if (typeof child === 'object' && child !== null && 'type' in child && 'start' in child) this.visit(child as Node);
  }

  #change(node: Node): void {
    switch (node.type) {
      case 'AwaitExpression':
        this.#around(node.argument as Node, '__ilWait', node);
        break;
      case 'ThrowStatement':
        this.#around(node.argument as Node, '__ilRaise', node);
        break;
      case 'FunctionDeclaration':
      case 'FunctionExpression':
      case 'ArrowFunctionExpression':
        this.#function(node);
        break;
      case 'ForStatement':
      case 'ForInStatement':
      case 'ForOfStatement':
      case 'WhileStatement':
      case 'DoWhileStatement':
        this.#loop(node);
        break;
      case 'ImportDeclaration':
      case 'ExportNamedDeclaration':
      case 'ExportAllDeclaration':
      case 'ImportExpression':
        this.#specifier((node.source as Node | null) ?? undefined);
        break;
      case 'Identifier':
        if (String(node.name).startsWith(RESERVED)) {
          throw new CoroutineSyntaxError(
            `Names that start with '${RESERVED}' are reserved`,
            this.#source.id,
            node.start,
          );
        }
        break;
      default:
        break;
    }
  }

  #around(operand: Node, callee: string, at: Node): void {
    this.text.appendLeft(operand.start, `${callee}(${String(this.#site(at))}, (`).prependRight(operand.end, '))');
  }

  #function(node: Node): void {
    const body = node.body as Node | null;
    if (body === null || body === undefined) return;
    const tick = `__ilTick(${String(this.#site(node))})`;
    if (body.type !== 'BlockStatement' && body.type !== 'FunctionBody') {
      this.text.appendLeft(body.start, `(${tick}, (`).prependRight(body.end, '))');
      return;
    }
    const directives = (body.body as Node[]).filter((each) => typeof each.directive === 'string');
    const last = directives.at(-1);
    // A directive need not end in a semicolon.
    this.text.appendLeft(last?.end ?? body.start + 1, `${last === undefined ? '' : ';'} ${tick};`);
  }

  #loop(node: Node): void {
    const body = node.body as Node;
    const tick = `__ilTick(${String(this.#site(node))});`;
    if (body.type === 'BlockStatement') this.text.appendLeft(body.start + 1, ` ${tick}`);
    else this.text.appendLeft(body.start, `{ ${tick} `).prependRight(body.end, ' }');
  }

  #specifier(source: Node | undefined): void {
    const target = source === undefined ? undefined : this.#source.imports?.[String(source.value)];
    if (source !== undefined && target !== undefined) {
      this.text.overwrite(source.start, source.end, JSON.stringify(target));
    }
  }

  #site(node: Node): number {
    let low = 0;
    let high = this.#lines.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#lines[middle] ?? 0) <= node.start) low = middle;
      else high = middle - 1;
    }
    const text = this.#source.text.slice(node.start, node.end).split('\n', 1)[0] ?? '';
    this.#sites.push({
      file: this.#source.file ?? this.#source.id,
      line: low + 1,
      column: node.start - (this.#lines[low] ?? 0) + 1,
      text: text.trim().slice(0, 80),
    });
    return this.#sites.length - 1;
  }
}
