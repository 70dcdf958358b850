import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { packageRoot } from '../../harness/assignment/package-root.js';
import { compile } from '../../harness/submission/compile.js';
import { compilePrelude } from '../../harness/submission/prelude.js';
import type { Program } from '../../harness/submission/program.js';
import { bareContext } from '../../harness/world/thread/real/bare-context.js';
import { VirtualRunner } from '../../harness/world/thread/virtual/runner.js';
import type { BenchProgram } from '../programs/bench-program.js';

const MAX_STEPS = 4000;

/** The text of a program's file, under its name alone. */
function source(file: string): [string, string] {
  const path = join(packageRoot(), 'bench', 'programs', 'submissions', `${file}.ts`);
  return [basename(path), readFileSync(path, 'utf8')];
}

function compiled({ submission, imports = [], scenario }: BenchProgram): Program {
  const [entry, text] = source(submission);
  const result = compile({
    files: new Map([[entry, text], ...imports.map(source)]),
    entry,
    exports: [],
    scenario: { name: 'bench', file: 'scenarios.ts', source: scenario },
  });
  if (result.kind === 'problem') throw new Error(`${submission}: ${result.problem.message}`);
  return result.program;
}

/** A runner in this context: for strategies of one's own. */
export function runnerOf(program: BenchProgram, maxSteps = MAX_STEPS): VirtualRunner {
  return new VirtualRunner({
    program: compiled(program),
    scenario: 'bench',
    maxSteps,
    recordAccesses: false,
    context: bareContext,
    prelude: compilePrelude(),
  });
}
