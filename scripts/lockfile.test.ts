import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../harness/assignment/package-root.js';

interface Lock {
  packages: Record<string, { version?: string; integrity?: string; resolved?: string; optionalDependencies?: object }>;
}

const lock = JSON.parse(readFileSync(join(packageRoot(), 'package-lock.json'), 'utf8')) as Lock;
const packages = Object.entries(lock.packages).filter(([path]) => path !== '');

test('the lockfile names no host, so that everybody installs from the registry that they use', () => {
  expect(packages.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
});

test('every package is pinned by version and digest', () => {
  expect(packages.filter(([, { version, integrity }]) => version === undefined || integrity === undefined)).toEqual([]);
});

test('no optional package is missing: npm ci would refuse the lockfile on some system', () => {
  const paths = new Set(packages.map(([path]) => path));
  const missing = packages.flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter(
      (name) => !paths.has(`node_modules/${name}`) && !paths.has(`${path}/node_modules/${name}`),
    ),
  );

  expect(missing).toEqual([]);
});
