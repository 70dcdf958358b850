import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createContext, Script } from 'node:vm';
import { packageRoot } from '../../harness/assignment/package-root.js';
import type { PortfolioPlan } from '../../harness/explore/portfolio.js';
import { compile } from '../../harness/submission/compile.js';
import { compilePrelude } from '../../harness/submission/prelude.js';
import type { Program } from '../../harness/submission/program.js';
import type { Engine } from '../../harness/world/engine.js';
import { bareContext } from '../../harness/world/thread/real/bare-context.js';
import { VirtualRunner } from '../../harness/world/thread/virtual/runner.js';
import type { BenchProgram } from '../programs/bench-program.js';

const MAX_STEPS = 4000;

export function compiled({ submission, scenario }: BenchProgram): Program {
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

const BUILT_INS =
  'Object Array Map Set WeakMap WeakSet Math Number String Boolean Symbol Error TypeError RangeError JSON Reflect Atomics ArrayBuffer SharedArrayBuffer Int32Array Uint32Array Uint8Array DataView BigInt Infinity NaN Promise Proxy'
    .split(' ')
    .join(',');

/** The engine as the explorer has it: one script in a bare context, and each task in one of its own. */
export function engineOf(program: BenchProgram, plan: PortfolioPlan): Engine {
  const source = readFileSync(join(packageRoot(), 'dist', 'engine.js'), 'utf8');
  const context = createContext(Object.create(null) as object, { codeGeneration: { strings: false, wasm: false } });
  const script = new Script(`(function(${BUILT_INS}){${source}\n;return __il_engine;})(${BUILT_INS})`, {
    filename: 'engine',
  });
  const { open } = script.runInContext(context) as { open(config: string, context: () => unknown): Engine };
  const config = {
    world: 'thread',
    program: compiled(program),
    prelude: compilePrelude(),
    scenario: 'bench',
    maxSteps: MAX_STEPS,
  };
  return open(JSON.stringify({ ...config, recordAccesses: false, plan }), bareContext);
}
