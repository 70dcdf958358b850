import fc from 'fast-check';
import { compile } from '../../../submission/compile.js';
import { compilePrelude } from '../../../submission/prelude.js';
import type { Program } from '../../../submission/program.js';
import { bareContext } from '../real/bare-context.js';
import { VirtualRunner } from '../virtual/runner.js';

/** Small scenarios for tests: whole programs that are compiled and run as a teacher's are. */

const cell = fc.integer({ min: 0, max: 1 });
const value = fc.integer({ min: 0, max: 2 });

const access = fc.oneof(
  { weight: 2, arbitrary: cell.map((at) => `seen(Atomics.load(memory, ${at}))`) },
  { weight: 2, arbitrary: fc.tuple(cell, value).map(([at, v]) => `Atomics.store(memory, ${at}, ${v})`) },
  { weight: 1, arbitrary: cell.map((at) => `seen(Atomics.add(memory, ${at}, 1))`) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(cell, value, value)
      .map(([at, a, b]) => `seen(Atomics.compareExchange(memory, ${at}, ${a}, ${b}))`),
  },
  { weight: 1, arbitrary: fc.constant('seen(data[0])') },
  { weight: 1, arbitrary: value.map((v) => `data[0] = ${v}`) },
);

const wait = fc.oneof(
  fc.tuple(cell, value).map(([at, v]) => `seen([Atomics.wait(memory, ${at}, ${v}, 10), now()])`),
  fc.tuple(cell, value).map(([at, v]) => `seen(Atomics.wait(memory, ${at}, ${v}))`),
  cell.map((at) => `seen(Atomics.notify(memory, ${at}, 1))`),
  cell.map((at) => `seen(Atomics.notify(memory, ${at}))`),
);

const spin = fc.oneof(
  fc.tuple(cell, value).map(([at, v]) => `while (Atomics.load(memory, ${at}) !== ${v});`),
  fc.tuple(cell, value).map(([at, v]) => `while (Atomics.compareExchange(memory, ${at}, ${v}, 1) !== ${v});`),
);

const operation = fc
  .tuple(fc.constantFrom('read', 'write', 'both'), fc.array(access, { minLength: 1, maxLength: 2 }))
  .map(([name, body]) => `call('${name}', [], () => { ${body.join('; ')}; })`);

const statement = fc.oneof(
  { weight: 4, arbitrary: access },
  { weight: 2, arbitrary: wait },
  { weight: 1, arbitrary: spin },
  { weight: 1, arbitrary: fc.constantFrom('asleep(0)', 'asleep(1)', 'asleep([0, 1])') },
  { weight: 3, arbitrary: operation },
);

/** The bodies of two or three tasks. */
export const smallProgram = fc.oneof(
  fc.array(fc.array(statement, { minLength: 1, maxLength: 3 }), { minLength: 2, maxLength: 2 }),
  fc.array(fc.array(statement, { minLength: 1, maxLength: 2 }), { minLength: 3, maxLength: 3 }),
);

/** `seen` puts what a task learns into the history; so does `after` with the memory that is left. */
export function programOf(bodies: readonly (readonly string[])[], init = ''): Program {
  const tasks = bodies.map(
    (body) => `({ memory, data }) => { const seen = (value) => mark('seen', value); ${body.join('; ')}; }`,
  );
  const source = `import { asleep, call, mark, threads } from 'interleave/scenario';
import { cells, now } from './starter/work.js';
export const small = threads({
  cells,
  data: 1,
  init: () => { ${init} },
  tasks: [${tasks.join(',\n')}],
  after: (memory, data) => mark('left', [memory[0], memory[1], data[0]]),
});
`;
  const compiled = compile({
    files: new Map([['work.ts', 'export const cells = () => 2; export const now = () => Date.now();']]),
    entry: 'work.ts',
    exports: [],
    scenario: { name: 'small', file: 'scenarios.ts', source },
  });
  if (compiled.kind === 'problem') throw new Error(compiled.problem.message);
  return compiled.program;
}

export const MAX_STEPS = 200;

export function runnerOf(program: Program): VirtualRunner {
  return new VirtualRunner({
    program,
    scenario: 'small',
    maxSteps: MAX_STEPS,
    recordAccesses: false,
    context: bareContext,
    prelude: compilePrelude(),
  });
}
