import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expandUnit, findAssignment, listAssignments } from './list.js';
import { loadAssignment } from './load.js';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'interleave-test-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const write = (files: Record<string, string>): void => {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
};

const text = `{ en: 'x', zh: 'x' }`;
const assignment = (check = ''): string => `
  import { defineAssignment, progress } from 'interleave';
  const points: number = 5;
  export default defineAssignment({
    id: 'thread/latch', title: ${text}, world: 'thread',
    submission: { file: 'latch.ts', exports: { Latch: { kind: 'class' } } },
    checks: [{ id: 'live', title: ${text}, points, visibility: 'public', scenario: 'pair', oracles: [progress()],
      rationale: ${text}, help: ${text}, ${check} }],
  });`;
const scenarios = `
  import { threads } from 'interleave/scenario';
  import { Latch } from './starter/latch.js';
  export const pair = threads({ cells: () => Latch.cells(), tasks: [] });`;
const starter = { 'starter/latch.ts': 'export class Latch { static cells(): number { return 1; } }' };

describe('loadAssignment', () => {
  test('loads a folder outside the package', async () => {
    write({ 'assignment.ts': assignment(), 'scenarios.ts': scenarios, ...starter });

    const loaded = await loadAssignment(folder);

    expect(loaded.definition.checks[0]?.points).toBe(5);
    expect(loaded.scenarios).toBe(join(folder, 'scenarios.ts'));
  });

  test('loads an assignment once', () => {
    write({ 'assignment.ts': assignment(), 'scenarios.ts': scenarios, ...starter });

    const [first, second] = [loadAssignment(folder), loadAssignment(folder)];

    expect(first).toBe(second);
    return first;
  });

  test.each([
    ['a syntax error', { 'assignment.ts': 'export default {' }, 'assignment.ts could not be compiled'],
    ['no default export', { 'assignment.ts': 'export const a = 1;' }, 'exports no assignment'],
    [
      'a definition that throws',
      { 'assignment.ts': `throw new Error('no chalk');` },
      'could not be run: Error: no chalk',
    ],
    ['a missing scenarios file', { 'assignment.ts': assignment() }, 'scenarios.ts is missing'],
    [
      'a missing scenario',
      { 'assignment.ts': assignment(`scenario: 'trio'`), 'scenarios.ts': scenarios, ...starter },
      `no scenario 'trio'`,
    ],
    [
      'a mistake in the definition',
      { 'assignment.ts': assignment('points: 0'), 'scenarios.ts': '' },
      'must be more than 0',
    ],
  ])('reports %s with the file', async (_, files, message) => {
    write(files);

    await expect(loadAssignment(folder)).rejects.toThrow(message);
    await expect(loadAssignment(folder)).rejects.toThrow(folder);
  });

  test('loads every assignment of the package', async () => {
    for (const id of listAssignments()) {
      const { definition } = await loadAssignment(id);
      expect(definition.id).toBe(id);
    }
  });
});

describe('findAssignment', () => {
  test('finds by id below a root, in the order of the course', () => {
    write({ 'thread/mutex/assignment.ts': '', 'coroutine/lock/assignment.ts': '', 'other/thing/assignment.ts': '' });

    expect(listAssignments(folder)).toEqual(['coroutine/lock', 'thread/mutex', 'other/thing']);
    expect(findAssignment('thread/mutex', folder)).toBe(join(folder, 'thread/mutex'));
    expect(expandUnit('thread', folder)).toEqual(['thread/mutex']);
  });

  test('suggests what was probably meant', () => {
    write({ 'thread/mutex/assignment.ts': '' });

    expect(() => findAssignment('thread/mutx', folder)).toThrow(`Did you mean 'thread/mutex'?`);
    expect(() => expandUnit('thraed', folder)).toThrow(`Did you mean 'thread'?`);
    expect(() => findAssignment('nothing', folder)).toThrow('interleave list');
  });
});
