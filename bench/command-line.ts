/** What somebody waits for at the command line: `--help`, and the grade of a reference. Best of several runs. */
import { spawnSync } from 'node:child_process';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../harness/assignment/package-root.js';

const root = packageRoot();

/** In milliseconds. */
function best(runs: number, ...options: string[]): number {
  let least = Infinity;
  for (let run = 0; run < runs; run++) {
    const started = performance.now();
    const { status } = spawnSync(process.execPath, [join(root, 'dist', 'cli.js'), ...options], {
      cwd: root,
      env: { PATH: process.env['PATH'] },
    });
    if (status !== 0) throw new Error(`interleave ${options.join(' ')} ended with ${String(status)}`);
    least = Math.min(least, performance.now() - started);
  }
  return least;
}

const rows = [
  { what: '--help', aim: 200, took: best(5, '--help') },
  {
    what: 'grade thread/mutex (reference)',
    aim: 3000,
    took: best(3, 'grade', 'thread/mutex', 'reference/thread/mutex'),
  },
];

console.log(
  `command line: node ${process.version}, ${String(cpus().length)} x ${cpus()[0]?.model ?? 'unknown processor'}`,
);
for (const { what, aim, took } of rows) {
  console.log(`  ${what.padEnd(32)} ${took.toFixed(0).padStart(6)} ms   aim: under ${String(aim)} ms`);
}
