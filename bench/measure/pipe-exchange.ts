import { compile } from '../../harness/submission/compile.js';
import { compilePrelude } from '../../harness/submission/prelude.js';
import { preparePosix, preparePosixScenario } from '../../harness/world/process/prepare-posix.js';
import { ProcessRunner } from '../../harness/world/process/virtual/runner.js';
import { bareContext } from '../../harness/world/thread/real/bare-context.js';

const SUBMISSION = `import { read, write } from 'posix';
export function asks(r: number, w: number): number {
  write(w, 'q');
  return read(r, 1).length;
}
export function answers(r: number, w: number): void {
  read(r, 1);
  write(w, 'a');
}`;

const SCENARIO = `import { check, processes } from 'interleave/scenario';
import { pipe, spawn, waitpid, F_SETFD, fcntl } from 'posix';
import { answers, asks } from './starter/work.js';
export const exchange = processes({
  roles: {
    main: () => {
      const there = pipe();
      const back = pipe();
      const pid = spawn('child', [there[0], back[1]]);
      check(asks(back[0], there[1]) === 1, 'no answer');
      waitpid(pid);
    },
    child: (r, w) => answers(r, w),
  },
});`;

/** Two processes: one asks through a pipe, the other one answers through a second, and is waited for. */
export function pipeExchange(): ProcessRunner {
  const compiled = compile({
    files: preparePosix(new Map([['work.ts', SUBMISSION]])),
    entry: 'work.ts',
    exports: [],
    scenario: { name: 'exchange', file: 'scenarios.ts', source: preparePosixScenario(SCENARIO) },
  });
  if (compiled.kind === 'problem') throw new Error(compiled.problem.message);
  return new ProcessRunner({
    program: compiled.program,
    scenario: 'exchange',
    maxSteps: 1000,
    context: bareContext,
    prelude: compilePrelude(),
  });
}
