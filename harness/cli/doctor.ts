/** `interleave doctor`: what this machine has of what interleave uses, and how to get the rest. */
import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { delimiter, join } from 'node:path';
import { packageRoot } from '../assignment/package-root.js';
import { type Style, styleFor } from '../report/style.js';
import { exitCode } from './exit.js';

export interface Diagnosis {
  part: string;
  /** `lacking` makes the exit code 3; `optional` costs only what is said. */
  state: 'present' | 'optional' | 'lacking';
  text: string;
  remedy?: string;
}

export async function doctor(): Promise<number> {
  const diagnoses = [node(), machine(), system(), built(), ...(await Promise.all(packages)), ...programs.map(program)];
  const style = styleFor(process.stdout);
  for (const diagnosis of diagnoses) console.log(show(diagnosis, style));
  const lacking = diagnoses.filter(({ state }) => state === 'lacking');
  console.log(lacking.length === 0 ? '\nReady.' : `\nNot ready: ${lacking.map(({ part }) => part).join(', ')}.`);
  return lacking.length === 0 ? exitCode.ok : exitCode.harness;
}

function show({ part, state, text, remedy }: Diagnosis, style: Style): string {
  const signs = { present: style('green', '✔'), optional: style('yellow', '–'), lacking: style('red', '✘') };
  return `${signs[state]} ${part.padEnd(14)} ${text}${remedy === undefined ? '' : `\n${' '.repeat(17)}${remedy}`}`;
}

function node(): Diagnosis {
  const part = 'Node';
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  return major > 20 || (major === 20 && minor >= 19)
    ? { part, state: 'present', text: process.versions.node }
    : {
        part,
        state: 'lacking',
        text: `${process.versions.node} is too old`,
        remedy: 'install Node 20.19 or newer from your distribution or nodejs.org',
      };
}

function machine(): Diagnosis {
  const cores = availableParallelism();
  const text = `${String(cores)} (${cpus()[0]?.model.trim() ?? 'unknown'}), ${(totalmem() / 2 ** 30).toFixed(0)} GiB memory`;
  return cores > 1
    ? { part: 'Cores', state: 'present', text }
    : { part: 'Cores', state: 'optional', text: `${text}: stress runs need two to be of use; grades do not change` };
}

function system(): Diagnosis {
  return process.platform === 'linux'
    ? { part: 'System', state: 'present', text: `linux ${process.arch}` }
    : {
        part: 'System',
        state: 'optional',
        text: `${process.platform}: findings of the process world cannot be repeated with real processes here`,
      };
}

/** What is started beside the command itself. */
function built(): Diagnosis {
  const names = ['engine', 'explorer', 'thread-child', 'thread-worker'].map((name) => `${name}.js`);
  const missing = names.filter((name) => !existsSync(join(packageRoot(), 'dist', name)));
  return missing.length === 0
    ? { part: 'Build', state: 'present', text: 'explorer, engine and children' }
    : { part: 'Build', state: 'lacking', text: `without ${missing.join(', ')}`, remedy: 'npm run build' };
}

/** Packages with a native part, which comes ready-made for the usual platforms. */
const packages = [
  nativePackage('oxc-parser', 'reads submissions', async () => import('oxc-parser')),
  nativePackage('oxc-transform', 'compiles submissions', async () => import('oxc-transform')),
  nativePackage('esbuild', 'loads assignments', async () => import('esbuild')),
  nativePackage('koffi', 'real system calls in the process world', async () => import('koffi')),
];

async function nativePackage(part: string, use: string, load: () => Promise<unknown>): Promise<Diagnosis> {
  try {
    await load();
    return { part, state: 'present', text: use };
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    return {
      part,
      state: part === 'koffi' ? 'optional' : 'lacking',
      text: `does not load (${use}): ${reason}`,
      remedy: 'run npm ci again, with optional dependencies (no --omit=optional)',
    };
  }
}

interface Program {
  name: string;
  use: string;
  /** Debian's package. */
  debian: string;
}

const programs: Program[] = [
  { name: 'bwrap', use: 'runs submissions in a sandbox', debian: 'bubblewrap' },
  { name: 'chromium', use: 'for tests of pages', debian: 'chromium' },
];

function program({ name, use, debian }: Program): Diagnosis {
  const path = find(name);
  return path === undefined
    ? { part: name, state: 'optional', text: `not there (${use})`, remedy: `apt install ${debian}` }
    : { part: name, state: 'present', text: `${use}: ${version(path)}` };
}

function find(name: string): string | undefined {
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

function version(path: string): string {
  try {
    const output = execFileSync(path, ['--version'], {
      encoding: 'utf8',
      timeout: 5000,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return output.split('\n')[0]?.trim() ?? path;
  } catch {
    return path;
  }
}
