import pLimit from 'p-limit';
import type { Check } from '../assignment/define.js';
import type { Schedule } from '../explore/strategy.js';
import type { CheckProgress, GradeListener } from '../report/reporter.js';
import { type CheckResult, type Finding, RESULT_VERSION, type Result } from '../report/result.js';
import type { GeneratedTasks } from '../world/generated-tasks.js';
import type { Helpers } from './batches.js';
import { ChildFailure } from './child.js';
import { confirm } from './confirm.js';
import type { GradeOptions } from './events.js';
import { type Explorer, naturalRate } from './exploration.js';
import { ExplorerPool } from './explorer-pool.js';
import { deviationText } from './deviation-text.js';
import type { Exploration } from './explore-scenario.js';
import { withAdvice } from './advice.js';
import { configOf, exploreCheck } from './grade-check.js';
import { brokenFinding, problemFinding } from './plain-finding.js';
import type { ExplorerConfig } from './protocol.js';
import { type Preparation, type Prepared, prepare } from './prepare.js';
import { shrinkScenario } from './shrink-scenario.js';
import { tokenOf } from './token.js';
import { harnessVersion } from './version.js';

export { replay } from './replay.js';

const JOBS = 2;

/**
 * Grades a submission: prepare, explore, confirm, score. Everything a submission can cause is in the result; what is
 * thrown is a bug of the harness or an interruption.
 */
export async function grade(options: GradeOptions, listener: GradeListener): Promise<Result> {
  const { assignment, submissionPath, lang } = options;
  const { definition } = assignment;
  const preparation = await prepare(assignment, submissionPath);
  const checks = selected(definition.checks, options.only);
  const results =
    preparation.type === 'prepared'
      ? await gradeChecks(checks, preparation.prepared, options, listener)
      : checks.map((check) => refused(check, preparation, options, listener));
  return {
    version: RESULT_VERSION,
    harnessVersion: harnessVersion(),
    assignment: definition.id,
    title: definition.title[lang],
    submission: { path: submissionPath, digest: preparation.digest },
    seed: options.seed,
    points: sum(results.map((result) => result.points)),
    maxPoints: sum(results.map((result) => result.maxPoints)),
    checks: results,
  };
}

/** The checks asked for and all that they require, in the order of the assignment. */
function selected(checks: readonly Check[], only: readonly string[] | undefined): Check[] {
  if (only === undefined) return [...checks];
  const wanted = new Set(only);
  for (let before = -1; before !== wanted.size; ) {
    before = wanted.size;
    for (const check of checks) if (wanted.has(check.id)) for (const id of check.requires ?? []) wanted.add(id);
  }
  return checks.filter((check) => wanted.has(check.id));
}

async function gradeChecks(
  checks: readonly Check[],
  prepared: Prepared,
  options: GradeOptions,
  listener: GradeListener,
): Promise<CheckResult[]> {
  const jobs = Math.max(1, options.jobs ?? JOBS);
  const limit = pLimit(jobs);
  const explorers = options.explorers ?? new ExplorerPool(options.signal);
  const helpers: Helpers = {
    borrow() {
      // Whoever helps has the place of a check, so that never more than `jobs` are at work.
      if (limit.activeCount + limit.pendingCount >= jobs) return undefined;
      const explorer = explorers.take();
      let leave = (): void => {};
      const gone = new Promise<void>((resolve) => (leave = resolve));
      void limit(() => gone);
      return {
        explorer,
        giveBack() {
          explorers.giveBack(explorer);
          leave();
        },
      };
    },
  };
  const running = new Map<string, Promise<CheckResult>>();
  const start = async (check: Check): Promise<CheckResult> => {
    const known = options.known?.get(check.id);
    if (known !== undefined) return known;
    // A prerequisite stands before what requires it (validated), or is waited for here.
    for (const id of check.requires ?? []) {
      const before = await (running.get(id) ?? launch(id));
      if (before.outcome === 'failed' || before.outcome === 'skipped') return skipped(check, before, options);
    }
    return limit(async () => {
      // With explorers of our own the signal ends their processes; others go on, but begin nothing more.
      if (options.signal?.aborted === true) return errored(check, options, 0, 'interrupted', []);
      const explorer = explorers.take();
      try {
        return await gradeCheck(check, prepared, explorer, options, listener, helpers);
      } finally {
        explorers.giveBack(explorer);
      }
    });
  };
  const launch = (id: string): Promise<CheckResult> => {
    const known = running.get(id);
    if (known !== undefined) return known;
    const check = checks.find((each) => each.id === id) as Check;
    const result = start(check);
    running.set(id, result);
    return result;
  };
  try {
    const results = checks.map((check) => launch(check.id));
    const [done] = await Promise.all([Promise.all(results), tellInOrder(results, listener)]);
    return done;
  } finally {
    if (options.explorers === undefined) explorers.close();
  }
}

/** Tells of each check as soon as it and all before it have finished, so that a report has the same lines every time. */
async function tellInOrder(results: readonly Promise<CheckResult>[], listener: GradeListener): Promise<void> {
  for (const result of results) listener.checkFinished?.(await result);
}

async function gradeCheck(
  check: Check,
  prepared: Prepared,
  explorer: Explorer,
  options: GradeOptions,
  listener: GradeListener,
  helpers: Helpers,
): Promise<CheckResult> {
  listener.checkStarted?.(check);
  const config = {
    ...narrowed(configOf(prepared, check, options.seed, options.budget), check, prepared, options),
    ...(options.selfCheck && { selfCheck: true }),
  };
  try {
    const tell = (progress: CheckProgress): void => listener.progress?.(check, progress);
    const outcome = await exploreCheck(explorer, config, check, tell, helpers);
    return await score(outcome, check, prepared, explorer, options, listener);
  } catch (error) {
    if (!(error instanceof ChildFailure)) throw error;
    return errored(check, options, 0, error.message, []);
  }
}

/** Where the searches are known to pass, the executions that this seed's chance chooses are all that is left to run. */
function narrowed(
  config: ExplorerConfig,
  { id, generate }: Check,
  prepared: Prepared,
  { searched }: GradeOptions,
): ExplorerConfig {
  const sampled = searched?.get(id);
  // What depends on the seed besides the samples is explored anew.
  if (sampled === undefined || generate !== undefined || prepared.drawsChance) return config;
  return { ...config, plan: { ...config.plan, budget: sampled, part: 'samples' as const } };
}

async function score(
  outcome: Exploration,
  check: Check,
  prepared: Prepared,
  explorer: Explorer,
  options: GradeOptions,
  listener: GradeListener,
): Promise<CheckResult> {
  const { lang, seed, signal, assignment } = options;
  switch (outcome.type) {
    case 'passed': {
      const { executions, strength } = outcome;
      return {
        ...heading(check, options),
        points: check.points,
        outcome: 'passed',
        strength,
        executions,
        ...seededBy(outcome.seeded, prepared),
        ...(outcome.sampled !== undefined && outcome.sampled > 0 && { sampled: outcome.sampled }),
        findings: [],
      };
    }
    case 'broken':
    case 'dies':
      // What it was to be checked for has nothing to do with why it cannot be run.
      return failed(check, options, 0, brokenFinding(check, outcome, lang), listener);
    case 'deviates': {
      const reason = deviationText(outcome.deviation, prepared.source.program.sites, lang);
      return errored(check, options, outcome.executions, reason, []);
    }
    case 'error':
      return errored(check, options, outcome.executions, outcome.reason, []);
    case 'violated': {
      const about = { assignment: assignment.definition.id, check: check.id, digest: prepared.digest, seed };
      const token = (schedule: Schedule, generated: GeneratedTasks | undefined): string =>
        tokenOf({ ...about, schedule }, generated);
      const whole = configOf(prepared, check, seed, options.budget);
      const input = { explorer, config: whole, check, found: outcome.found, lang, token, signal };
      const { config, found } = await shrinkScenario(input);
      const confirmation = await confirm({ ...input, config, found });
      if (confirmation.type === 'confirmed') {
        const runs = options.stress ?? 0;
        const rate = runs > 0 ? await naturalRate(config, outcome.found.oracle, runs, signal) : undefined;
        const told = withAdvice(confirmation.finding, check, lang);
        const result = failed(check, options, outcome.executions, told, listener);
        const more = { ...(rate && { rate }), ...seededBy(outcome.seeded, prepared) };
        return { ...result, ...more };
      }
      return errored(check, options, outcome.executions, confirmation.reason, [confirmation.finding]);
    }
    default:
      return outcome satisfies never;
  }
}

/** The seed also decides what `Math.random` gives. */
function seededBy(chance: boolean, { drawsChance }: Prepared): { seeded?: true } {
  return chance || drawsChance ? { seeded: true } : {};
}

function heading(check: Check, { lang }: GradeOptions) {
  const { id, title, points, visibility } = check;
  return { id, title: title[lang], maxPoints: points, visibility };
}

function failed(
  check: Check,
  options: GradeOptions,
  executions: number,
  finding: Finding,
  listener: GradeListener,
): CheckResult {
  listener.finding?.(check, finding);
  return { ...heading(check, options), points: 0, outcome: 'failed', executions, findings: [finding] };
}

/** The harness's own failure costs nothing. */
function errored(
  check: Check,
  options: GradeOptions,
  executions: number,
  reason: string,
  findings: Finding[],
): CheckResult {
  return { ...heading(check, options), points: check.points, outcome: 'error', executions, reason, findings };
}

function skipped(check: Check, before: CheckResult, options: GradeOptions): CheckResult {
  const reason = options.lang === 'zh' ? `先要通过“${before.title}”` : `'${before.title}' must pass first`;
  return { ...heading(check, options), points: 0, outcome: 'skipped', executions: 0, reason, findings: [] };
}

/** A submission that does not compile fails every check that nothing else precedes, with the same finding. */
function refused(
  check: Check,
  preparation: Extract<Preparation, { type: 'problem' }>,
  options: GradeOptions,
  listener: GradeListener,
): CheckResult {
  const finding = problemFinding(check, preparation.message, options.lang);
  const result: CheckResult = {
    ...heading(check, options),
    points: 0,
    outcome: 'failed',
    executions: 0,
    findings: [finding],
  };
  listener.checkFinished?.(result);
  return result;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
