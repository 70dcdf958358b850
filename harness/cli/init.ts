import { copyFileSync, constants, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { findAssignment } from '../assignment/list.js';
import { exitCode, UsageError } from './exit.js';

/** `interleave init`: copies the starter and the handouts, and leaves alone what is there. */
export async function init(assignment: string, folder: string): Promise<number> {
  const source = findAssignment(assignment);
  const target = resolve(folder);
  if (existsSync(target) && !statSync(target).isDirectory()) throw new UsageError(`${target} is a file, not a folder.`);
  const starter = join(source, 'starter');
  const copies = [
    ...filesBelow(starter).map((file) => ({ from: file, to: join(target, relative(starter, file)) })),
    ...['README.md', 'README.zh-CN.md']
      .filter((name) => existsSync(join(source, name)))
      .map((name) => ({ from: join(source, name), to: join(target, name) })),
  ];
  let kept = 0;
  for (const { from, to } of copies) {
    const copied = copyUnlessThere(from, to);
    if (!copied) kept += 1;
    console.log(`${copied ? 'wrote' : 'kept '} ${relative('.', to)}`);
  }
  if (kept > 0) console.log('What was there already has been left as it was.');
  console.log(`\nNext: read README.md, then try  interleave grade ${assignment} ${folder}`);
  return Promise.resolve(exitCode.ok);
}

function copyUnlessThere(from: string, to: string): boolean {
  mkdirSync(dirname(to), { recursive: true });
  try {
    copyFileSync(from, to, constants.COPYFILE_EXCL);
    return true;
  } catch (error) {
    if (Reflect.get(Object(error), 'code') === 'EEXIST') return false;
    throw error;
  }
}

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
