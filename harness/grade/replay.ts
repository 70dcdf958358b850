import { loadAssignment } from '../assignment/load.js';
import { progress } from '../oracle/progress.js';
import type { GradeListener } from '../report/reporter.js';
import { describe } from './confirm.js';
import type { ReplayOptions, ReplayOutcome } from './events.js';
import { asHistory, Explorer } from './exploration.js';
import { configOf, type Counterexample, ranked } from './grade-check.js';
import { prepare } from './prepare.js';
import { mismatch, readToken, tokenOf } from './token.js';

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
  const preparation = await prepare(assignment, options.submissionPath);
  if (preparation.type === 'problem') return { status: 'refused', reason: preparation.message };
  const { prepared } = preparation;
  const reason = mismatch(token, prepared.digest);
  if (reason !== undefined) return { status: 'refused', reason };
  const explorer = new Explorer(signal);
  try {
    const config = configOf(prepared, check, token.seed, undefined);
    await explorer.open(config);
    const run = await explorer.run(token.schedule, false);
    for (const oracle of [...ranked(check), progress()]) {
      const violation = oracle.judge(asHistory(run.history));
      if (violation.verdict !== 'violated') continue;
      const found: Counterexample = { oracle, violation, schedule: run.schedule, execution: 1 };
      const remake = (schedule: readonly number[]): string => tokenOf({ ...token, digest: prepared.digest, schedule });
      const { finding } = describe({ explorer, config, check, found, lang, token: remake, signal }, run);
      return { status: 'repeated', text: finding.explanation };
    }
    const text = lang === 'zh' ? '这次执行没有违反任何性质。' : 'The execution ran to its end and violated nothing.';
    return { status: 'passed', text };
  } finally {
    explorer.close();
  }
}
