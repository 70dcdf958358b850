import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { BoundedSearch } from '../../explore/bounded-search.js';
import { compile } from '../../submission/compile.js';
import { compilePrelude } from '../../submission/prelude.js';
import { bareContext } from '../thread/real/bare-context.js';
import { preparePosix, preparePosixScenario } from './prepare-posix.js';
import { ProcessRunner } from './virtual/runner.js';

const prelude = compilePrelude();

const SCENARIO = `
import { mark } from 'interleave/scenario';
import { main, child } from './starter/example.js';
export const only = {
  roles: { main: () => { mark('main', main()); }, child: (a, b) => { mark('child', child(a, b)); } },
  leaves: ['queues', 'sharedMemory', 'semaphores', 'paths'],
};
`;

/** How the executions of an example end, with what its roles returned. */
function outcomes(path: string): string[] {
  const source = readFileSync(new URL(`../../../examples/${path}`, import.meta.url), 'utf8');
  const compiled = compile({
    files: preparePosix(new Map([['example.ts', source]])),
    entry: 'example.ts',
    exports: ['main', 'child'],
    scenario: { name: 'scenarios', file: 'scenarios.js', source: preparePosixScenario(SCENARIO) },
  });
  if (compiled.kind === 'problem') throw new Error(compiled.problem.message);
  const runner = new ProcessRunner({
    program: compiled.program,
    scenario: 'only',
    maxSteps: 2000,
    context: bareContext,
    prelude,
  });
  const seen = new Set<string>();
  const search = new BoundedSearch(2);
  for (let count = 0; count < 300 && search.begin(); count += 1) {
    runner.run(search);
    const { events, end } = runner.history();
    const told = events.flatMap((event) => {
      if (event.type === 'uncaught') return [event.error];
      return event.type === 'mark' && (typeof event.value === 'string' || typeof event.value === 'number')
        ? [String(event.value)]
        : [];
    });
    seen.add([...told, end.status].join('; '));
  }
  return [...seen].sort();
}

describe.each([
  ['pipe', ['Hello from parent; done'], /^stuck$/],
  ['message-queue', ['Hello from parent, and hello from child; done'], /^Hello from parent; stuck|stuck$/],
  ['shared-memory', ['Hello from parent; done'], /^; done|^Hello?; done|; done/],
  ['signal', ['0; done'], /^10; done$/],
  ['socket', ['Hello from parent; done'], /ENOENT|ECONNREFUSED/],
])('%s', (name, right, wrong) => {
  test('right', () => {
    expect(outcomes(`${name}/right.ts`)).toEqual(right);
  }, 60_000);

  test('wrong', () => {
    const seen = outcomes(`${name}/wrong.ts`).filter((outcome) => !right.includes(outcome));
    expect(seen.some((outcome) => wrong.test(outcome))).toBe(true);
  }, 60_000);
});
