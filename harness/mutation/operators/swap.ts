import { children, type Node, statements } from '../../submission/ast.js';
import { type Edit, instead, type Operator, type Site, textOf } from '../operator.js';

/** Two locks taken or given back the other way round. */
export const swapLocks: Operator = { name: 'swap-locks', mutate: (site) => swaps(site, true) };

/** Two steps in the wrong order, as a store moved over a store, or out of the section that a lock protects. */
export const swapStatements: Operator = { name: 'swap-statements', mutate: (site) => swaps(site, false) };

const PAIRS: Readonly<Record<string, string>> = { lock: 'unlock', acquire: 'release' };

/** A lock given back where it should be taken, and the other way round. */
export const wrongLockOperation: Operator = {
  name: 'wrong-lock-operation',
  mutate: (site) => {
    const { node } = site;
    if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return [];
    const name = textOf(site, node.callee.property);
    for (const [take, give] of Object.entries(PAIRS)) {
      if (name.replace('#', '') === take) return [instead(node.callee.property, name.replace(take, give))];
      if (name.replace('#', '') === give) return [instead(node.callee.property, name.replace(give, take))];
    }
    return [];
  },
};

const MOVABLE = /^(Expression|If|For|ForOf|While)Statement$|^VariableDeclaration$/;

function swaps(site: Site, locks: boolean): Edit[][] {
  const { node, ancestors } = site;
  if (node.type !== 'BlockStatement' && node.type !== 'FunctionBody') return [];
  if (ancestors.some(({ type, kind }) => type === 'MethodDefinition' && kind === 'constructor')) return [];
  const list = statements(node);
  return list.flatMap((first, index) => {
    const second = list[index + 1];
    if (second === undefined || !MOVABLE.test(first.type) || !MOVABLE.test(second.type)) return [];
    if (sameCall(site, first, second) !== locks || !mayDiffer(first, second)) return [];
    return [[...instead(first, textOf(site, second)), ...instead(second, textOf(site, first))]];
  });
}

/** Both call the same method, as in `this.#take(a); this.#take(b)`. */
function sameCall(site: Site, first: Node, second: Node): boolean {
  const [one, other] = [first, second].map(({ type, expression }) =>
    type === 'ExpressionStatement' && expression.type === 'CallExpression'
      ? textOf(site, expression.callee)
      : undefined,
  );
  return one !== undefined && one === other && !one.startsWith('Atomics.');
}

/** The order can matter, and the second can be run without what the first declares. */
function mayDiffer(first: Node, second: Node): boolean {
  const used = names(second);
  if (first.type === 'VariableDeclaration' && declared(first).some((name) => used.has(name))) return false;
  return (touches(first) && touches(second)) || [...names(first)].some((name) => used.has(name));
}

function declared({ declarations }: Node): string[] {
  return declarations.flatMap(({ id }) => (id === null ? [] : [...names(id)]));
}

function names(node: Node): Set<string> {
  const own = node.type === 'Identifier' ? [node.name] : [];
  return new Set([...own, ...children(node).flatMap((child) => [...names(child)])]);
}

/** It does something, or looks at something, that is not its own. */
function touches(node: Node): boolean {
  return /^(Call|Await|Yield|New|Member)Expression$/.test(node.type) || children(node).some(touches);
}
