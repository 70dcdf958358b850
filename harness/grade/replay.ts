import { loadAssignment } from '../assignment/load.js';
import { progress } from '../oracle/progress.js';
import type { GradeListener } from '../report/reporter.js';
import { withAdvice } from './advice.js';
import { describe } from './confirm.js';
import type { ReplayOptions, ReplayOutcome } from './events.js';
import { asHistory, Explorer } from './exploration.js';
import { type Counterexample, ranked } from './explore-scenario.js';
import { configOf } from './grade-check.js';
import { prepare } from './prepare.js';
import type { GeneratedTasks } from '../world/generated-tasks.js';
import { generatedIn, mismatch, readToken, tokenOf } from './token.js';

/** Runs the execution that a token stands for, and tells what it shows. */
export async function replay(options: ReplayOptions, _listener: GradeListener): Promise<ReplayOutcome> {
  const { lang, signal } = options;
  const read = readToken(options.token);
  if (read.type === 'refused') return { status: 'refused', reason: read.reason };
  const { token } = read;
  const assignment = await loadAssignment(token.assignment);
  const check = assignment.definition.checks.find((each) => each.id === token.check);
  if (check === undefined) {
    return {
      status: 'refused',
      reason: `The token is for a check '${token.check}' that ${token.assignment} does not have.`,
    };
  }
  const generated = generatedIn(token, check.generate);
  if (generated === 'other') {
    const reason = `The token's scenario is none of those of the check '${check.id}'. Grade again for a new one.`;
    return { status: 'refused', reason };
  }
  const preparation = await prepare(assignment, options.submissionPath);
  if (preparation.type === 'problem') return { status: 'refused', reason: preparation.message };
  const { prepared } = preparation;
  const reason = mismatch(token, prepared.digest);
  if (reason !== undefined) return { status: 'refused', reason };
  const explorer = new Explorer(signal);
  try {
    const whole = configOf(prepared, check, token.seed, undefined);
    const config = generated === undefined ? whole : { ...whole, generated };
    await explorer.open(config);
    const run = await explorer.run(token.schedule, false);
    // A generated scenario may come to a standstill whatever one does.
    for (const oracle of generated === undefined ? [...ranked(check), progress()] : ranked(check)) {
      const violation = oracle.judge(asHistory(run.history));
      if (violation.verdict !== 'violated') continue;
      const found: Counterexample = { oracle, violation, schedule: run.schedule, execution: 1 };
      const remake = (schedule: readonly number[], tasks: GeneratedTasks | undefined): string =>
        tokenOf({ ...token, digest: prepared.digest, schedule }, tasks);
      const { finding } = describe({ explorer, config, check, found, lang, token: remake, signal }, run);
      return { status: 'repeated', text: withAdvice(finding, check, lang).explanation };
    }
    const text = lang === 'zh' ? '这次执行没有违反任何性质。' : 'The execution ran to its end and violated nothing.';
    return { status: 'passed', text };
  } finally {
    explorer.close();
  }
}
