/** A module from text to what the emitter needs. */
import { parseSync } from 'oxc-parser';
import { transformSync } from 'oxc-transform';
import { children, type Node } from './ast.js';
import { moduleShape, type ModuleShape } from './exports.js';
import { nestedTooDeeply } from './nesting.js';
import { CompileError, problemAt } from './problem.js';
import { refused } from './restrictions.js';
import { analyse, type Scopes } from './scope.js';

export interface ParsedModule {
  id: string;
  /** As it was written. */
  original: { source: string; program: Node };
  /** Without types. */
  plain: { source: string; program: Node };
  scopes: Scopes;
  shape: ModuleShape;
  enums: ReadonlySet<string>;
}

/**
 * @param file the name to show, which also says whether it is TypeScript
 * @param trusted our own code, which may use reserved names
 * @throws CompileError
 */
export function parseModule(id: string, file: string, source: string, trusted = false): ParsedModule {
  const typed = /\.m?ts$/.test(file);
  const deep = trusted ? null : nestedTooDeeply(file, source);
  if (deep !== null) throw new CompileError(deep);
  const written = parse(file, source, typed);
  const problem = trusted ? null : refused(file, source, written);
  if (problem !== null) throw new CompileError(problem);
  const javascript = typed ? strip(file, source) : source;
  const program = typed ? parse(file, javascript, false) : written;
  return {
    id,
    original: { source, program: written },
    plain: { source: javascript, program },
    scopes: analyse(program),
    shape: moduleShape(program),
    enums: enumNames(written),
  };
}

function parse(file: string, source: string, typed: boolean): Node {
  const result = parseSync(file, source, { lang: typed ? 'ts' : 'js', sourceType: 'module', preserveParens: true });
  fail(file, source, result.errors);
  return result.program as unknown as Node;
}

function strip(file: string, source: string): string {
  const result = transformSync(file, source, { lang: 'ts', sourceType: 'module', target: 'esnext' });
  fail(file, source, result.errors);
  return result.code;
}

interface Complaint {
  severity: unknown;
  message: string;
  helpMessage: string | null;
  labels: { start: number }[];
}

function fail(file: string, source: string, errors: readonly Complaint[]): void {
  const error = errors.find((item) => String(item.severity) === 'Error');
  if (error === undefined) return;
  const help = error.helpMessage === null ? '' : ` (${error.helpMessage})`;
  throw new CompileError(problemAt('syntax', error.message + help, file, source, error.labels[0]?.start ?? 0));
}

function enumNames(program: Node): Set<string> {
  const names = new Set<string>();
  const visit = (node: Node): void => {
    if (node.type === 'TSEnumDeclaration' && node.id !== null) names.add(node.id.name);
    for (const child of children(node)) visit(child);
  };
  visit(program);
  return names;
}
