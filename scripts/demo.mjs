/**
 * `npm run demo`: installs what is missing, builds, and grades the model solution and three wrong ones of
 * `thread/mutex`. The last one's result is written to `reports/demo.json` and `reports/demo-junit.xml`.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { root, setUp } from './setup.mjs';

await setUp();
mkdirSync(join(root, 'reports'), { recursive: true });

const assignment = 'thread/mutex';
const fixtures = `fixtures/${assignment}`;
const rounds = [
  { path: `reference/${assignment}`, expected: 0 },
  { path: `${fixtures}/check-then-act`, expected: 1 },
  { path: `${fixtures}/release-wakes-nobody`, expected: 1 },
  {
    path: `${fixtures}/if-instead-of-while`,
    expected: 1,
    flags: ['--json', 'reports/demo.json', '--junit', 'reports/demo-junit.xml'],
  },
];

for (const { path, expected, flags = [] } of rounds) {
  const line = ['interleave', 'grade', assignment, path, ...flags];
  console.log(`\n$ ${line.join(' ')}\n`);
  const { status } = spawnSync(process.execPath, [join('dist', 'cli.js'), ...line.slice(1)], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status === expected) continue;
  console.error(`The exit code is ${status}, and should be ${expected}.`);
  process.exitCode = 3;
}
console.log('\nThe last result is in reports/demo.json, and as JUnit in reports/demo-junit.xml.');
