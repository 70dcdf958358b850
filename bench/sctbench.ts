/**
 * The mean number of schedules to the first bug over 20 seeds, for each strategy and for the portfolio as a grade uses it,
 * beside the published figures in brackets. Where not every seed found it: how many did, and the mean of those.
 *
 * `PROGRAMS=stack,queue npm run bench sctbench` measures those only, `SEEDS=5` with fewer seeds, `STRATEGIES=surw,rff`
 * with those strategies.
 */
import { FrontierWalk } from '../harness/explore/frontier-walk.js';
import { Pct } from '../harness/explore/pct.js';
import { PartialOrderSampling } from '../harness/explore/pos.js';
import { Portfolio } from '../harness/explore/portfolio.js';
import { RandomWalk } from '../harness/explore/random-walk.js';
import { ReadsFromGuided } from '../harness/explore/reads-from-guided.js';
import type { Strategy } from '../harness/explore/strategy.js';
import { SelectivelyUniform } from '../harness/explore/surw.js';
import { firstBugs, type FirstBugs, type Limit } from './measure/first-bug.js';
import { runnerOf } from './measure/open-program.js';
import type { BenchProgram } from './programs/bench-program.js';
import { SCTBENCH } from './programs/sctbench.js';
import { type Published, publishedFor } from './programs/sctbench-published.js';

/** Long enough for a hundred threads at two locks. */
const MAX_STEPS = 20_000;
const SCHEDULES = 10_000;
/** SafeStack needs hundreds of thousands of schedules with the best that is published. */
const DEEP = 500_000;
/** What a strategy other than the portfolio and the reads-from-guided one may spend on a seed: they often find nothing. */
const STEPS = 200_000;

const SEEDS = Number(process.env['SEEDS'] ?? 20);
const listed = (name: string): readonly string[] | undefined => process.env[name]?.split(',');

const STRATEGIES: readonly [
  name: keyof Published | 'frontier' | 'portfolio',
  make: (seed: number, budget: number) => Strategy,
][] = [
  ['random', (seed) => new RandomWalk(seed)],
  ['pct', (seed) => new Pct(seed)],
  ['pos', (seed) => new PartialOrderSampling(seed)],
  ['surw', (seed) => new SelectivelyUniform(seed)],
  ['rff', (seed) => new ReadsFromGuided(seed)],
  ['frontier', (seed) => new FrontierWalk(seed)],
  ['portfolio', (seed, budget) => new Portfolio({ seed, budget })],
];

function limitOf(program: BenchProgram, strategy: string): Limit {
  const deep = program.name === 'SafeStack' && ['portfolio', 'surw', 'frontier'].includes(strategy);
  if (deep) return { schedules: DEEP, steps: Infinity };
  return { schedules: SCHEDULES, steps: strategy === 'portfolio' || strategy === 'rff' ? Infinity : STEPS };
}

const rounded = (mean: number): string => (mean < 20 ? mean.toFixed(1) : Math.round(mean).toLocaleString('en'));

function cell({ found, mean }: FirstBugs, published: number | string | null | undefined): string {
  const ours = found === 0 ? 'none' : `${rounded(mean)}${found < SEEDS ? ` in ${found} of ${SEEDS}` : ''}`;
  return published === undefined || published === null ? ours : `${ours} (${published.toLocaleString('en')})`;
}

const programs = SCTBENCH.filter(({ name }) => listed('PROGRAMS')?.includes(name) ?? true);
const strategies = STRATEGIES.filter(([name]) => listed('STRATEGIES')?.includes(name) ?? true);
console.log(`mean schedules to the first bug over ${SEEDS} seeds, published in brackets`);
console.log(`| program | ${strategies.map(([name]) => name).join(' | ')} |`);
console.log(`| --- | ${strategies.map(() => '---').join(' | ')} |`);
for (const program of programs) {
  const runner = runnerOf(program, MAX_STEPS);
  const published: Partial<Published & { frontier: null; portfolio: null }> = publishedFor(program.name);
  const cells = strategies.map(([name, make]) => {
    const limit = limitOf(program, name);
    return cell(
      firstBugs(runner, (seed) => make(seed, limit.schedules), SEEDS, limit),
      published[name],
    );
  });
  console.log(`| ${program.name} | ${cells.join(' | ')} |`);
}
