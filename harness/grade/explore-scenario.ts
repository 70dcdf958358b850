import type { Check } from '../assignment/define.js';
import type { History } from '../oracle/history.js';
import { noErrors } from '../oracle/no-errors.js';
import type { FindingKind, Oracle, Violation } from '../oracle/oracle.js';
import { progress } from '../oracle/progress.js';
import type { CheckProgress } from '../report/reporter.js';
import type { Strength } from '../report/result.js';
import type { GeneratedTasks } from '../world/generated-tasks.js';
import { Batches, type Helpers } from './batches.js';
import { ChildFailure } from './child.js';
import { asHistory, type Explorer } from './exploration.js';
import type { BatchReply, ExplorerConfig } from './protocol.js';

/** After a violation, so many executions more are searched for one of an oracle that the check names earlier. */
const LOOK_ON = 2000;

/** A history that violates an oracle, and the schedule that leads to it. */
export interface Counterexample {
  oracle: Oracle;
  violation: Violation;
  schedule: readonly number[];
  execution: number;
  /** The tasks of its scenario, where these were generated. */
  generated?: GeneratedTasks;
}

/**
 * How this history, of a run of the same or of a smaller scenario, shows the same mistake; undefined when it does not.
 *
 * A deadlock and a lost wake-up are one mistake: whoever sleeps for ever is a lost wake-up when what it waits for changed
 * after it had looked, and part of a deadlock when it looked later, and a schedule decides which.
 */
export function shownAgain({ oracle, violation }: Counterexample, history: unknown): Violation | undefined {
  const verdict = oracle.judge(asHistory(history));
  if (verdict.verdict !== 'violated') return undefined;
  const same = verdict.kind === violation.kind || (sleeps(verdict.kind) && sleeps(violation.kind));
  return same ? verdict : undefined;
}

function sleeps(kind: FindingKind): boolean {
  return kind === 'deadlock' || kind === 'lost-wakeup';
}

export type Exploration =
  /** `seeded`: executions that were chosen by chance may have decided it; `sampled`: how many the sampling strategies chose. */
  | { type: 'passed'; executions: number; strength: Strength; seeded: boolean; sampled?: number }
  | { type: 'violated'; executions: number; found: Counterexample; seeded: boolean }
  /** The submission does not get to its first step. */
  | { type: 'broken'; phase: 'load' | 'init'; message: string }
  /** The process that runs the submission ends, twice. */
  | { type: 'dies'; message: string }
  /** A schedule run twice did not give the same: the submission leaves something to chance. */
  | { type: 'deviates'; executions: number; deviation: NonNullable<BatchReply['deviation']> }
  | { type: 'error'; executions: number; reason: string };

/**
 * Explores one scenario and judges every history that has not been seen before.
 *
 * @param helpers where a second explorer may be had for what is long: the result is the same
 */
export async function exploreScenario(
  explorer: Explorer,
  config: ExplorerConfig,
  check: Check,
  tell: (progress: CheckProgress) => void,
  helpers?: Helpers,
  divideAfter?: number,
): Promise<Exploration> {
  await explorer.open(config);
  const batches = new Batches(explorer, config, helpers, divideAfter);
  try {
    return await judgeAll(batches, config, check, tell);
  } catch (error) {
    // One process alone says what it is: a submission's doing, or ours.
    const again = batches.divided && error instanceof ChildFailure && error.reason !== 'interrupted';
    if (!again) throw error;
  } finally {
    await batches.close();
  }
  return exploreScenario(explorer, config, check, tell);
}

async function judgeAll(
  batches: Batches,
  config: ExplorerConfig,
  check: Check,
  tell: (progress: CheckProgress) => void,
): Promise<Exploration> {
  const oracles = ranked(check);
  const unknown = new Set<string>();
  let anybodyEnded = false;
  let stuck: { history: History; schedule: number[]; execution: number } | undefined;
  let best: (Counterexample & { rank: number }) | undefined;
  for (;;) {
    const batch = await batches.next();
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
    // A generated scenario may come to a standstill whatever one does: the check's own oracles say when that is right.
    // And of its samples alone there may be too few.
    const partly = config.generated !== undefined || config.plan.part !== undefined;
    const nobody = anybodyEnded || partly ? undefined : stuck;
    const found = nobody === undefined ? undefined : judge([progress()], nobody.history, unknown);
    // Nobody ever gets through the scenario: that the property was never violated would say nothing.
    if (nobody !== undefined && found !== undefined) {
      const { schedule, execution } = nobody;
      return { type: 'violated', executions, found: { ...found, schedule, execution }, seeded: batch.sampled > 0 };
    }
    const strength = strengthOf(batch, unknown);
    // What chance tried on the way to a proof decides nothing.
    const { sampled } = batch;
    return { type: 'passed', executions, strength, seeded: sampled > 0 && strength.level !== 'proved', sampled };
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
