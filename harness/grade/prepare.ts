import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { LoadedAssignment } from '../assignment/load.js';
import { type CompileInput, compile } from '../submission/compile.js';
import { compilePrelude } from '../submission/prelude.js';
import type { Program } from '../submission/program.js';
import { readSubmission } from '../submission/read.js';
import { candidates } from '../submission/resolve.js';
import { compileCoroutine } from '../world/coroutine/compile/compile.js';
import type { CoroutineProgram } from '../world/coroutine/compile/program.js';
import { preparePosix, preparePosixScenario } from '../world/process/prepare-posix.js';

/** What the judge compiles once and every child gets. `prelude`: text of the module that gives built-ins their twins. */
export type Source =
  | { world: 'thread' | 'process'; program: Program; prelude: string }
  | { world: 'coroutine'; program: CoroutineProgram };

/** A submission that can be run. */
export interface Prepared {
  source: Source;
  /** Somewhere it names `random`: what it does may depend on the seed. */
  drawsChance: boolean;
  /** `sha256:` and hexadecimal, over names and contents. */
  digest: string;
}

export type Preparation =
  | { type: 'prepared'; prepared: Prepared; digest: string }
  /** The submission cannot be read or compiled: its author's to mend. */
  | { type: 'problem'; message: string; digest: string };

export async function prepare(assignment: LoadedAssignment, path: string): Promise<Preparation> {
  const { definition, scenarios } = assignment;
  const read = readSubmission(path, definition.submission.file);
  if (read.kind === 'problem') return { type: 'problem', message: read.problem.message, digest: digestOf(new Map()) };
  const { files, entry } = read;
  const digest = digestOf(files);
  const scenario = readFileSync(scenarios, 'utf8');
  const input: CompileInput = {
    files,
    entry,
    exports: Object.keys(definition.submission.exports),
    scenario: { name: 'scenarios', file: 'scenarios.ts', source: scenario },
  };
  const compiled = definition.world === 'process' ? compile(withPosix(input)) : compile(input);
  if (compiled.kind === 'problem') {
    const { file, line, column, message, frame } = compiled.problem;
    return { type: 'problem', message: `${file}:${line}:${column}: ${message}\n\n${frame}`, digest };
  }
  const { world } = definition;
  const drawsChance = [scenario, ...files.values()].some((text) => text.includes('random'));
  const source: Source =
    world === 'coroutine'
      ? { world, program: await coroutineProgram(files, entry, scenario) }
      : { world, program: compiled.program, prelude: compilePrelude() };
  return { type: 'prepared', prepared: { source, digest, drawsChance }, digest };
}

function withPosix(input: CompileInput): CompileInput {
  const { files, scenario } = input;
  return {
    ...input,
    files: preparePosix(files),
    scenario: { ...scenario, source: preparePosixScenario(scenario.source) },
  };
}

/** Coroutines run natively: their types are stripped, and awaits and loops announce themselves. */
function coroutineProgram(
  files: ReadonlyMap<string, string>,
  entry: string,
  scenario: string,
): Promise<CoroutineProgram> {
  const sources = [...files].map(([id, text]) => ({ id, text, imports: importsOf(id, text, files) }));
  const starter = { [`./starter/${entry.replace(/\.ts$/, '.js')}`]: entry };
  return compileCoroutine(
    [...sources, { id: 'scenario:scenarios', file: 'scenarios.ts', text: scenario, imports: starter }],
    'scenario:scenarios',
  );
}

/** The relative imports of a file and the files that they mean. */
function importsOf(id: string, text: string, files: ReadonlyMap<string, string>): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [, specifier = ''] of text.matchAll(/\bfrom\s*['"](\.[^'"]*)['"]|\bimport\s*['"](\.[^'"]*)['"]/g)) {
    const file = candidates(specifier, id).find((path) => files.has(path));
    if (file !== undefined) found[specifier] = file;
  }
  return found;
}

function digestOf(files: ReadonlyMap<string, string>): string {
  const hash = createHash('sha256');
  for (const [name, text] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    hash.update(`${name.length}:${name}${text.length}:${text}`);
  }
  return `sha256:${hash.digest('hex')}`;
}
