import { callNames } from './kernel.js';
import * as constants from './posix/constants.js';
import { POSIX_MODULE as FILE } from './virtual/posix-module.js';

const functions = [...callNames, 'bytes', 'text', 'isErrno', 'WIFEXITED', 'WEXITSTATUS', 'WIFSIGNALED', 'WTERMSIG'];

/** A module with the names of `posix` and nothing behind them. */
function stub(): string {
  const values = Object.entries(constants).map(([name, value]) => `export const ${name} = ${String(value)};`);
  return [...functions.map((name) => `export function ${name}() {}`), ...values, 'export const errno = {};'].join('\n');
}

const IMPORT = /(\bfrom\s*|\bimport\s*)(['"])posix\2/g;

/**
 * Lets a submission of the process world be compiled: its import of `posix` becomes one of a file of its own, which is
 * added. Lines stay as they are, so places in the source do too.
 */
export function preparePosix(files: ReadonlyMap<string, string>): Map<string, string> {
  const out = new Map<string, string>([[FILE, stub()]]);
  for (const [path, source] of files) {
    const up = '../'.repeat(path.split('/').length - 1) || './';
    out.set(
      path,
      source.replace(IMPORT, (_, before: string, quote: string) => `${before}${quote}${up}${FILE}${quote}`),
    );
  }
  return out;
}

/** The same for the file of the scenarios. */
export function preparePosixScenario(source: string): string {
  return source.replace(IMPORT, (_, before: string, quote: string) => `${before}${quote}./starter/${FILE}${quote}`);
}
