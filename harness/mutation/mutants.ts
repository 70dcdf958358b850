/** Mutants: copies of a program with one mistake each (R. DeMillo, R. Lipton, F. Sayward, "Hints on Test Data Selection", 1978). */
import MagicString from 'magic-string';
import { parseSync } from 'oxc-parser';
import { transformSync } from 'oxc-transform';
import { children, type Node } from '../submission/ast.js';
import { type Change, changeBetween } from './change.js';
import { type Edit, enclosing, type Operator, type Site } from './operator.js';
import { operators as all } from './operators.js';

export interface Mutant extends Change {
  /** `operator:line`, and `.2`, `.3` where there are several: names it for as long as the file stays as it is. */
  id: string;
  operator: string;
  /** The method or function that is mutated, or `module`. */
  in: string;
  /** As in the keys of a submission's files. */
  file: string;
  /** The whole file with the mistake. */
  source: string;
}

/**
 * Every mutant of a TypeScript file, in the order of its lines. What comes to the same text, or differs in types and
 * blanks only, is one mutant or none.
 * @throws Error where the file cannot be parsed
 */
export function mutantsOf(file: string, source: string, operators: readonly Operator[] = all): Mutant[] {
  const { program, errors } = parseSync(file, source, { lang: 'ts', sourceType: 'module', preserveParens: true });
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message ?? ''}`);
  const seen = new Set([plain(file, source)]);
  const found: (Mutant & { rank: number })[] = [];
  const sites = sitesOf(program as unknown as Node, source);
  for (const [rank, { name, mutate }] of operators.entries()) {
    for (const site of sites) {
      for (const edits of mutate(site)) {
        const mutated = apply(source, edits);
        const meaning = plain(file, mutated);
        if (meaning === undefined || seen.has(meaning)) continue;
        seen.add(meaning);
        const change = changeBetween(source, mutated);
        found.push({ id: '', operator: name, in: enclosing(site), file, source: mutated, ...change, rank });
      }
    }
  }
  return named(found.sort((one, other) => one.line - other.line || one.rank - other.rank));
}

/** Without types and blanks; undefined where it cannot be compiled, as where an operator meets syntax it does not know. */
function plain(file: string, source: string): string | undefined {
  const { code, errors } = transformSync(file, source, { lang: 'ts', sourceType: 'module', target: 'esnext' });
  return errors.length > 0 ? undefined : code;
}

function apply(source: string, edits: readonly Edit[]): string {
  const text = new MagicString(source);
  for (const { start, end, text: replacement } of edits) {
    if (start === end) text.appendLeft(start, replacement);
    else text.update(start, end, replacement);
  }
  return text.toString();
}

/** Everything that is there when types are gone. */
function sitesOf(program: Node, source: string): Site[] {
  const sites: Site[] = [];
  const visit = (node: Node, ancestors: readonly Node[]): void => {
    const isType = node.type.startsWith('TS') && !/^TS(As|NonNull|Satisfies)/.test(node.type);
    if (isType) return;
    sites.push({ node, ancestors, source });
    for (const child of children(node)) visit(child, [node, ...ancestors]);
  };
  visit(program, []);
  return sites;
}

function named(mutants: readonly (Mutant & { rank: number })[]): Mutant[] {
  const counts = new Map<string, number>();
  return mutants.map(({ rank: _, ...mutant }) => {
    const base = `${mutant.operator}:${String(mutant.line)}`;
    const count = (counts.get(base) ?? 0) + 1;
    counts.set(base, count);
    return { ...mutant, id: count === 1 ? base : `${base}.${String(count)}` };
  });
}
