import type { Check } from '../assignment/define.js';
import { lassoOf, wound } from '../explore/cycle.js';
import { shrink, type ShrinkTrial } from '../explore/shrink.js';
import type { Schedule } from '../explore/strategy.js';
import type { Conflict, History } from '../oracle/history.js';
import type { Violation } from '../oracle/oracle.js';
import { classify } from '../report/bug-class.js';
import { explain } from '../report/explain.js';
import { withoutRounds } from '../report/for-ever.js';
import type { Lang } from '../report/messages.js';
import type { Finding } from '../report/result.js';
import { pictureOf, type TraceStep } from '../report/trace.js';
import type { GeneratedTasks } from '../world/generated-tasks.js';
import { ChildFailure } from './child.js';
import { withFewerPreemptions } from './fewest-preemptions.js';
import { asHistory, type Explorer, repeatForReal } from './exploration.js';
import { type Counterexample, shownAgain } from './explore-scenario.js';
import type { ExplorerConfig, RunReply } from './protocol.js';

export type Confirmation =
  | { type: 'confirmed'; finding: Finding }
  /** Virtual and real disagree, or it could not be repeated: ours, and costs nothing. */
  | { type: 'not-confirmed'; finding: Finding; reason: string };

export interface ConfirmInput {
  explorer: Explorer;
  config: ExplorerConfig;
  check: Check;
  found: Counterexample;
  lang: Lang;
  /** Makes the replay token of a schedule, and of the tasks where these were generated. */
  token: (schedule: Schedule, generated: GeneratedTasks | undefined) => string;
  signal?: AbortSignal | undefined;
}

/** Shrinks a counterexample, forces it on real threads, and explains it. */
export async function confirm(input: ConfirmInput): Promise<Confirmation> {
  const run = await smallest(input);
  const { finding, violation } = describe(input, run);
  if (violation === undefined) {
    return refuse(finding, `${input.found.oracle.name} was violated once, and not when the schedule was run again`);
  }
  const reason = (await endsAfterAll(input, run)) ?? (await repeat(input, run, violation));
  if (reason !== undefined) return refuse(finding, reason);
  return { type: 'confirmed', finding: { ...finding, confirmed: 'lockstep' } };
}

/** The run with the fewest preemptions that was found, and with few steps. */
async function smallest(input: ConfirmInput): Promise<RunReply> {
  const { explorer, config, found } = input;
  const run = await explorer.run(await shrunk(input), false);
  const schedule = await withFewerPreemptions(explorer, config, found, run.preemptions);
  if (schedule === undefined) return run;
  return explorer.run(await shrunk({ ...input, found: { ...found, schedule } }), false);
}

function refuse(finding: Finding, reason: string): Confirmation {
  return { type: 'not-confirmed', finding: { ...finding, confirmed: 'not-confirmed' }, reason };
}

/** A long way is not an endless one: what ran out of steps must do so with ten times as many. */
async function endsAfterAll({ explorer, config, found }: ConfirmInput, run: RunReply): Promise<string | undefined> {
  if (asHistory(run.history).end.status !== 'endless') return undefined;
  const steps = config.maxSteps * 10;
  await explorer.open({ ...config, maxSteps: steps });
  const lasso = lassoOf(run.schedule);
  const longer = await explorer.run(lasso === undefined ? run.schedule : wound(lasso, steps), true);
  if (shownAgain(found, longer.history) !== undefined) return undefined;
  return `the execution needs more than the ${String(config.maxSteps)} steps of the check's budget, and ends`;
}

/** The schedule with the fewest preemptions and steps that violates in the same way. */
export async function shrunk({ explorer, config, found }: ConfirmInput): Promise<Schedule> {
  const again = async (schedule: Schedule): Promise<ShrinkTrial> => {
    const run = await explorer.run(schedule, true);
    const violation = shownAgain(found, run.history);
    if (violation === undefined) return false;
    // As easily reached, the wake-up that was lost says more than that everybody sleeps.
    const rank = violation.kind === 'deadlock' ? 1 : 0;
    return { schedule: run.schedule, preemptions: run.preemptions, rank };
  };
  const lasso = lassoOf(found.schedule);
  if (found.violation.kind === 'livelock' && lasso !== undefined && (await again(lasso.prefix)) === false) {
    // It takes the cycle to go round: only the way to it can be shorter.
    const round = (prefix: Schedule): Schedule => wound({ ...lasso, prefix }, config.maxSteps);
    return round(await shrink(lasso.prefix, async (prefix) => (await again(round(prefix))) !== false, LASSO_TRIES));
  }
  return shrink(found.schedule, again);
}

/** Each takes all the steps that there are. */
const LASSO_TRIES = 50;

/** The finding as the reader gets it, from one more run with all its steps; no violation when it is not shown again. */
export function describe(input: ConfirmInput, run: RunReply): { finding: Finding; violation: Violation | undefined } {
  const { check, config, found, lang } = input;
  const history = asHistory(run.history);
  const again = shownAgain(found, history);
  const violation = again ?? found.violation;
  const { sites } = config.program;
  const all = run.trace as TraceStep[];
  const steps = history.end.status === 'endless' ? withoutRounds(all, lang) : all;
  const token = input.token(run.schedule, config.generated);
  const bug = classify({ kind: violation.kind, steps, sites, history });
  const witness = violation.witness;
  const hint: { first: Conflict; second: Conflict } | undefined = witness?.type === 'conflict' ? witness : undefined;
  const { kind, message } = violation;
  const explainable = { message, kind, tasks: history.tasks, class: bug, token, hint };
  const tasks = tasksOf(config, history);
  const finding: Finding = {
    kind,
    check: check.id,
    message: message[lang],
    token,
    confirmed: 'not-confirmed',
    class: bug,
    explanation: explain({ ...explainable, tasks }, steps, sites, lang),
    trace: pictureOf(steps, sites, tasks, { lang, hint, kind }),
  };
  return { finding, violation: again };
}

/** Those of the scenario: threads and processes have one more, which is the harness's own and takes no part. */
function tasksOf({ world }: ExplorerConfig, { tasks }: History): string[] {
  switch (world) {
    case 'coroutine':
      return tasks;
    case 'thread':
    case 'process':
      return tasks.slice(0, -1);
    default:
      return world satisfies never;
  }
}

/** Why the real realm does not show the same, or undefined when it does. */
async function repeat(
  { config, found, signal }: ConfirmInput,
  run: RunReply,
  { kind }: Violation,
): Promise<string | undefined> {
  try {
    const real = await repeatForReal(config, run.schedule, run.startIsStep, signal);
    if (real.type === 'failed') return `the real realm could not repeat it: ${real.message}`;
    if (real.divergedAt !== null) return `the real realm left the schedule at step ${String(real.divergedAt)}`;
    if (shownAgain(found, real.history)?.kind === kind) return undefined;
    return 'the real realm followed the schedule and the property held';
  } catch (error) {
    if (error instanceof ChildFailure) return `the real realm could not repeat it: ${error.message}`;
    throw error;
  }
}
