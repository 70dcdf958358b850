/**
 * Executions and steps a second of the thread world on one core: the counter under a CAS lock, two threads, two rounds.
 * Beside them, in the same run, the same program written by hand as generators (measure/hand-written.ts) and, where it is
 * installed, Relacy. Rates are of processor time, best of several runs: on a busy machine the clock on the wall lies.
 */
import { cpus } from 'node:os';
import { BoundedSearch } from '../harness/explore/bounded-search.js';
import { Dpor } from '../harness/explore/dpor.js';
import { FrontierWalk } from '../harness/explore/frontier-walk.js';
import { Pct } from '../harness/explore/pct.js';
import { PartialOrderSampling } from '../harness/explore/pos.js';
import { RandomWalk } from '../harness/explore/random-walk.js';
import { ReadsFromGuided } from '../harness/explore/reads-from-guided.js';
import type { Strategy } from '../harness/explore/strategy.js';
import { SelectivelyUniform } from '../harness/explore/surw.js';
import { HandWritten } from './measure/hand-written.js';
import { runnerOf } from './measure/open-program.js';
import { relacyRate } from './measure/relacy.js';
import { counterUnder } from './programs/counters.js';
import { philosophers } from './programs/shapes.js';

const THREADS = 2;
const ROUNDS = 2;
/** Many short ones: on a busy machine only some of them are left alone. */
const RUNS = 30;
const EXECUTIONS = 5000;

interface Rate {
  executions: number;
  steps: number;
}

/** Milliseconds of processor time. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** The best of several runs of `once`, which tells its executions and steps. */
function best(once: () => Rate): Rate {
  let rate = { executions: 0, steps: 0 };
  for (let run = 0; run < RUNS; run++) {
    const started = processorTime();
    const { executions, steps } = once();
    const seconds = (processorTime() - started) / 1000;
    if (executions / seconds > rate.executions) rate = { executions: executions / seconds, steps: steps / seconds };
  }
  return rate;
}

/** @param strategy makes a new one whenever the last has explored everything */
function ours(strategy: () => Strategy): Rate {
  const runner = runnerOf(counterUnder('cas-lock', THREADS, ROUNDS));
  let current = strategy();
  return best(() => {
    let steps = 0;
    for (let execution = 0; execution < EXECUTIONS; execution++) {
      while (!current.begin()) current = strategy();
      steps += runner.run(current).steps;
    }
    return { executions: EXECUTIONS, steps };
  });
}

function byHand(): Rate {
  const program = new HandWritten(THREADS, ROUNDS, 1);
  return best(() => {
    const before = program.steps;
    for (let execution = 0; execution < EXECUTIONS * 5; execution++) {
      if (program.run() !== THREADS * ROUNDS) throw new Error('the sum is wrong');
    }
    return { executions: EXECUTIONS * 5, steps: program.steps - before };
  });
}

const round = (rate: number): string => Math.round(rate).toLocaleString('en').padStart(12);

console.log(`thread: CAS lock around a counter, ${THREADS} threads x ${ROUNDS} rounds`);
console.log(`node ${process.version}, ${String(cpus().length)} x ${cpus()[0]?.model ?? 'unknown processor'}`);
console.log(
  `  ${'strategy'.padEnd(28)}${'executions/s'.padStart(12)}${'steps/s'.padStart(12)}  by hand  a step, over the random walk's`,
);
const hand = byHand();
const show = (name: string, { executions, steps }: Rate, over = ''): void => {
  const ratio = (executions / hand.executions).toFixed(2);
  console.log(`  ${name.padEnd(28)}${round(executions)}${round(steps)}  ${ratio.padEnd(7)}  ${over}`);
};
show('hand-written generators', hand);
let seed = 0;
/** What a step takes under the random walk, in seconds: nearly all of it is the machine's and the program's. */
let plainStep = 0;
for (const [name, strategy] of [
  ['random walk', () => new RandomWalk(++seed)],
  ['bounded search', () => new BoundedSearch(2)],
  ['reduction', () => new Dpor()],
  ['selectively uniform', () => new SelectivelyUniform(++seed)],
  ['reads-from guided', () => new ReadsFromGuided(++seed)],
  ['partial order sampling', () => new PartialOrderSampling(++seed)],
  ['PCT', () => new Pct(++seed)],
  ['walk to the nearest untried', () => new FrontierWalk(++seed)],
] as const) {
  const rate = ours(strategy);
  if (plainStep === 0) plainStep = 1 / rate.steps;
  const more = (1 / rate.steps - plainStep) * 1e9;
  show(name, rate, name === 'random walk' ? '' : `${more.toFixed(0)} ns`.padStart(8));
}
const relacy = relacyRate(THREADS, ROUNDS);
if (typeof relacy === 'string') console.log(`  Relacy: ${relacy}`);
else console.log(`  ${'Relacy, random'.padEnd(28)}${round(relacy)}`);

console.log('\ntime to verify: all inequivalent executions, awaits counted once, best of three');
for (const program of [
  counterUnder('cas-lock', 3, 2),
  counterUnder('ticket-lock', 3),
  counterUnder('ttas-lock', 3),
  counterUnder('peterson', 2),
  philosophers(5),
]) {
  const runner = runnerOf(program);
  let least = Infinity;
  let executions = 0;
  for (let run = 0; run < 3; run++) {
    const started = processorTime();
    const dpor = new Dpor();
    while (dpor.begin()) runner.run(dpor);
    least = Math.min(least, processorTime() - started);
    executions = dpor.progress.executions;
  }
  console.log(
    `  ${program.name.padEnd(32)}${String(executions).padStart(6)} executions  ${least.toFixed(0).padStart(6)} ms`,
  );
}
