import { shrink } from '../explore/shrink.js';
import type { Schedule } from '../explore/strategy.js';
import type { GeneratedTasks } from '../world/generated-tasks.js';
import { shrunk, type ConfirmInput } from './confirm.js';
import { type Counterexample, shownAgain } from './explore-scenario.js';
import { Refused } from './exploration.js';
import type { ExplorerConfig } from './protocol.js';
import { smallerScenarios } from './smaller-scenarios.js';

/** Executions that a smaller scenario gets to fail in. */
const EXECUTIONS = 300;
/** Tries to take preemptions out of its schedule, where it has too many. */
const TRIES = 100;

export interface SmallFailure {
  config: ExplorerConfig;
  found: Counterexample;
}

interface Measured extends SmallFailure {
  tasks: GeneratedTasks;
  preemptions: number;
}

/**
 * Shrinks a failure of a generated scenario over scenario and schedule together: first the schedule as it is, to the
 * fewest preemptions; then, as long as one fails in the same way with no more preemptions, ever smaller scenarios. All
 * candidates come in a fixed order with a fixed number of executions, so the result is the same every time. The steps are
 * left to the shrinking of the schedule that follows. The explorer has the scenario open that is returned.
 */
export async function shrinkScenario(input: ConfirmInput): Promise<SmallFailure> {
  const { explorer, check, found } = input;
  const { generate } = check;
  const { generated } = found;
  if (generate === undefined || generated === undefined) return input;
  const config = { ...input.config, generated };
  await explorer.open(config);
  const schedule = await shrunk({ ...input, config });
  const { preemptions } = await explorer.run(schedule, true);
  let best: Measured = { config, tasks: generated, found: { ...found, schedule }, preemptions };
  for (let improved = true; improved; ) {
    improved = false;
    for (const tasks of smallerScenarios(generate, best.tasks)) {
      const smaller = await failing(input, tasks, best.preemptions);
      if (smaller === undefined) continue;
      best = smaller;
      improved = true;
      break;
    }
  }
  await explorer.open(best.config);
  return best;
}

/** The smaller scenario, if it fails in the same way with at most so many preemptions. */
async function failing(
  input: ConfirmInput,
  generated: GeneratedTasks,
  preemptions: number,
): Promise<Measured | undefined> {
  const { explorer, found } = input;
  const config: ExplorerConfig = { ...input.config, generated };
  const plan = { ...config.plan, budget: EXECUTIONS, preemptions, sampling: 'last' as const };
  try {
    await explorer.open({ ...config, plan });
  } catch (error) {
    if (error instanceof Refused) return undefined;
    throw error;
  }
  const { samples } = await explorer.explore(EXECUTIONS);
  const sample = samples.find(({ history }) => shownAgain(found, history) !== undefined);
  if (sample === undefined) return undefined;
  const again = async (schedule: Schedule) => {
    const run = await explorer.run(schedule, true);
    return shownAgain(found, run.history) !== undefined
      ? { schedule: run.schedule, preemptions: run.preemptions }
      : undefined;
  };
  let failure = await again(sample.schedule);
  if (failure !== undefined && failure.preemptions > preemptions) {
    failure = await again(await shrink(failure.schedule, async (each) => (await again(each)) ?? false, TRIES));
  }
  if (failure === undefined || failure.preemptions > preemptions) return undefined;
  const { schedule } = failure;
  return { config, tasks: generated, found: { ...found, generated, schedule }, preemptions: failure.preemptions };
}
