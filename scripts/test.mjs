/**
 * `npm test`: installs what is missing, builds, runs every static step and every test. The last line is
 * `N passed, N failed`: one for each static step, and Jest's own counts.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, setUp } from './setup.mjs';

const deep = process.argv.includes('--deep');
const counts = { passed: 0, failed: 0 };

try {
  await setUp();
  counts.passed += 1;
} catch (error) {
  console.error(error);
  counts.failed += 1;
}

const layers = ['harness', 'assignments', 'reference'].filter((folder) => existsSync(join(root, folder)));
const steps = [
  ['format', 'biome', ['format', '.']],
  ['lint', 'oxlint', ['--type-aware', '--deny-warnings']],
  ['layers', 'depcruise', ['--config', '.dependency-cruiser.cjs', '--output-type', 'err', ...layers]],
  ['dead code', 'knip', []],
  ['types', 'tsc', ['--noEmit', '-p', '.']],
];
for (const [title, tool, options] of steps) {
  const started = Date.now();
  const { status, stdout, stderr } = run(join('node_modules', '.bin', tool), options, 'pipe');
  const ok = status === 0;
  counts[ok ? 'passed' : 'failed'] += 1;
  console.log(`${ok ? 'ok    ' : 'FAILED'} ${title} (${tool}, ${((Date.now() - started) / 1000).toFixed(1)} s)`);
  if (!ok) console.log(`${stdout}${stderr}`.trimEnd());
}

const folder = mkdtempSync(join(tmpdir(), 'interleave-test-'));
const report = join(folder, 'jest.json');
const jest = run(
  process.execPath,
  [
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    'node_modules/jest/bin/jest.js',
    '--selectProjects',
    'harness',
    // A test that waits for a child needs the other core.
    `--maxWorkers=${Math.max(1, Math.min(4, availableParallelism()))}`,
    '--json',
    `--outputFile=${report}`,
  ],
  'inherit',
  { INTERLEAVE_DEEP: deep ? '1' : '' },
);
if (existsSync(report)) {
  const result = JSON.parse(readFileSync(report, 'utf8'));
  counts.passed += result.numPassedTests;
  // A file that could not be run has no tests to count.
  counts.failed += result.numFailedTests + result.numRuntimeErrorTestSuites;
  if (jest.status !== 0 && result.numFailedTests + result.numRuntimeErrorTestSuites === 0) counts.failed += 1;
} else {
  counts.failed += 1;
}
rmSync(folder, { recursive: true, force: true });

console.log(`${counts.passed} passed, ${counts.failed} failed`);
process.exitCode = counts.failed === 0 ? 0 : 1;

function run(program, options, output, env = {}) {
  return spawnSync(program, options, {
    cwd: root,
    encoding: 'utf8',
    // Jest's JSON goes to the file; what it prints to stdout besides is of no use, its report is on stderr.
    stdio: output === 'pipe' ? 'pipe' : ['ignore', 'ignore', 'inherit'],
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, ...env },
  });
}
