/** Bundles the sources into `dist/`: the command, the package's entries, the children, and the virtual engine. */
import { chmodSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build as esbuild } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

const entries = {
  cli: 'harness/cli/main.ts',
  assignment: 'harness/assignment/index.ts',
  scenario: 'harness/assignment/scenario.ts',
  jest: 'harness/grade/jest.ts',
  posix: 'harness/world/process/posix.ts',
  explorer: 'harness/grade/explorer.ts',
  'thread-child': 'harness/world/thread/real/child.ts',
  'coroutine-child': 'harness/world/coroutine/real/child.ts',
  'process-child': 'harness/world/process/real/child.ts',
  'process-role': 'harness/world/process/real/role-process.ts',
  'thread-stress-worker': 'harness/world/thread/real/stress-worker.ts',
  'thread-worker': 'harness/world/thread/real/worker.ts',
};

/** Native packages find their binaries beside themselves; esbuild and typescript do not survive bundling. */
const external = ['esbuild', 'koffi', 'oxc-parser', 'oxc-transform', 'typescript', '@jest/globals'];

const shared = {
  absWorkingDir: root,
  bundle: true,
  logLevel: 'warning',
  minify: false,
  sourcemap: true,
  legalComments: 'none',
  metafile: true,
};

const engine = 'harness/world/engine.ts';

/** @param {Record<string, string>} [more] further entries, by their names in `dist/`. */
export async function build(more = {}) {
  const present = Object.entries({ ...entries, ...more }).filter(([, file]) => existsSync(join(root, file)));
  const results = await Promise.all([
    esbuild({
      ...shared,
      entryPoints: Object.fromEntries(present),
      outdir: 'dist',
      splitting: true,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      external,
      // Some packages are CommonJS and call `require` for Node's own modules.
      banner: {
        js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
      },
    }),
    ...(existsSync(join(root, engine)) ? [buildEngine()] : []),
  ]);
  removeOthers(results.flatMap((result) => Object.keys(result.metafile.outputs)));
  const cli = join(root, 'dist/cli.js');
  if (existsSync(cli)) chmodSync(cli, 0o755);
}

/** The virtual realm's engine: one script that leaves `__il_engine` in a bare context, where nothing of Node is. */
function buildEngine() {
  return esbuild({
    ...shared,
    entryPoints: { engine },
    outdir: 'dist',
    format: 'iife',
    globalName: '__il_engine',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    target: 'es2022',
  });
}

/** Chunks of an earlier build. They go last, so that a command that runs meanwhile still finds its own. */
function removeOthers(outputs) {
  const written = new Set(outputs.map((output) => basename(output)));
  for (const name of readdirSync(join(root, 'dist'))) {
    if (!written.has(name)) rmSync(join(root, 'dist', name), { recursive: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await build();
