/** A whole module: the function `(rt, globals) => exports` around the rewritten body. */
import { specifierName, statements, type Node } from './ast.js';
import { classText } from './emit-classes.js';
import { functionDeclaration, links } from './emit-functions.js';
import { Emitter } from './emitter.js';
import { helperDeclarations, REALM_CONSTANTS } from './emitted-helpers.js';
import { DEFAULT_EXPORT, type ExportedName, type ModuleShape } from './exports.js';
import type { Binding, Scopes } from './scope.js';
import type { SiteNumbers } from './sites.js';

/** What an import specifier leads to. */
export type ImportTarget = { kind: 'module'; id: string } | { kind: 'words' };

export interface ModuleInput {
  id: string;
  source: string;
  program: Node;
  scopes: Scopes;
  shape: ModuleShape;
  sites: SiteNumbers;
  /** Names of enums in the source. */
  enums: ReadonlySet<string>;
  target: (specifier: string) => ImportTarget;
  /** What the module behind `export * from` exports. */
  starNames: (specifier: string) => readonly string[];
  inCycle: boolean;
}

export interface EmittedModule {
  code: string;
  unswitchable: { site: number; reason: string }[];
}

export function emitModule(input: ModuleInput): EmittedModule {
  const loaded = new Map<string, string>();
  for (const { specifier } of input.shape.sources) loaded.set(specifier, moduleText(input, specifier, loaded.size));
  const imports = importTexts(input, loaded);
  const e = new Emitter(input.source, input.program, input.scopes, input.sites, imports, input.enums);
  const list = statements(input.program);
  const body = list.map((statement) => topLevel(e, statement)).join('\n');
  const linkText = links(e, list);
  const exportText = exportsObject(input, e, loaded);
  const loads = [...loaded.entries()]
    .filter(([specifier]) => input.target(specifier).kind === 'module')
    .map(([specifier, text]) => `const ${text} = __il_rt.load(${JSON.stringify(idOf(input, specifier))});\n`);
  const globals = [...e.globals].sort();
  const code = [
    '(function (__il_rt, __il_globals) { "use strict";\n',
    globals.length === 0 ? '' : `const { ${globals.join(', ')} } = __il_globals;\n`,
    'const __il_SW = __il_rt.SWITCH, __il_T = __il_rt.TWIN, __il_words = __il_rt.words;\n',
    e.helpers.size === 0 ? '' : REALM_CONSTANTS + helperDeclarations(e.helpers),
    `const __il_exports = ${exportText};\n`,
    input.inCycle ? `__il_rt.publish(${JSON.stringify(input.id)}, __il_exports);\n` : '',
    ...loads,
    `${e.temporaries.declaration()}${linkText}\n${body}\nreturn __il_exports; })`,
  ].join('');
  return { code, unswitchable: e.unswitchable };
}

function idOf(input: ModuleInput, specifier: string): string {
  const target = input.target(specifier);
  return target.kind === 'module' ? target.id : '';
}

function moduleText(input: ModuleInput, specifier: string, index: number): string {
  const target = input.target(specifier);
  switch (target.kind) {
    case 'words':
      return '__il_words';
    case 'module':
      return `__il_m${String(index)}`;
    default:
      return target satisfies never;
  }
}

/** The text for each imported binding: a member of the other module's exports, so that bindings are live. */
function importTexts(input: ModuleInput, loaded: ReadonlyMap<string, string>): Map<Binding, string> {
  const texts = new Map<Binding, string>();
  for (const node of statements(input.program)) {
    if (node.type !== 'ImportDeclaration') continue;
    const from = loaded.get(String(node.source?.value)) ?? '';
    for (const specifier of node.specifiers) {
      const binding = input.scopes.module.bindings.get(specifier.local.name);
      if (binding === undefined) continue;
      if (specifier.type === 'ImportNamespaceSpecifier') texts.set(binding, from);
      else
        texts.set(
          binding,
          member(from, specifier.type === 'ImportDefaultSpecifier' ? 'default' : specifierName(specifier.imported)),
        );
    }
  }
  return texts;
}

function member(object: string, name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? `${object}.${name}` : `${object}[${JSON.stringify(name)}]`;
}

function exportsObject(input: ModuleInput, e: Emitter, loaded: ReadonlyMap<string, string>): string {
  const getters = input.shape.exports.map(
    (item) => `get ${JSON.stringify(item.name)}() { return ${exportedText(e, item, loaded)}; }`,
  );
  const own = new Set(input.shape.exports.map((item) => item.name));
  for (const { specifier } of input.shape.stars) {
    for (const name of input.starNames(specifier)) {
      if (name === 'default' || own.has(name)) continue;
      own.add(name);
      getters.push(`get ${JSON.stringify(name)}() { return ${member(loaded.get(specifier) ?? '', name)}; }`);
    }
  }
  return `{ ${['__proto__: null', ...getters].join(', ')} }`;
}

function exportedText(e: Emitter, item: ExportedName, loaded: ReadonlyMap<string, string>): string {
  const { local } = item;
  if ('identifier' in local) return e.emit(local.identifier);
  if ('declared' in local) return local.declared;
  const from = loaded.get(local.from) ?? '';
  return local.name === null ? from : member(from, local.name);
}

function topLevel(e: Emitter, node: Node): string {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
      return '';
    case 'ExportNamedDeclaration':
      return node.declaration === null ? '' : e.emit(node.declaration);
    case 'ExportDefaultDeclaration':
      return defaultExport(e, node.declaration);
    default:
      return e.emit(node);
  }
}

function defaultExport(e: Emitter, declaration: Node | null): string {
  if (declaration === null) return '';
  if (declaration.type === 'FunctionDeclaration')
    return functionDeclaration(e, declaration, declaration.id?.name ?? DEFAULT_EXPORT);
  if (declaration.type === 'ClassDeclaration') {
    // as a property's value the class gets the name `default`
    return declaration.id === null
      ? `const ${DEFAULT_EXPORT} = { "default": ${classText(e, declaration)} }["default"];`
      : classText(e, declaration);
  }
  return `const ${DEFAULT_EXPORT} = ${e.named(declaration, '"default"')};`;
}
