/**
 * Loads an assignment: bundles its `assignment.ts` into a temporary file, imports it and validates what it exports.
 * An `assignment.ts` is the teacher's and trusted; a submission never comes here.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BuildFailure, Plugin } from 'esbuild';
import { AssignmentError } from './assignment-error.js';
import type { AssignmentDefinition } from './define.js';
import { findAssignment } from './list.js';
import { packageRoot, runsFromSource } from './package-root.js';

export interface LoadedAssignment {
  readonly definition: AssignmentDefinition;
  /** The assignment's own folder, absolute: handout, starter. */
  readonly folder: string;
  /** The file that exports the scenarios, absolute. */
  readonly scenarios: string;
  /** The folder that holds `assignments/`, `reference/` and `fixtures/`, absolute. */
  readonly root: string;
}

const loaded = new Map<string, Promise<LoadedAssignment>>();

/**
 * Loads a built-in assignment by its id, or any by the path of its folder. Loaded once in a process.
 * @throws AssignmentError where there is no such assignment or its definition is wrong.
 */
export function loadAssignment(idOrPath: string): Promise<LoadedAssignment> {
  const folder = findAssignment(idOrPath);
  let promise = loaded.get(folder);
  if (!promise) {
    promise = load(folder);
    loaded.set(folder, promise);
  }
  return promise;
}

async function load(folder: string): Promise<LoadedAssignment> {
  const file = join(folder, 'assignment.ts');
  const [exported, { validateDefinition, validateScenarios }] = await Promise.all([
    importDefinition(file),
    import('./validate.js'),
  ]);
  const definition = validateDefinition(exported, file);
  const scenarios = resolve(folder, definition.scenarios ?? './scenarios.ts');
  if (!existsSync(scenarios)) {
    throw new AssignmentError(
      `${file}: the scenarios' file ${scenarios} is missing. Write it, or name another one as 'scenarios'.`,
    );
  }
  const names = (await bundle(scenarios, [leaveOut])).exports;
  validateScenarios(definition.checks, names, file, scenarios);
  return { definition, folder, scenarios, root: resolve(folder, '../../..') };
}

async function importDefinition(file: string): Promise<unknown> {
  const { code } = await bundle(file, [entry()]);
  const { default: tmp } = await import('tmp');
  tmp.setGracefulCleanup();
  const folder = tmp.dirSync({ prefix: 'interleave-assignment-', unsafeCleanup: true });
  try {
    const copy = join(folder.name, 'assignment.mjs');
    writeFileSync(copy, code);
    const module = (await import(pathToFileURL(copy).href)) as { default?: unknown };
    if (module.default === undefined) {
      throw new AssignmentError(`${file} exports no assignment. End it with 'export default defineAssignment({...})'.`);
    }
    return module.default;
  } catch (error) {
    if (error instanceof AssignmentError) throw error;
    throw new AssignmentError(`${file} could not be run: ${String(error)}`, { cause: error });
  } finally {
    folder.removeCallback();
  }
}

interface Bundle {
  code: string;
  /** Names that the file exports, also by way of `export *`. */
  exports: string[];
}

async function bundle(file: string, plugins: Plugin[]): Promise<Bundle> {
  const esbuild = await import('esbuild');
  try {
    const result = await esbuild.build({
      entryPoints: [file],
      plugins,
      bundle: true,
      write: false,
      metafile: true,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      logLevel: 'silent',
      // A tsconfig.json that happens to lie near a teacher's folder must not change what the file means.
      tsconfigRaw: {},
      absWorkingDir: packageRoot(),
    });
    const exported = Object.values(result.metafile.outputs)[0]?.exports ?? [];
    return { code: result.outputFiles[0]?.text ?? '', exports: exported };
  } catch (error) {
    if (!isBuildFailure(error)) throw error;
    const messages = await esbuild.formatMessages(error.errors, { kind: 'error', color: false });
    throw new AssignmentError(`${file} could not be compiled:\n${messages.join('').trim()}`);
  }
}

function isBuildFailure(error: unknown): error is BuildFailure {
  return error instanceof Error && Array.isArray(Reflect.get(error, 'errors'));
}

/**
 * Resolves `interleave` to this package, wherever the assignment lies: to the build, which Node then shares between
 * assignments, or to the sources where these run.
 */
function entry(): Plugin {
  return {
    name: 'entry',
    setup(build) {
      build.onResolve({ filter: /^interleave$/ }, () =>
        runsFromSource()
          ? { path: join(packageRoot(), 'harness/assignment/index.ts') }
          : { path: pathToFileURL(join(packageRoot(), 'dist/assignment.js')).href, external: true },
      );
    },
  };
}

/** Packages are of no interest where only the names of exports are asked for. */
const leaveOut: Plugin = {
  name: 'leave-out',
  setup(build) {
    build.onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
      kind === 'entry-point' ? null : { path, external: true },
    );
  },
};
