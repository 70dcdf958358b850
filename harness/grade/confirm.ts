import type { Check } from '../assignment/define.js';
import { lassoOf, wound } from '../explore/cycle.js';
import { shrink } from '../explore/shrink.js';
import type { Schedule } from '../explore/strategy.js';
import type { Conflict, History } from '../oracle/history.js';
import { classify } from '../report/bug-class.js';
import { explain } from '../report/explain.js';
import { withoutRounds } from '../report/for-ever.js';
import type { Lang } from '../report/messages.js';
import type { Finding } from '../report/result.js';
import { pictureOf, type TraceStep } from '../report/trace.js';
import type { GeneratedTasks } from '../world/generated-tasks.js';
import { ChildFailure } from './child.js';
import { asHistory, type Explorer, repeatForReal } from './exploration.js';
import { type Counterexample, showsAgain } from './explore-scenario.js';
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
  const { explorer, found } = input;
  const schedule = await shrunk(input);
  const run = await explorer.run(schedule, false);
  const { finding, same } = describe(input, run);
  if (!same) {
    return refuse(finding, `${found.oracle.name} was violated once, and not when the schedule was run again`);
  }
  const reason = (await endsAfterAll(input, run)) ?? (await repeat(input, run));
  if (reason !== undefined) return refuse(finding, reason);
  return { type: 'confirmed', finding: { ...finding, confirmed: 'lockstep' } };
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
  if (showsAgain(found, longer.history)) return undefined;
  return `the execution needs more than the ${String(config.maxSteps)} steps of the check's budget, and ends`;
}

/** The schedule with the fewest preemptions and steps that violates in the same way. */
export async function shrunk({ explorer, config, found }: ConfirmInput): Promise<Schedule> {
  const again = async (schedule: Schedule): Promise<RunReply | undefined> => {
    const run = await explorer.run(schedule, true);
    return showsAgain(found, run.history) ? run : undefined;
  };
  const lasso = lassoOf(found.schedule);
  if (found.violation.kind === 'livelock' && lasso !== undefined && (await again(lasso.prefix)) === undefined) {
    // It takes the cycle to go round: only the way to it can be shorter.
    const round = (prefix: Schedule): Schedule => wound({ ...lasso, prefix }, config.maxSteps);
    return round(await shrink(lasso.prefix, async (prefix) => (await again(round(prefix))) !== undefined, LASSO_TRIES));
  }
  return shrink(found.schedule, async (candidate) => {
    const run = await again(candidate);
    return run === undefined ? false : { schedule: run.schedule, preemptions: run.preemptions };
  });
}

/** Each takes all the steps that there are. */
const LASSO_TRIES = 50;

/** The finding as the reader gets it, from one more run with all its steps; `same` tells whether it violated again. */
export function describe(input: ConfirmInput, run: RunReply): { finding: Finding; same: boolean } {
  const { check, config, found, lang } = input;
  const history = asHistory(run.history);
  const verdict = found.oracle.judge(history);
  const violation = verdict.verdict === 'violated' ? verdict : found.violation;
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
  return { finding, same: verdict.verdict === 'violated' && verdict.kind === found.violation.kind };
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
async function repeat({ config, found, signal }: ConfirmInput, run: RunReply): Promise<string | undefined> {
  try {
    const real = await repeatForReal(config, run.schedule, run.startIsStep, signal);
    if (real.type === 'failed') return `the real realm could not repeat it: ${real.message}`;
    if (real.divergedAt !== null) return `the real realm left the schedule at step ${String(real.divergedAt)}`;
    if (showsAgain(found, real.history)) return undefined;
    return 'the real realm followed the schedule and the property held';
  } catch (error) {
    if (error instanceof ChildFailure) return `the real realm could not repeat it: ${error.message}`;
    throw error;
  }
}
