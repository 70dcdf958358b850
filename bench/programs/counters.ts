import type { BenchProgram } from './bench-program.js';

/** Threads that add to a plain counter under a lock, so many rounds each. */
export function counterUnder(submission: string, threads: number, rounds = 1): BenchProgram {
  const once = `
  lock.acquire();
  data[0] += 1;
  lock.release();`;
  const body =
    rounds === 1
      ? once
      : `
  for (let round = 0; round < ${rounds}; round++) {${once}
  }`;
  const scenario = `import { check, threads } from 'interleave/scenario';
import { Lock } from './starter/${submission}.js';
const task = ({ memory, data, me }) => {
  const lock = new Lock(memory, me);${body}
};
export const bench = threads({
  cells: () => Lock.cells(${threads}),
  data: 1,
  tasks: Array.from({ length: ${threads} }, () => task),
  after: (_memory, data) => check(data[0] === ${threads * rounds}, 'the sum is ' + data[0]),
});
`;
  return { name: `${submission} x${threads}${rounds === 1 ? '' : ` x ${rounds} rounds`}`, submission, scenario };
}
