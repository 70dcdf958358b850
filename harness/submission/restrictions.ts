/** What a submission may not contain, found in the source as it was written. */
import { bare, children, isFunction, type Node } from './ast.js';
import { problemAt, type CompileProblem } from './problem.js';

/** The first thing refused, or null. */
export function refused(file: string, source: string, program: Node): CompileProblem | null {
  const visit = (node: Node, inFunction: boolean): CompileProblem | null => {
    const reason = reasonAgainst(node, inFunction);
    if (reason !== null) return problemAt(reason.kind, reason.message, file, source, node.start);
    const inside = inFunction || isFunction(node);
    for (const child of children(node)) {
      const problem = visit(child, inside);
      if (problem !== null) return problem;
    }
    return null;
  };
  return visit(program, false);
}

function reasonAgainst(node: Node, inFunction: boolean): { kind: CompileProblem['kind']; message: string } | null {
  const unsupported = (message: string): { kind: CompileProblem['kind']; message: string } => ({
    kind: 'unsupported',
    message,
  });
  switch (node.type) {
    case 'Identifier':
    case 'PrivateIdentifier':
      if (!node.name.startsWith('__il')) return null;
      return {
        kind: 'reserved-name',
        message: `The name '${node.name}' begins with '__il', which interleave keeps for itself. Choose another name.`,
      };
    case 'ImportExpression':
      return unsupported('import(…) at run time is not supported. Import at the top of the file instead.');
    case 'MetaProperty':
      return node.meta.name === 'import'
        ? unsupported("'import.meta' is not supported: a submission runs without a file of its own.")
        : null;
    case 'AwaitExpression':
      return inFunction
        ? null
        : unsupported("'await' at the top level of a module is not supported. Put it into an async function.");
    case 'ForOfStatement':
      return node.await && !inFunction
        ? unsupported("'for await' at the top level of a module is not supported. Put it into an async function.")
        : null;
    case 'CallExpression':
    case 'NewExpression': {
      const callee = bare(node.callee);
      if (callee.type !== 'Identifier') return null;
      if (callee.name === 'eval') return unsupported("'eval' is not supported: write the code out.");
      if (callee.name === 'Function')
        return unsupported("Making functions from text with 'Function' is not supported: write the code out.");
      return null;
    }
    case 'Decorator':
      return unsupported('Decorators are not supported.');
    case 'TSImportEqualsDeclaration':
    case 'TSExportAssignment':
      return unsupported("'import … = require(…)' and 'export =' are not supported. Use 'import … from' and 'export'.");
    case 'VariableDeclaration':
      return node.kind === 'using' || node.kind === 'await using'
        ? unsupported("'using' declarations are not supported. Use try … finally.")
        : null;
    case 'JSXElement':
    case 'JSXFragment':
      return unsupported('JSX is not supported.');
    default:
      return null;
  }
}
