/** Reads a submission into memory, taking nothing on trust: not its size, not its links, not that it is text. */
import { closeSync, fstatSync, lstatSync, openSync, readdirSync, readSync, realpathSync, constants } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { candidates, isRelative } from './resolve.js';

const BYTES = 1024 * 1024;
const FILES = 200;
/** Imports of one file that are followed. */
const SPECIFIERS = 1000;
/** How many names of a folder are looked at for one that was meant. */
const NAMES = 1000;

export interface ReadProblem {
  kind:
    | 'missing-path'
    | 'not-a-submission'
    | 'missing-file'
    | 'too-large'
    | 'symlink-outside'
    | 'not-text'
    | 'unreadable';
  /** One or two sentences, with the way out. */
  message: string;
}

export type ReadResult =
  | {
      kind: 'files';
      /** Sources by path relative to the folder, with `/`; only what the entry reaches by relative imports. */
      files: Map<string, string>;
      entry: string;
    }
  | { kind: 'problem'; problem: ReadProblem };

/** Carries a problem out of the reading; caught by `readSubmission`. */
class ReadError extends Error {
  constructor(readonly problem: ReadProblem) {
    super(problem.message);
  }
}

function problem(kind: ReadProblem['kind'], message: string): ReadError {
  return new ReadError({ kind, message });
}

/**
 * @param path a folder, or the one file of a submission, whatever that is called
 * @param entryFile the file that a folder has to hold
 */
export function readSubmission(path: string, entryFile: string): ReadResult {
  try {
    const { folder, entry } = locate(path, entryFile);
    return { kind: 'files', files: new Reading(folder).all(entry), entry };
  } catch (error) {
    if (error instanceof ReadError) return { kind: 'problem', problem: error.problem };
    if (isSystemError(error)) {
      return {
        kind: 'problem',
        problem: {
          kind: 'unreadable',
          message: `${path} cannot be read (${error.code ?? error.message}). Check its permissions.`,
        },
      };
    }
    throw error;
  }
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return typeof error === 'object' && error !== null && 'syscall' in error;
}

function locate(path: string, entryFile: string): { folder: string; entry: string } {
  const trimmed = path.length > 1 ? path.replace(/\/+$/, '') : path;
  const stats = lstatSync(trimmed, { throwIfNoEntry: false });
  if (stats === undefined)
    throw problem('missing-path', `There is nothing at ${path}. Give the folder that holds ${entryFile}.`);
  if (stats.isSymbolicLink()) {
    throw problem('symlink-outside', `${path} is a symbolic link. Give the folder or file that it points to.`);
  }
  if (stats.isFile()) {
    const entry = basename(trimmed);
    if (!/\.[mc]?[jt]s$/.test(entry)) {
      throw problem(
        'not-a-submission',
        `${path} is not a TypeScript or JavaScript file. Give ${entryFile}, or the folder that holds it.`,
      );
    }
    return { folder: realpathSync(dirname(trimmed)), entry };
  }
  if (!stats.isDirectory())
    throw problem(
      'not-a-submission',
      `${path} is neither a folder nor a file. Give the folder that holds ${entryFile}.`,
    );
  const folder = realpathSync(trimmed);
  if (lstatSync(join(folder, entryFile), { throwIfNoEntry: false }) === undefined)
    throw missing(path, folder, entryFile);
  return { folder, entry: entryFile };
}

function missing(path: string, folder: string, entryFile: string): ReadError {
  const names = readdirSync(folder).slice(0, NAMES);
  const near = nearMisses(entryFile, names);
  const found =
    near.length > 0
      ? ` Did you mean ${near.map((name) => `'${name}'`).join(' or ')}? Rename it to ${entryFile}.`
      : ` Put your solution into a file of that name.`;
  const inside = names.find(
    (name) => isFolder(join(folder, name)) && lstatSync(join(folder, name, entryFile), { throwIfNoEntry: false }),
  );
  const deeper = inside === undefined ? '' : ` There is one in ${join(path, inside)}: give that folder.`;
  return problem('missing-file', `${path} has no file ${entryFile}.${deeper === '' ? found : deeper}`);
}

function isFolder(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** Names that somebody may have written for the wanted one: another case, another ending, a slip. */
function nearMisses(wanted: string, names: readonly string[]): string[] {
  const plain = (name: string): string =>
    name
      .toLowerCase()
      .replace(/\.[^.]*$/, '')
      .replace(/[^a-z0-9]/g, '');
  const target = plain(wanted);
  return names
    .filter((name) => /\.[mc]?[jt]sx?$/i.test(name) && distance(plain(name), target) <= Math.max(1, target.length >> 2))
    .slice(0, 3);
}

/** Levenshtein's distance. */
function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 8) return 9;
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/** One submission's files as they are found, with what they add up to. */
class Reading {
  private readonly files = new Map<string, string>();
  private bytes = 0;

  /** @param folder without symbolic links */
  constructor(private readonly folder: string) {}

  all(entry: string): Map<string, string> {
    const waiting = [entry];
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
      if (this.files.has(path)) continue;
      if (this.files.size >= FILES) {
        throw problem(
          'too-large',
          `The submission has more than ${String(FILES)} files. Hand in only the files that ${entry} needs.`,
        );
      }
      const text = this.read(path);
      this.files.set(path, text);
      for (const specifier of specifiers(text)) {
        // a file that is not there is for the compiler to report, with its place
        const found = candidates(specifier, path).find((candidate) => this.exists(candidate));
        if (found !== undefined) waiting.push(found);
      }
    }
    return this.files;
  }

  private exists(path: string): boolean {
    const stats = lstatSync(join(this.folder, path), { throwIfNoEntry: false });
    return stats !== undefined && !stats.isDirectory();
  }

  private read(path: string): string {
    const real = realpathSync(join(this.folder, path));
    const inside = relative(this.folder, real);
    if (inside.startsWith('..') || inside.startsWith(sep)) {
      throw problem(
        'symlink-outside',
        `${path} is a symbolic link to something outside of the submission. Put a copy of the file in its place.`,
      );
    }
    // what is opened may have changed since: do not wait for a pipe, do not follow a new link
    const descriptor = openSync(real, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      const stats = fstatSync(descriptor);
      if (!stats.isFile())
        throw problem('not-text', `${path} is not a regular file. Put a TypeScript file in its place.`);
      return decode(path, this.content(descriptor, path));
    } finally {
      closeSync(descriptor);
    }
  }

  /** Reads no more than is allowed, whatever the size was said to be. */
  private content(descriptor: number, path: string): Uint8Array {
    const buffer = new Uint8Array(BYTES - this.bytes + 1);
    let length = 0;
    for (let got = -1; got !== 0 && length < buffer.length; length += got) {
      got = readSync(descriptor, buffer, length, buffer.length - length, null);
    }
    this.bytes += length;
    if (this.bytes > BYTES) {
      throw problem(
        'too-large',
        `The submission is larger than 1 MiB (at ${path}). Hand in only source that you wrote yourself.`,
      );
    }
    return buffer.subarray(0, length);
  }
}

function decode(path: string, bytes: Uint8Array): string {
  const message = `${path} is not a text file in UTF-8. Save it as UTF-8 in your editor.`;
  if (bytes.includes(0)) throw problem('not-text', message);
  try {
    // a byte order mark is dropped
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw problem('not-text', message);
  }
}

/** Relative specifiers of imports, or what looks like one: taking a file too many does no harm. */
function specifiers(text: string): string[] {
  const found = text.matchAll(/(?:\bfrom|\bimport)\s*(["'])([^"'\n]+)\1/g);
  return [...new Set(Array.from(found, (match) => match[2] ?? ''))].filter(isRelative).slice(0, SPECIFIERS);
}
