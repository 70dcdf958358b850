/** Which functions get a generator twin. */
import type { Node } from './ast.js';
import type { FunctionInfo, Scopes } from './scope.js';

/** Why a function cannot have a twin, or null. */
export function whyNot(info: FunctionInfo): string | null {
  const { node } = info;
  if (info.kind === 'module') return 'the top level of a module';
  if (info.kind === 'field') return 'the initial value of a field';
  if (info.kind === 'static') return 'a static block';
  if (info.kind === 'constructor') return 'a constructor';
  if (info.kind === 'accessor' && !isPrivateGetter(info)) return 'a getter or setter';
  if (node.async) return 'an async function';
  if (node.generator) return 'a generator of the submission';
  if (info.newTargetUsed) return 'a function that uses new.target';
  if (info.kind === 'arrow') {
    if (info.argumentsUsed) return "an arrow function that uses 'arguments'";
    if (info.superUsed) return "an arrow function that uses 'super'";
    if (info.thisUsed && beforeSuper(info)) return "an arrow function that uses 'this' before super()";
  }
  return null;
}

/** A private getter is only read where its class can see it, so its readers can enter a twin. */
function isPrivateGetter(info: FunctionInfo): boolean {
  return info.privateGetter;
}

/** In a derived class's constructor `this` may not be there yet when the arrow function is made. */
function beforeSuper(arrow: FunctionInfo): boolean {
  let info: FunctionInfo | null = arrow;
  while (info !== null && info.kind === 'arrow') info = info.parent;
  return info !== null && info.superEnd !== null && (info.superEnd === 0 || arrow.node.start < info.superEnd);
}

export function needsTwin(functionNode: Node, scopes: Scopes): boolean {
  const info = scopes.info(functionNode);
  return info.mayStep && whyNot(info) === null;
}
