import type { Check } from '../assignment/define.js';
import type { History } from '../oracle/history.js';
import { noErrors } from '../oracle/no-errors.js';
import type { Oracle, Violation } from '../oracle/oracle.js';
import { progress } from '../oracle/progress.js';
import type { CheckProgress } from '../report/reporter.js';
import type { Strength } from '../report/result.js';
import { ChildFailure } from './child.js';
import { asHistory, type Explorer, Refused } from './exploration.js';
import type { Prepared } from './prepare.js';
import type { BatchReply, ExplorerConfig } from './protocol.js';

/** Executions for a check that names no budget of its own. */
const EXECUTIONS = 10_000;
/** Steps, or outside events of coroutines, after which an execution counts as endless. */
const STEPS = 4000;
const EVENTS = 500;
const BATCH = 1000;
/** After a violation, so many executions more are searched for one of an oracle that the check names earlier. */
const LOOK_ON = 2000;

/** A history that violates an oracle, and the schedule that leads to it. */
export interface Counterexample {
  oracle: Oracle;
  violation: Violation;
  schedule: readonly number[];
  execution: number;
}

export type Exploration =
  /** `seeded`: executions that were chosen by chance may have decided it. */
  | { type: 'passed'; executions: number; strength: Strength; seeded: boolean }
  | { type: 'violated'; executions: number; found: Counterexample; seeded: boolean }
  /** The submission does not get to its first step. */
  | { type: 'broken'; phase: 'load' | 'init'; message: string }
  /** The process that runs the submission ends, twice. */
  | { type: 'dies'; message: string }
  /** A schedule run twice did not give the same: the submission leaves something to chance. */
  | { type: 'deviates'; executions: number; deviation: NonNullable<BatchReply['deviation']> }
  | { type: 'error'; executions: number; reason: string };

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
  return { ...source, scenario, maxSteps: check.budget?.steps ?? STEPS, recordAccesses, plan };
}

/** Explores a check's scenario and judges every history that has not been seen before. */
export async function exploreCheck(
  explorer: Explorer,
  config: ExplorerConfig,
  check: Check,
  tell: (progress: CheckProgress) => void,
): Promise<Exploration> {
  try {
    return await explore(explorer, config, check, tell);
  } catch (error) {
    if (error instanceof Refused) return { type: 'broken', phase: error.phase, message: error.message };
    if (!(error instanceof ChildFailure) || error.reason !== 'exit') throw error;
  }
  // Once more in a fresh process: what happens twice is the submission's doing.
  try {
    return await explore(explorer, config, check, tell);
  } catch (error) {
    if (error instanceof ChildFailure && error.reason === 'exit') return { type: 'dies', message: error.message };
    throw error;
  }
}

async function explore(
  explorer: Explorer,
  config: ExplorerConfig,
  check: Check,
  tell: (progress: CheckProgress) => void,
): Promise<Exploration> {
  await explorer.open(config);
  const oracles = ranked(check);
  const unknown = new Set<string>();
  let anybodyEnded = false;
  let stuck: { history: History; schedule: number[]; execution: number } | undefined;
  let best: (Counterexample & { rank: number }) | undefined;
  for (;;) {
    const batch = await explorer.explore(BATCH);
    if (batch.deviation !== null) return { type: 'deviates', executions: batch.executions, deviation: batch.deviation };
    for (const sample of batch.samples) {
      const { schedule, execution } = sample;
      if (best !== undefined && execution > best.execution + LOOK_ON) break;
      const history = asHistory(sample.history);
      if (history.end.status === 'done') anybodyEnded = true;
      else stuck ??= { ...sample, history };
      const found = judge(oracles, history, unknown);
      if (found !== undefined && (best === undefined || found.rank < best.rank))
        best = { ...found, schedule, execution };
    }
    const { executions, strategy, finished } = batch;
    tell({ executions, strategy });
    if (best !== undefined && (best.rank === 0 || finished || executions > best.execution + LOOK_ON)) {
      return { type: 'violated', executions: best.execution, found: best, seeded: batch.sampled > 0 };
    }
    if (best !== undefined) continue;
    if (batch.cannotSwitch !== null) return { type: 'error', executions, reason: batch.cannotSwitch };
    if (!finished) continue;
    const nobody = anybodyEnded ? undefined : stuck;
    const found = nobody === undefined ? undefined : judge([progress()], nobody.history, unknown);
    // Nobody ever gets through the scenario: that the property was never violated would say nothing.
    if (nobody !== undefined && found !== undefined) {
      const { schedule, execution } = nobody;
      return { type: 'violated', executions, found: { ...found, schedule, execution }, seeded: batch.sampled > 0 };
    }
    const strength = strengthOf(batch, unknown);
    // What chance tried on the way to a proof decides nothing.
    return { type: 'passed', executions, strength, seeded: batch.sampled > 0 && strength.level !== 'proved' };
  }
}

/**
 * A check's own oracles come first: an error is often only how a student's code notices what they say. But that nobody
 * gets further is mostly what comes of an error.
 */
export function ranked(check: Check): Oracle[] {
  const isProgress = (oracle: Oracle): boolean => oracle.kinds.includes('deadlock');
  const own = check.oracles.filter((oracle) => !isProgress(oracle));
  return [...own, noErrors(), ...check.oracles.filter(isProgress)];
}

function judge(
  oracles: readonly Oracle[],
  history: History,
  unknown: Set<string>,
): { oracle: Oracle; violation: Violation; rank: number } | undefined {
  for (const [rank, oracle] of oracles.entries()) {
    const verdict = oracle.judge(history);
    if (verdict.verdict === 'violated') return { oracle, violation: verdict, rank };
    if (verdict.verdict === 'unknown') unknown.add(`${oracle.name}: ${verdict.reason}`);
  }
  return undefined;
}

function strengthOf(batch: BatchReply, unknown: Set<string>): Strength {
  const notes = [...unknown];
  if (batch.glued)
    notes.push('some steps ran where no switch is possible (a constructor, a getter, a callback of a built-in)');
  if (batch.raced) notes.push('the executions are not free of data races');
  if (batch.long) notes.push('an execution had more steps than the budget of steps, and was ended in one fair order');
  const { strength, executions } = batch;
  const left = 'estimate' in strength && strength.estimate !== undefined ? { estimate: strength.estimate } : {};
  switch (strength.kind) {
    case 'proved':
      return notes.length === 0 ? { level: 'proved', executions, notes } : { level: 'sampled', executions, notes };
    case 'bounded':
      return { level: 'bounded', preemptions: strength.preemptions, executions, ...left, notes };
    case 'sampled':
      return { level: 'sampled', executions, ...left, notes };
    default:
      return strength satisfies never;
  }
}
