import type { Check } from '../assignment/define.js';
import type { CheckProgress } from '../report/reporter.js';
import type { Helpers } from './batches.js';
import { ChildFailure } from './child.js';
import { type Exploration, exploreScenario } from './explore-scenario.js';
import { exploreGenerated } from './explore-generated.js';
import { type Explorer, Refused } from './exploration.js';
import type { Prepared } from './prepare.js';
import type { ExplorerConfig } from './protocol.js';

/** Executions for a check that names no budget of its own. */
const EXECUTIONS = 10_000;
/** Steps, or outside events of coroutines, after which an execution counts as endless. */
const STEPS = 4000;
const EVENTS = 500;

export function configOf(prepared: Prepared, check: Check, seed: number, budget: number | undefined): ExplorerConfig {
  const { scenario } = check;
  const plan = { seed, budget: budget ?? check.budget?.executions ?? EXECUTIONS };
  const { source } = prepared;
  if (source.world === 'coroutine') {
    // Every order of outside events may be had: none is a preemption to be sparing of.
    const maxSteps = check.budget?.steps ?? EVENTS;
    return { ...source, scenario, maxSteps, plan: { ...plan, preemptions: 64 } };
  }
  const recordAccesses = check.oracles.some((oracle) => oracle.needsAccesses === true);
  const ignoresOperations = check.oracles.every((oracle) => oracle.ignoresOperations === true);
  return { ...source, scenario, maxSteps: check.budget?.steps ?? STEPS, recordAccesses, ignoresOperations, plan };
}

/** Explores a check's scenario, or those that are generated for it. */
export async function exploreCheck(
  explorer: Explorer,
  config: ExplorerConfig,
  check: Check,
  tell: (progress: CheckProgress) => void,
  helpers?: Helpers,
): Promise<Exploration> {
  const explore = check.generate === undefined ? exploreScenario : exploreGenerated;
  try {
    return await explore(explorer, config, check, tell, helpers);
  } catch (error) {
    if (error instanceof Refused) return { type: 'broken', phase: error.phase, message: error.message };
    if (!(error instanceof ChildFailure) || error.reason !== 'exit') throw error;
  }
  // Once more in a fresh process: what happens twice is the submission's doing.
  try {
    return await explore(explorer, config, check, tell, helpers);
  } catch (error) {
    if (error instanceof ChildFailure && error.reason === 'exit') return { type: 'dies', message: error.message };
    throw error;
  }
}
