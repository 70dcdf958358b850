/** Loops: every iteration begins with a place where the task may be switched away from. */
import type { Node } from './ast.js';
import { stepText } from './emit-members.js';
import { consumed, pattern, receive } from './emit-patterns.js';
import type { Emitter } from './emitter.js';
import { StepKind } from './runtime.js';
import type { Binding } from './scope.js';

/** @param labels `outer: ` and the like, to stand directly before the loop */
export function loop(e: Emitter, node: Node, labels: string): string {
  return e.scoped(() => {
    const token = e.temporaries.take();
    const begin = `${token} = __il_rt.loop(${e.site(node)}); `;
    const head = (counter?: string): string =>
      iterate(e, token, counter === undefined ? assigned(e, node) : [...assigned(e, node), counter]);
    switch (node.type) {
      case 'WhileStatement':
        return `{ ${begin}${labels}while ((${head()}, ${e.emit(test(node))})) ${e.emit(node.body)} }`;
      case 'DoWhileStatement':
        return `{ ${begin}${labels}do { ${head()}; ${e.emit(node.body)} } while (${e.emit(test(node))}); }`;
      case 'ForStatement': {
        const init = node.init === null ? '' : e.emit(node.init);
        const condition = node.test === null ? 'true' : e.emit(node.test);
        const update = node.update === null ? '' : e.emit(node.update);
        return `{ ${begin}${labels}for (${init}; (${head()}, ${condition}); ${update}) ${e.emit(node.body)} }`;
      }
      case 'ForInStatement':
        return forIn(e, node, begin + labels, head);
      default:
        return forOf(e, node, begin, labels, head);
    }
  });
}

function test(node: Node): Node {
  if (node.test === null) throw new Error('only a for loop can do without a test');
  return node.test;
}

function iterate(e: Emitter, token: string, values: readonly string[]): string {
  const list = [token, ...values].join(', ');
  return e.twin ? `__il_rt.iterate(${list}) && (yield __il_SW)` : `__il_rt.iterateHere(${list})`;
}

/** Its own position is part of what the iteration changes, or equal elements would look like a repetition. */
function counted(e: Emitter): { name: string; begin: string } {
  const name = e.temporaries.take();
  return { name: `${name}++`, begin: `${name} = 0; ` };
}

function forIn(e: Emitter, node: Node, before: string, head: (counter: string) => string): string {
  const counter = counted(e);
  const right = e.emit(node.right);
  const id = node.left.type === 'VariableDeclaration' ? node.left.declarations[0]?.id : undefined;
  const left = id ? `${node.left.kind} ${pattern(e, id)}` : 'const __il_v';
  const take = id ? '' : receive(e, node.left, '__il_v');
  return `{ ${counter.begin}${before}for (${left} in ${right}) { ${head(counter.name)}; ${take}${e.emit(node.body)} } }`;
}

function forOf(e: Emitter, node: Node, begin: string, labels: string, head: (counter: string) => string): string {
  const counter = counted(e);
  const keyword = node.await ? 'for await' : 'for';
  if (node.await || node.right.type === 'ArrayExpression') {
    const take = receive(e, node.left, '__il_v');
    return `{ ${counter.begin}${begin}${labels}${keyword} (const __il_v of ${e.emit(node.right)}) { ${head(counter.name)}; ${take} ${e.emit(node.body)} } }`;
  }
  const source = e.temporaries.take();
  const shared = e.temporaries.take();
  const before = `${counter.begin}${source} = ${consumed(e, e.emit(node.right), node.right)}; ${shared} = __il_rt.shared(${source}) && typeof ${source}.length === "number"; ${begin}`;
  const value = `(${shared} ? ${stepText(e, StepKind.Read, e.site(node), `${source}, __il_v`)} : __il_v)`;
  return `{ ${before}${labels}for (const __il_v of ${shared} ? ${e.helper('__il_indices')}(${source}) : ${source}) { ${head(counter.name)}; ${receive(e, node.left, value)} ${e.emit(node.body)} } }`;
}

/**
 * Names of the variables that live longer than an iteration and that the loop assigns, itself or in a closure made in it.
 * What belongs to a function around this one is reported as an effect where it is assigned.
 */
function assigned(e: Emitter, node: Node): string[] {
  return e.scopes.all.filter((binding) => outlives(e, binding, node)).map((binding) => binding.name);
}

function outlives(e: Emitter, binding: Binding, node: Node): boolean {
  if (binding.scope.owner !== e.context.owner || binding.kind === 'const' || binding.kind === 'import') return false;
  if (!binding.writes.some((at) => at >= node.start && at < node.end)) return false;
  if (binding.kind === 'var' || binding.kind === 'param') return true;
  const scope = binding.scope.node;
  if (scope === node) return node.type === 'ForStatement';
  // declared in the loop: new in each iteration; declared after it or in another case of a switch: perhaps not there yet
  return binding.at < node.start && scope.type !== 'SwitchStatement';
}
