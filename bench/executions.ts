/**
 * How many executions the programs of the published tables have: all with at most two preemptions, and the inequivalent
 * ones, awaits counted once. Measured on compiled programs in the thread world; docs/benchmarks.md explains differences.
 */
import { BoundedSearch } from '../harness/explore/bounded-search.js';
import { Dpor } from '../harness/explore/dpor.js';
import type { Strategy } from '../harness/explore/strategy.js';
import { runnerOf } from './measure/open-program.js';
import type { BenchProgram } from './programs/bench-program.js';
import { counterUnder } from './programs/counters.js';
import { lostUpdate, philosophers, reorder, treiberStack } from './programs/shapes.js';

interface Row {
  program: BenchProgram;
  /** Published: at most two preemptions without reduction; null: not published. */
  bounded: number | null;
  /** Published: inequivalent ones, awaits counted once where such a number is there. */
  inequivalent: number | null;
}

const row = (program: BenchProgram, bounded: number | null, inequivalent: number | null): Row => ({
  program,
  bounded,
  inequivalent,
});

const ROWS: Row[] = [
  row(lostUpdate(2), 6, 4),
  row(lostUpdate(3), 60, 36),
  row(lostUpdate(4), 672, 576),
  row(lostUpdate(5), null, 14_400),
  row(counterUnder('cas-lock', 2), 8, 2),
  row(counterUnder('cas-lock', 3), 402, 6),
  row(counterUnder('cas-lock', 4), 22_560, 24),
  row(counterUnder('cas-lock', 3, 2), null, 90),
  row(counterUnder('ttas-lock', 2), 18, null),
  row(counterUnder('ttas-lock', 3), 726, 36),
  row(counterUnder('ticket-lock', 2), 22, 2),
  row(counterUnder('ticket-lock', 3), 906, 6),
  row(counterUnder('ticket-lock', 4), null, 24),
  row(counterUnder('ticket-lock', 5), null, 120),
  row(counterUnder('peterson', 2), 46, 12),
  row(counterUnder('dekker', 2), 49, 19),
  row(counterUnder('futex-lock', 2), 20, 24),
  row(counterUnder('naive-futex', 2), 26, 12),
  row(philosophers(3), null, 7),
  row(philosophers(4), null, 15),
  row(philosophers(5), null, 31),
  row(reorder(3), 60, 36),
  row(reorder(4), 672, 576),
  row(reorder(5), 7920, 14_400),
  row(treiberStack(), 62, 78),
];

const MOST = 60_000;

/** What the strategy counts, or `over N` where it has not ended after so many executions. */
function count(program: BenchProgram, strategy: Strategy): { text: string; executions: number; seconds: number } {
  const runner = runnerOf(program);
  const started = performance.now();
  let runs = 0;
  while (runs < MOST && strategy.begin()) {
    runner.run(strategy);
    runs++;
  }
  const { executions, exhausted } = strategy.progress;
  const seconds = (performance.now() - started) / 1000;
  return { text: exhausted ? String(executions) : `over ${String(executions)}`, executions, seconds };
}

const beside = (measured: string, published: number | null): string => {
  if (published === null) return `${measured.padStart(11)}            `;
  return `${measured.padStart(11)} ${`(${String(published)})`.padEnd(9)}${measured === String(published) ? ' =' : ' *'}`;
};

console.log('executions: measured (published), = where they agree');
console.log(`${'program'.padEnd(32)}${'at most 2 preemptions'.padEnd(25)}${'inequivalent'.padEnd(24)}verified in`);
for (const { program, bounded, inequivalent } of ROWS) {
  const two = bounded === null ? { text: '-' } : count(program, new BoundedSearch(2));
  const reduced = count(program, new Dpor());
  console.log(
    `${program.name.padEnd(32)}${beside(two.text, bounded)}  ${beside(reduced.text, inequivalent)}  ${reduced.seconds.toFixed(2)} s`,
  );
}
