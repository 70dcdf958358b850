/** The unit's own promise: the reference gets full marks, every fixture its finding, and each failure repeats for real. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, jest } from '@jest/globals';
import type { Check } from '../../assignment/define.js';
import { loadFixtures } from '../../assignment/fixture.js';
import { loadAssignment, type LoadedAssignment } from '../../assignment/load.js';
import { explore, Portfolio } from '../../explore/portfolio.js';
import type { Violation } from '../../oracle/oracle.js';
import { compileCoroutine } from './compile/compile.js';
import type { CoroutineProgram, CoroutineSource } from './compile/program.js';
import { createCoroutineRunner } from './create-runner.js';
import { replayReal } from './real/real-runner.js';

// Exploring to the end takes its time where the machine is shared.
jest.setTimeout(120_000);

const UNIT = 'assignments/coroutine';
const only = process.env.COROUTINE_UNIT;
const BUDGET = 5_000;

interface Result {
  outcome: 'passed' | 'failed' | 'skipped';
  kind?: string;
  message?: string;
  strength?: string;
  executions?: number;
}

async function compile(assignment: LoadedAssignment, folder: string): Promise<CoroutineProgram> {
  const { file } = assignment.definition.submission;
  const names = readdirSync(folder).filter((name) => name.endsWith('.ts'));
  const sources: CoroutineSource[] = names.map((id) => ({
    id,
    text: readFileSync(join(folder, id), 'utf8'),
    imports: Object.fromEntries(names.map((name) => [`./${name.replace(/\.ts$/, '.js')}`, name])),
  }));
  const scenario = { id: 'scenario:scenarios', text: readFileSync(assignment.scenarios, 'utf8') };
  const imports = { [`./starter/${file.replace(/\.ts$/, '.js')}`]: file };
  return compileCoroutine([...sources, { ...scenario, imports }], scenario.id);
}

async function grade(check: Check, program: CoroutineProgram): Promise<Result> {
  const input = { program, scenario: check.scenario, budget: { steps: check.budget?.steps ?? 500, ticks: 20_000 } };
  const runner = createCoroutineRunner(input);
  const portfolio = new Portfolio({ seed: 1, budget: check.budget?.executions ?? BUDGET });
  const seen = new Set<string>();
  for (const _ of explore(runner, portfolio)) {
    const history = runner.history();
    const text = JSON.stringify(history);
    if (seen.has(text)) continue;
    seen.add(text);
    const violation = check.oracles
      .map((oracle) => oracle.judge(history))
      .find((verdict): verdict is Violation => verdict.verdict === 'violated');
    if (violation === undefined) continue;
    const real = await replayReal(input, runner.schedule());
    expect(real).toEqual({ history, divergedAt: -1 });
    return { outcome: 'failed', kind: violation.kind, message: violation.message.en };
  }
  const { kind } = portfolio.strength({ sound: true });
  return { outcome: 'passed', strength: kind, executions: portfolio.progress.executions };
}

async function gradeAll(assignment: LoadedAssignment, folder: string): Promise<Record<string, Result>> {
  const program = await compile(assignment, folder);
  const results: Record<string, Result> = {};
  for (const check of assignment.definition.checks) {
    const open = (check.requires ?? []).some((id) => results[id]?.outcome !== 'passed');
    results[check.id] = open ? { outcome: 'skipped' } : await grade(check, program);
  }
  return results;
}

const ids = readdirSync(UNIT).filter(
  (name) => existsSync(join(UNIT, name, 'assignment.ts')) && (only === undefined || only.split(',').includes(name)),
);

describe.each(ids)('coroutine/%s', (name) => {
  const id = `coroutine/${name}`;
  const failures = (results: Record<string, Result>): Record<string, Result> =>
    Object.fromEntries(Object.entries(results).filter(([, result]) => result.outcome === 'failed'));

  it('gives the reference full marks, proved', async () => {
    const assignment = await loadAssignment(id);
    const points = assignment.definition.checks.reduce((sum, check) => sum + check.points, 0);

    const results = await gradeAll(assignment, join('reference', id));
    if (only !== undefined)
      console.log(
        id,
        Object.entries(results)
          .map(
            ([check, r]) =>
              `${check}: ${r.outcome} ${r.strength ?? ''} ${String(r.executions ?? '')} ${r.message ?? ''}`,
          )
          .join('\n'),
      );

    expect(points).toBe(100);
    expect(failures(results)).toEqual({});
    expect(Object.values(results).filter(({ strength }) => strength !== 'proved')).toEqual([]);
  });

  it.each(loadFixtures(join('fixtures', id)))('$name', async (fixture) => {
    const results = failures(await gradeAll(await loadAssignment(id), fixture.folder));

    if (fixture.expect === 'full-marks') {
      expect(results).toEqual({});
      return;
    }
    // Which of several kinds a mistake shows depends on the counterexample; that is for `verify`, after shrinking.
    const { check, alsoFails = [] } = fixture.expect;
    if (results[check] === undefined) console.log(id, fixture.name, results);
    expect(results[check]?.outcome).toBe('failed');
    expect([check, ...alsoFails]).toEqual(expect.arrayContaining(Object.keys(results)));
  });
});

it('has assignments', () => expect(ids).not.toHaveLength(0));
