import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../harness/assignment/package-root.js';
import { compile } from '../../harness/submission/compile.js';
import { compilePrelude } from '../../harness/submission/prelude.js';
import type { Program } from '../../harness/submission/program.js';
import { bareContext } from '../../harness/world/thread/real/bare-context.js';
import { VirtualRunner } from '../../harness/world/thread/virtual/runner.js';
import type { BenchProgram } from '../programs/bench-program.js';

const MAX_STEPS = 4000;

function compiled({ submission, scenario }: BenchProgram): Program {
  const file = `${submission}.ts`;
  const text = readFileSync(join(packageRoot(), 'bench', 'programs', 'submissions', file), 'utf8');
  const result = compile({
    files: new Map([[file, text]]),
    entry: file,
    exports: [],
    scenario: { name: 'bench', file: 'scenarios.ts', source: scenario },
  });
  if (result.kind === 'problem') throw new Error(`${submission}: ${result.problem.message}`);
  return result.program;
}

/** A runner in this context: for strategies of one's own. */
export function runnerOf(program: BenchProgram): VirtualRunner {
  return new VirtualRunner({
    program: compiled(program),
    scenario: 'bench',
    maxSteps: MAX_STEPS,
    recordAccesses: false,
    context: bareContext,
    prelude: compilePrelude(),
  });
}
