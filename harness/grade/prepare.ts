import { createHash } from 'node:crypto';
import { readFileSync, statSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { LoadedAssignment } from '../assignment/load.js';
import { compile } from '../submission/compile.js';
import { compilePrelude } from '../submission/prelude.js';
import type { Program } from '../submission/program.js';

/** A submission that can be run: compiled once, by the judge. */
export interface Prepared {
  program: Program;
  /** Text of the module that gives built-ins their generator twins. */
  prelude: string;
  /** `sha256:` and hexadecimal, over names and contents. */
  digest: string;
}

export type Preparation =
  | { type: 'prepared'; prepared: Prepared; digest: string }
  /** The submission cannot be read or compiled: its author's to mend. */
  | { type: 'problem'; message: string; digest: string };

export async function prepare(assignment: LoadedAssignment, path: string): Promise<Preparation> {
  const { definition, scenarios } = assignment;
  const entry = definition.submission.file;
  const files = new Map<string, string>();
  if (statSync(path).isDirectory()) {
    for (const name of readdirSync(path, { recursive: true, encoding: 'utf8' })) if (/\.[mc]?[jt]s$/.test(name)) files.set(name, readFileSync(join(path, name), 'utf8'));
  } else files.set(entry, readFileSync(path, 'utf8'));
  const digest = digestOf(files);
  const compiled = compile({
    files,
    entry,
    exports: Object.keys(definition.submission.exports),
    scenario: { name: 'scenarios', file: 'scenarios.ts', source: readFileSync(scenarios, 'utf8') },
  });
  if (compiled.kind === 'problem') {
    const { file, line, column, message, frame } = compiled.problem;
    return { type: 'problem', message: `${file}:${line}:${column}: ${message}\n\n${frame}`, digest };
  }
  return { type: 'prepared', prepared: { program: compiled.program, prelude: compilePrelude(), digest }, digest };
}

function digestOf(files: ReadonlyMap<string, string>): string {
  const hash = createHash('sha256');
  for (const [name, text] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    hash.update(`${name.length}:${name}${text.length}:${text}`);
  }
  return `sha256:${hash.digest('hex')}`;
}
