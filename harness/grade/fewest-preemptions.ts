import type { Schedule } from '../explore/strategy.js';
import type { Explorer } from './exploration.js';
import { type Counterexample, shownAgain } from './explore-scenario.js';
import type { ExplorerConfig } from './protocol.js';

/** Executions that the search has: enough for one or two preemptions in most scenarios. */
const EXECUTIONS = 4000;
const BATCH = 500;

/**
 * A schedule that shows the same mistake with fewer preemptions than the given number, from the bounded search, whose
 * first failure has the fewest that there are; undefined where it finds none. Shrinking alone only gets to where no small
 * change makes it smaller, which depends on where it began. The explorer has the scenario open again afterwards.
 */
export async function withFewerPreemptions(
  explorer: Explorer,
  config: ExplorerConfig,
  found: Counterexample,
  preemptions: number,
): Promise<Schedule | undefined> {
  if (preemptions === 0 || found.violation.kind === 'livelock') return undefined;
  const plan = { ...config.plan, budget: EXECUTIONS, preemptions: preemptions - 1, part: 'bounded' as const };
  await explorer.open({ ...config, plan });
  try {
    for (;;) {
      const { samples, finished } = await explorer.explore(BATCH);
      const sample = samples.find(({ history }) => shownAgain(found, history) !== undefined);
      if (sample !== undefined) return sample.schedule;
      if (finished) return undefined;
    }
  } finally {
    await explorer.open(config);
  }
}
