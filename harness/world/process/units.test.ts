import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { loadFixtures } from '../../assignment/fixture.js';
import { BoundedSearch } from '../../explore/bounded-search.js';
import { InStep } from '../../explore/in-step.js';
import { RandomWalk } from '../../explore/random-walk.js';
import { noErrors } from '../../oracle/no-errors.js';
import type { Oracle } from '../../oracle/oracle.js';
import { progress } from '../../oracle/progress.js';
import { apart, exclusive } from '../../oracle/sections.js';
import { compile } from '../../submission/compile.js';
import { compilePrelude } from '../../submission/prelude.js';
import type { Program } from '../../submission/program.js';
import { bareContext } from '../thread/real/bare-context.js';
import { preparePosix, preparePosixScenario } from './prepare-posix.js';
import { ProcessRunner } from './virtual/runner.js';

/** The fixtures of the process world's units in the virtual realm alone: quick, and without points or reports. */
const root = fileURLToPath(new URL('../../..', import.meta.url));
const prelude = compilePrelude();
const only = process.env['UNIT'];
/** Otherwise one of eight fixtures: a whole unit is asked for by its name, and everything by the deep tests. */
const all = only !== undefined || process.env['INTERLEAVE_DEEP'] === '1';

/** Executions of each strategy. */
const SHORT = 60;
const LONG = 1000;

interface CheckLine {
  id: string;
  scenario: string;
  requires: string[];
  oracles: Oracle[];
}

/** The checks of an assignment as far as they matter here, read from its text: loading it takes a build. */
function checksOf(folder: string): CheckLine[] {
  const text = readFileSync(join(folder, 'assignment.ts'), 'utf8');
  const parts = text
    .slice(text.indexOf('checks: ['))
    .split(/\n {4}\{\n/)
    .slice(1);
  return parts.map((part) => ({
    id: /^ {6}id: '([^']+)'/m.exec(part)?.[1] ?? '',
    scenario: /^ {6}scenario: '([^']+)'/m.exec(part)?.[1] ?? '',
    requires: [...(/^ {6}requires: \[([^\]]*)\]/m.exec(part)?.[1] ?? '').matchAll(/'([^']+)'/g)].map(
      (found) => found[1] ?? '',
    ),
    oracles: oraclesOf(/^ {6}oracles: (\[\n[\s\S]*?\n {6}\]|.+)/m.exec(part)?.[1]),
  }));
}

/** In the order of a grade. A check that names none shares those of most: errors and progress. */
function oraclesOf(named = 'progress()'): Oracle[] {
  const sections = [...named.matchAll(/(exclusive|apart)\('(\w+)'(?:, '(\w+)')?\)/g)].map(
    ([, name, one = '', other = '']) => (name === 'apart' ? apart(one, other) : exclusive(one)),
  );
  return [...sections, noErrors(), ...(named.includes('progress()') ? [progress()] : [])];
}

function programOf(id: string, folder: string): Program {
  const entry = `${id.split('/')[1] ?? ''}.ts`;
  const files = new Map(
    readdirSync(folder)
      .filter((name) => name.endsWith('.ts'))
      .map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
  );
  const source = readFileSync(join(root, 'assignments', id, 'scenarios.ts'), 'utf8');
  const scenario = { name: 'scenarios', file: 'scenarios.ts', source: preparePosixScenario(source) };
  const compiled = compile({ files: preparePosix(files), entry, exports: [], scenario });
  if (compiled.kind === 'problem') throw new Error(`${folder}: ${compiled.problem.message}\n${compiled.problem.frame}`);
  return compiled.program;
}

/** The finding of the first oracle that has one, undefined where there is none. */
function judge(
  program: Program,
  { scenario, oracles }: CheckLine,
  executions: number,
): { kind: string; message: string } | undefined {
  let best = oracles.length;
  let found: { kind: string; message: string } | undefined;
  let stuck: typeof found;
  let anybody = false;
  const runner = new ProcessRunner({ program, scenario, maxSteps: 4000, context: bareContext, prelude });
  for (const strategy of [new BoundedSearch(2), new RandomWalk(1), new InStep()]) {
    for (let count = 0; count < executions && strategy.begin(); count += 1) {
      runner.run(strategy);
      const history = runner.history();
      const got = progress().judge(history);
      if (got.verdict === 'violated') stuck ??= { kind: got.kind, message: got.message.en };
      else anybody = true;
      for (const [rank, oracle] of oracles.slice(0, best).entries()) {
        const verdict = oracle.judge(history);
        if (verdict.verdict !== 'violated') continue;
        best = rank;
        found = { kind: verdict.kind, message: verdict.message.en };
        // Each such execution takes all its steps: one is enough.
        if (found.kind === 'livelock') return found;
        break;
      }
    }
  }
  found ??= anybody ? undefined : stuck;
  if (found !== undefined) return found;
  return runner.cannotSwitch() === undefined
    ? undefined
    : { kind: 'cannot-switch', message: runner.cannotSwitch() ?? '' };
}

/**
 * Failed checks with their kinds; those whose prerequisites failed are left out. A search as short as this one may miss
 * something: for the check that is expected to fail it goes on.
 */
function grade(id: string, folder: string, expected?: string): Record<string, string> {
  const program = programOf(id, folder);
  const failed: Record<string, string> = {};
  const out = new Set<string>();
  for (const check of checksOf(join(root, 'assignments', id))) {
    if (check.requires.some((required) => out.has(required))) {
      out.add(check.id);
      continue;
    }
    const finding = judge(program, check, SHORT) ?? (check.id === expected ? judge(program, check, LONG) : undefined);
    if (finding === undefined) continue;
    out.add(check.id);
    failed[check.id] = finding.kind;
    if (process.env['SHOW'])
      console.info(`${folder.split('/').at(-1) ?? ''}: ${check.id}: ${finding.kind}: ${finding.message}`);
  }
  return failed;
}

const units = ['ipc', 'process']
  .filter((unit) => existsSync(join(root, 'assignments', unit)))
  .flatMap((unit) => readdirSync(join(root, 'assignments', unit)).map((name) => `${unit}/${name}`))
  .filter((id) => only === undefined || id === only);

describe.each(units)('%s', (id) => {
  test('the reference gets full marks', () => {
    expect(grade(id, join(root, 'reference', id))).toEqual({});
  }, 120_000);

  const fixtures = loadFixtures(join(root, 'fixtures', id))
    .map((fixture) => ({ name: fixture.name, fixture }))
    .filter((_, index) => all || index % 8 === 0);
  test.each(fixtures)(
    '$name',
    ({ fixture }) => {
      const { expect: expected } = fixture;
      const failed = grade(id, fixture.folder, expected === 'full-marks' ? undefined : expected.check);
      if (expected === 'full-marks') expect(failed).toEqual({});
      else {
        expect([expected.kind, expected.orKind]).toContain(failed[expected.check]);
        const others = Object.keys(failed).filter((check) => check !== expected.check);
        expect(expected.alsoFails ?? []).toEqual(expect.arrayContaining(others));
      }
    },
    120_000,
  );
});
