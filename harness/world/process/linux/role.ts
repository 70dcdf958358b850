import { install } from '../posix/host.js';
import { libc } from './libc.js';
import { LinuxHost } from './linux-host.js';
import { LinuxProcess } from './linux-process.js';
import type { Start } from './process-calls.js';

/** Only what Node needs: some inherited variables cost it 75 ms to start. */
const environment = ['PATH', 'HOME', 'TMPDIR', 'LANG'].flatMap((name) => {
  const value = process.env[name];
  return value === undefined ? [] : [`${name}=${value}`];
});

/**
 * Runs the role that the command line asks for, and ends the process with its status: what the file that a role's process
 * is started on calls, with the exports of the submission.
 */
export async function runRole(roles: Readonly<Record<string, unknown>>): Promise<void> {
  const start = JSON.parse(process.argv[2] ?? '') as Start;
  const program = { node: process.execPath, args: [...process.execArgv, process.argv[1] ?? ''], environment };
  install(new LinuxHost(await LinuxProcess.start(program, start)));
  if (start.ready >= 0) {
    libc.write(start.ready, Uint8Array.of(1), 1);
    libc.close(start.ready);
  }
  const role = roles[start.role];
  if (typeof role !== 'function') throw new Error(`no role '${start.role}'`);
  try {
    (role as (...args: unknown[]) => unknown)(...start.args);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`, () => {
      libc._exit(1);
    });
    return;
  }
  libc._exit(0);
}
