import { spawn as spawnChild, type ChildProcess } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';
import type { Start } from './process-calls.js';

const here = dirname(fileURLToPath(import.meta.url));

/** `posix` is our module; `koffi` stays outside, by its full path, because the bundle lies elsewhere. */
const posixPlugin: Plugin = {
  name: 'posix',
  setup(bundle) {
    bundle.onResolve({ filter: /^posix$/ }, () => ({ path: join(here, '../posix.ts') }));
    bundle.onResolve({ filter: /^koffi$/ }, () => ({
      path: createRequire(import.meta.url).resolve('koffi'),
      external: true,
    }));
  },
};

/** Bundles a file that exports roles into one that `launch` can start. */
export async function bundleRoles(entry: string, outfile: string): Promise<void> {
  await build({
    stdin: {
      contents: `import { runRole } from ${JSON.stringify(join(here, 'role.ts'))};
        import * as roles from ${JSON.stringify(entry)};
        await runRole(roles);`,
      resolveDir: here,
      loader: 'ts',
    },
    bundle: true,
    outfile,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    logLevel: 'silent',
    plugins: [posixPlugin],
  });
}

/** Starts the first process of a program, in a process group of its own, with a clean environment. */
export function launch(bundle: string, role: string, args: readonly unknown[]): ChildProcess {
  const start: Start = { role, args: [...args], blocked: [], ignored: [], ready: -1 };
  return spawnChild(process.execPath, [bundle, JSON.stringify(start)], {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'] ?? '', TMPDIR: process.env['TMPDIR'] ?? '/tmp' },
  });
}
