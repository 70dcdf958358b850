/** From a submission's files and a scenario to a program that a realm can run. */
import { statements, specifierName, type Node } from './ast.js';
import { emitModule, type ImportTarget } from './emit-module.js';
import { parseModule, type ParsedModule } from './parse.js';
import { CompileError, problemAt, type CompileProblem } from './problem.js';
import type { CompiledModule, Program, Site } from './program.js';
import { isPure } from './purity.js';
import { candidates, isRelative } from './resolve.js';
import { ModuleSites } from './sites.js';

export type { CompileProblem } from './problem.js';

export interface CompileInput {
  /** By path relative to the submission's folder, with `/`. */
  files: ReadonlyMap<string, string>;
  /** The file that has to export what the assignment asks for. */
  entry: string;
  /** Names that the entry must export. */
  exports: readonly string[];
  scenario: {
    /** The module's id is `scenario:NAME`. */
    name: string;
    /** The file's name, for sites; it says by its ending whether it is TypeScript. */
    file: string;
    source: string;
  };
  /** What the scenario's imports of the starter mean; `./starter/X.js` is the submission's `X` without being named here. */
  links?: Readonly<Record<string, string>>;
}

export type CompileResult = { kind: 'program'; program: Program } | { kind: 'problem'; problem: CompileProblem };

const WORDS = 'interleave/scenario';

export function compile(input: CompileInput): CompileResult {
  try {
    return { kind: 'program', program: new Compilation(input).run() };
  } catch (error) {
    if (error instanceof CompileError) return { kind: 'problem', problem: error.problem };
    if (error instanceof RangeError) {
      const message = 'The code is nested too deeply. Divide it.';
      return {
        kind: 'problem',
        problem: problemAt('unsupported', message, input.entry, input.files.get(input.entry) ?? '', 0),
      };
    }
    throw error;
  }
}

class Compilation {
  private readonly modules = new Map<string, ParsedModule>();
  private readonly targets = new Map<string, Map<string, ImportTarget>>();
  private readonly scenarioId: string;

  constructor(private readonly input: CompileInput) {
    this.scenarioId = `scenario:${input.scenario.name}`;
  }

  run(): Program {
    const { scenario, entry } = this.input;
    this.add(entry, entry, this.source(entry));
    this.checkExports();
    this.add(this.scenarioId, scenario.file, scenario.source);
    for (const module of this.modules.values()) this.checkImports(module);
    const sites: Site[] = [];
    const unswitchable: Program['unswitchable'] = [];
    const modules = [...this.modules.values()].map((module) => this.emit(module, sites, unswitchable));
    return { modules, entry: this.scenarioId, sites, unswitchable };
  }

  private source(file: string): string {
    const source = this.input.files.get(file);
    if (source === undefined) throw new Error(`the submission has no file ${file}`);
    return source;
  }

  /** Parses a module and all that it imports. */
  private add(id: string, file: string, source: string): void {
    const module = parseModule(id, file, source);
    this.modules.set(id, module);
    const targets = new Map<string, ImportTarget>();
    this.targets.set(id, targets);
    for (const { specifier } of module.shape.sources) {
      const target = this.resolve(module, file, specifier);
      targets.set(specifier, target);
      if (target.kind === 'module' && !this.modules.has(target.id))
        this.add(target.id, target.id, this.source(target.id));
    }
  }

  private resolve(module: ParsedModule, file: string, specifier: string): ImportTarget {
    const ofScenario = module.id === this.scenarioId;
    if (ofScenario && specifier === WORDS) return { kind: 'words' };
    if (!isRelative(specifier)) {
      throw this.importError(
        'forbidden-import',
        module,
        file,
        specifier,
        `The import of '${specifier}' is not allowed: a submission may import only its own files, by a path that begins with './'.`,
      );
    }
    const found = ofScenario
      ? this.starter(specifier)
      : candidates(specifier, file).find((path) => this.input.files.has(path));
    if (found !== undefined) return { kind: 'module', id: found };
    const message = `There is no file for the import '${specifier}'. The submission has: ${[...this.input.files.keys()].join(', ')}.`;
    throw this.importError('missing-module', module, file, specifier, message);
  }

  private starter(specifier: string): string | undefined {
    const linked = this.input.links?.[specifier];
    if (linked !== undefined) return linked;
    const name = /(?:^|\/)starter\/(.+)$/.exec(specifier)?.[1];
    if (name === undefined) return undefined;
    return candidates(`./${name}`, '').find((path) => this.input.files.has(path)) ?? this.input.entry;
  }

  private importError(
    kind: CompileProblem['kind'],
    module: ParsedModule,
    file: string,
    specifier: string,
    message: string,
  ): CompileError {
    const { source, program } = module.original;
    const node = statements(program).find(
      (item) => item.source?.value === specifier && (item as { importKind?: string }).importKind !== 'type',
    );
    return new CompileError(problemAt(kind, message, file, source, node?.start ?? 0));
  }

  /** All names that a module exports, `export *` included. */
  private exported(id: string, seen = new Set<string>()): string[] {
    const module = this.modules.get(id);
    if (module === undefined || seen.has(id)) return [];
    seen.add(id);
    const names = module.shape.exports.map((item) => item.name);
    for (const { specifier } of module.shape.stars) {
      const target = this.targets.get(id)?.get(specifier);
      if (target?.kind === 'module') names.push(...this.exported(target.id, seen).filter((name) => name !== 'default'));
    }
    return [...new Set(names)];
  }

  private checkExports(): void {
    const { entry } = this.input;
    const names = this.exported(entry);
    const missing = this.input.exports.find((name) => !names.includes(name));
    if (missing === undefined) return;
    const has = names.length === 0 ? 'exports nothing' : `exports only ${names.map((name) => `'${name}'`).join(', ')}`;
    const message = `${entry} must export '${missing}', but ${has}. Write 'export' before its declaration (a type or interface is not enough).`;
    throw new CompileError(problemAt('missing-export', message, entry, this.source(entry), 0));
  }

  private checkImports(module: ParsedModule): void {
    for (const node of statements(module.plain.program)) {
      if (node.source === null || node.source === undefined) continue;
      const target = this.targets.get(module.id)?.get(String(node.source.value));
      if (target?.kind !== 'module') continue;
      const names = this.exported(target.id);
      for (const wanted of wantedNames(node)) {
        if (names.includes(wanted)) continue;
        const message = `'${String(node.source.value)}' has no export '${wanted}'. Its exports: ${names.join(', ') || 'none'}.`;
        throw this.importError('missing-export', module, this.fileOf(module), String(node.source.value), message);
      }
    }
  }

  private fileOf(module: ParsedModule): string {
    return module.id === this.scenarioId ? this.input.scenario.file : module.id;
  }

  private inCycle(id: string): boolean {
    const reached = new Set<string>();
    const visit = (from: string): void => {
      for (const target of this.targets.get(from)?.values() ?? []) {
        if (target.kind !== 'module' || reached.has(target.id)) continue;
        reached.add(target.id);
        visit(target.id);
      }
    };
    visit(id);
    return reached.has(id);
  }

  private emit(module: ParsedModule, sites: Site[], unswitchable: Program['unswitchable']): CompiledModule {
    const targets = this.targets.get(module.id);
    const target = (specifier: string): ImportTarget => {
      const found = targets?.get(specifier);
      if (found === undefined) throw new Error(`${module.id} does not import ${specifier}`);
      return found;
    };
    const { source, program } = module.original;
    const emitted = emitModule({
      id: module.id,
      ...module.plain,
      scopes: module.scopes,
      shape: module.shape,
      enums: module.enums,
      sites: new ModuleSites(sites, this.fileOf(module), source, program, module.plain.program),
      target,
      starNames: (specifier) => {
        const at = target(specifier);
        return at.kind === 'module' ? this.exported(at.id) : [];
      },
      inCycle: this.inCycle(module.id),
    });
    unswitchable.push(...emitted.unswitchable);
    return { id: module.id, code: emitted.code, pure: isPure(module.plain.program, module.scopes, module.enums) };
  }
}

/** The names that an import or re-export asks for. */
function wantedNames(node: Node): string[] {
  return (
    node.specifiers?.flatMap((item) => {
      switch (item.type) {
        case 'ImportSpecifier':
          return [specifierName(item.imported)];
        case 'ImportDefaultSpecifier':
          return ['default'];
        case 'ExportSpecifier':
          return [specifierName(item.local)];
        default:
          return [];
      }
    }) ?? []
  );
}
