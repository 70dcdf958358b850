/** `npm run bench [NAME …]`: bundles the benchmarks, one a file of `bench/`, and runs them one after the other. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { install, root } from './setup.mjs';

install();
const { build } = await import('./build.mjs');

// The same as the explorer's: see harness/grade/child.ts.
const FLAGS = ['--max-inlined-bytecode-size-cumulative=4000', '--min-inlining-frequency=0.01'];
const folder = join(root, 'bench');
const names = (existsSync(folder) ? readdirSync(folder) : [])
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .map((file) => file.slice(0, -'.ts'.length))
  .sort();
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  console.error(`There is no benchmark ${unknown.join(', ')}: one of ${names.join(', ')}.`);
  process.exit(2);
}

await build(Object.fromEntries(names.map((name) => [`bench-${name}`, `bench/${name}.ts`])));
for (const name of wanted.length > 0 ? wanted : names) {
  console.log(`\n== ${name}`);
  const { status } = spawnSync(process.execPath, [...FLAGS, join('dist', `bench-${name}.js`)], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status !== 0) process.exitCode = 1;
}
