/** What a module exports and imports, read from its JavaScript. */
import { specifierName, statements, valueNode, type Node } from './ast.js';

export interface ExportedName {
  name: string;
  /** The identifier in the module, or the name of a default export without one. */
  local: { identifier: Node } | { declared: string } | { from: string; name: string | null };
  node: Node;
}

export interface ModuleShape {
  exports: ExportedName[];
  /** Specifiers of `export * from`. */
  stars: { specifier: string; node: Node }[];
  /** Every specifier imported from, in order, each once. */
  sources: { specifier: string; node: Node }[];
}

export const DEFAULT_EXPORT = '__il_default';

export function moduleShape(program: Node): ModuleShape {
  const shape: ModuleShape = { exports: [], stars: [], sources: [] };
  for (const node of statements(program)) {
    if (node.source !== null && node.source !== undefined) {
      const specifier = String(node.source.value);
      if (!shape.sources.some((source) => source.specifier === specifier)) shape.sources.push({ specifier, node });
    }
    switch (node.type) {
      case 'ExportAllDeclaration': {
        const specifier = String(node.source?.value);
        if (node.exported === null) shape.stars.push({ specifier, node });
        else shape.exports.push({ name: specifierName(node.exported), local: { from: specifier, name: null }, node });
        break;
      }
      case 'ExportDefaultDeclaration':
        shape.exports.push({ name: 'default', local: { declared: defaultName(node) }, node });
        break;
      case 'ExportNamedDeclaration':
        namedExports(node, shape);
        break;
    }
  }
  return shape;
}

function defaultName(node: Node): string {
  const declaration = node.declaration;
  const named = declaration?.type === 'FunctionDeclaration' || declaration?.type === 'ClassDeclaration';
  return (named ? declaration.id?.name : undefined) ?? DEFAULT_EXPORT;
}

function namedExports(node: Node, shape: ModuleShape): void {
  for (const specifier of node.specifiers) {
    const name = specifierName(specifier.exported ?? specifier.local);
    if (node.source === null) shape.exports.push({ name, local: { identifier: specifier.local }, node: specifier });
    else
      shape.exports.push({
        name,
        local: { from: String(node.source.value), name: specifierName(specifier.local) },
        node: specifier,
      });
  }
  const declaration = node.declaration;
  if (declaration === null) return;
  if (declaration.type === 'VariableDeclaration') {
    for (const item of declaration.declarations) {
      for (const identifier of boundNames(item.id))
        shape.exports.push({ name: identifier.name, local: { identifier }, node: identifier });
    }
  } else if (declaration.id !== null) {
    shape.exports.push({ name: declaration.id.name, local: { declared: declaration.id.name }, node: declaration });
  }
}

/** The identifiers that a pattern declares. */
export function boundNames(pattern: Node | null): Node[] {
  switch (pattern?.type) {
    case 'Identifier':
      return [pattern];
    case 'AssignmentPattern':
      return boundNames(pattern.left);
    case 'RestElement':
      return boundNames(pattern.argument);
    case 'ArrayPattern':
      return pattern.elements.flatMap(boundNames);
    case 'ObjectPattern':
      return pattern.properties.flatMap((property) =>
        boundNames(property.type === 'RestElement' ? property : valueNode(property)),
      );
    default:
      return [];
  }
}
