import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../assignment/package-root.js';

/** The version of this package: part of every result and token. */
export function harnessVersion(): string {
  const text = readFileSync(join(packageRoot(), 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
