/**
 * The shapes of SCTBench (Thomson, Donaldson and Betts, "Concurrency testing using schedule bounding", PPoPP 2014), written
 * anew. As there, a main thread starts the others; here it opens a gate for each, which is a step.
 */
import type { BenchProgram } from './bench-program.js';

interface Shape {
  readonly name: string;
  /** The file in `submissions/sctbench/`. */
  readonly file: string;
  readonly imports?: readonly string[];
  /** What each thread but the main one runs, in the order in which they are started: names that the file exports. */
  readonly threads: readonly string[];
  /** What the main thread does after it has started the others. */
  readonly main?: string;
  readonly init?: boolean;
  /** What is checked in the end. */
  readonly verify?: string;
}

function program(shape: Shape): BenchProgram {
  const { name, file, threads, main } = shape;
  const bodies = [...new Set(threads)];
  const exported = new Set(['cells', ...bodies]);
  if (main !== undefined) exported.add(main);
  if (shape.init === true) exported.add('init');
  if (shape.verify !== undefined) exported.add(shape.verify);
  const started = bodies.map(
    (body) => `const start_${body} = ({ memory, me }) => {
  pass('start ' + me);
  ${body}(memory, me);
};`,
  );
  const scenario = `import { open, pass, threads } from 'interleave/scenario';
import { ${[...exported].join(', ')} } from './starter/${file}.js';
${started.join('\n')}
const main = ({ memory, me }) => {
  for (let thread = 1; thread <= ${threads.length}; thread++) open('start ' + thread);
  ${main === undefined ? '' : `${main}(memory, me);`}
};
export const bench = threads({
  cells: () => cells,${shape.init === true ? '\n  init: (memory) => init(memory),' : ''}
  tasks: [main, ${threads.map((body) => `start_${body}`).join(', ')}],${
    shape.verify === undefined ? '' : `\n  after: (memory) => ${shape.verify}(memory),`
  }
});
`;
  const imports = (shape.imports ?? ['mutex']).map((other) => `sctbench/${other}`);
  return { name, submission: `sctbench/${file}`, imports, scenario };
}

const times = (count: number, body: string): string[] => Array.from({ length: count }, () => body);

/** Threads that write, and one, started last, that reads. */
const writers = (
  name: string,
  file: string,
  count: number,
  reader: string,
  imports?: readonly string[],
): BenchProgram =>
  program({ name, file, threads: [...times(count, 'write'), reader], ...(imports === undefined ? {} : { imports }) });

const twostage = (threads: number): BenchProgram =>
  writers(threads === 3 ? 'twostage' : `twostage_${threads - 1}`, 'twostage', threads - 2, 'read');

const reorder = (threads: number): BenchProgram =>
  writers(`reorder_${threads - 1}`, 'reorder', threads - 2, 'compare', []);

const wronglock = (name: string, others: number): BenchProgram =>
  program({ name, file: 'wronglock', threads: ['checked', ...times(others, 'unchecked')] });

/** By their names in the published tables. */
export const SCTBENCH: readonly BenchProgram[] = [
  program({ name: 'account', file: 'account', threads: ['audit', 'deposit', 'withdraw'], init: true }),
  program({
    name: 'bluetooth_driver',
    file: 'bluetooth-driver',
    imports: [],
    threads: ['stop'],
    main: 'use',
    init: true,
  }),
  program({ name: 'carter01', file: 'carter01', threads: ['classA', 'classB', 'bystander', 'bystander'] }),
  program({ name: 'circular_buffer', file: 'circular-buffer', threads: ['send', 'receive'], init: true }),
  program({ name: 'deadlock01', file: 'deadlock01', threads: ['up', 'down'] }),
  program({ name: 'lazy01', file: 'lazy01', threads: ['addOne', 'addTwo', 'read'] }),
  program({ name: 'queue', file: 'queue', threads: ['produce', 'consume'], init: true }),
  program({ name: 'stack', file: 'stack', threads: ['push', 'pop'] }),
  program({ name: 'token_ring', file: 'token-ring', threads: ['first', 'second', 'third', 'compare'], init: true }),
  twostage(3),
  twostage(21),
  twostage(51),
  twostage(101),
  wronglock('wronglock', 7),
  wronglock('wronglock_3', 3),
  ...[4, 5, 6, 11, 21, 51, 101].map(reorder),
  program({
    name: 'stringbuffer-jdk1.4',
    file: 'string-buffer',
    threads: ['rewrite'],
    main: 'appendBuffer',
    init: true,
  }),
  program({
    name: 'WorkStealQueue',
    file: 'work-steal-queue',
    threads: ['thief', 'thief'],
    main: 'own',
    init: true,
    verify: 'verify',
  }),
  program({
    name: 'qsort_mt',
    file: 'qsort-mt',
    imports: ['condition', 'mutex'],
    threads: ['work', 'work'],
    main: 'handOutAll',
    init: true,
    verify: 'verify',
  }),
  program({ name: 'SafeStack', file: 'safe-stack', imports: [], threads: ['use', 'use', 'use'], init: true }),
];
