import type { BenchProgram } from './bench-program.js';

/** Load, then store what was loaded and one more, with nothing that keeps the others out. */
export function lostUpdate(threads: number): BenchProgram {
  const scenario = `import { threads } from 'interleave/scenario';
import './starter/no-lock.js';
const task = ({ data }) => Atomics.store(data, 0, Atomics.load(data, 0) + 1);
export const bench = threads({ cells: () => 0, data: 1, tasks: Array.from({ length: ${threads} }, () => task) });
`;
  return { name: `lost update x${threads}`, submission: 'no-lock', scenario };
}

/** All but one write a, then b; the last reads a, then b. */
export function reorder(threads: number): BenchProgram {
  const scenario = `import { threads } from 'interleave/scenario';
import './starter/no-lock.js';
const write = ({ data }) => {
  Atomics.store(data, 0, 1);
  Atomics.store(data, 1, -1);
};
const check = ({ data }) => {
  Atomics.load(data, 0);
  Atomics.load(data, 1);
};
export const bench = threads({ cells: () => 0, data: 2, tasks: [...Array.from({ length: ${threads - 1} }, () => write), check] });
`;
  return { name: `reorder_${threads}`, submission: 'no-lock', scenario };
}

/** Each takes the fork of its own number, then the next one. */
export function philosophers(count: number): BenchProgram {
  const scenario = `import { threads } from 'interleave/scenario';
import { lay, take } from './starter/forks.js';
const dine = ({ memory, me }) => {
  const next = (me + 1) % ${count};
  take(memory, me);
  take(memory, next);
  lay(memory, next);
  lay(memory, me);
};
export const bench = threads({ cells: () => ${count}, tasks: Array.from({ length: ${count} }, () => dine) });
`;
  return { name: `philosophers ${count}`, submission: 'forks', scenario };
}

/** Two threads, a push and a pop each. */
export function treiberStack(): BenchProgram {
  const scenario = `import { threads } from 'interleave/scenario';
import { Stack } from './starter/treiber-stack.js';
const task = ({ memory, me }) => {
  const stack = new Stack(memory);
  stack.push(me + 1);
  stack.pop();
};
export const bench = threads({ cells: () => Stack.cells(), tasks: [task, task] });
`;
  return { name: 'Treiber stack, 2 x (push, pop)', submission: 'treiber-stack', scenario };
}
