import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { bundleRoles } from '../linux/launch.js';
import { programs } from './programs/index.js';
import { realOutcome } from './real-outcome.js';
import { virtualOutcomes } from './virtual-outcomes.js';

/** What the whole system holds of the objects that outlive a process. */
function leftBehind(): string[] {
  const queues = readFileSync('/proc/sysvipc/msg', 'utf8').trim().split('\n').slice(1);
  const shared = readdirSync('/dev/shm').filter((name) => /^(sem\.)?il-/.test(name));
  return [...queues.filter((line) => / 600 /.test(line)).map((line) => line.trim().split(/\s+/)[1] ?? ''), ...shared];
}

let folder = '';
let bundle = '';
let before: string[] = [];

beforeAll(async () => {
  before = leftBehind();
  folder = mkdtempSync(join(tmpdir(), 'interleave-conformance-'));
  bundle = join(folder, 'roles.mjs');
  await bundleRoles(fileURLToPath(new URL('real-role.ts', import.meta.url)), bundle);
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  expect(leftBehind().filter((name) => !before.includes(name))).toEqual([]);
});

test('names are unique', () => {
  expect(new Set(programs.map(({ name }) => name)).size).toBeGreaterThan(programs.length - 2);
});

/** They wait for real time now and then, so every day only one of eight is run. Neighbours try the same calls. */
const everyday = programs
  .map((program, index) => ({ name: program.name, program, index }))
  .filter(({ index }) => process.env['INTERLEAVE_DEEP'] === '1' || index % 8 === 0);

test.each(everyday)(
  '$name',
  async ({ program, index }) => {
    const stuckExpected = [...virtualOutcomes(program, 50).outcomes].some((outcome) => outcome.endsWith('"stuck"]'));
    const real = await realOutcome(bundle, program, index, join(folder, String(index)), stuckExpected ? 1500 : 8000);
    const { outcomes } = virtualOutcomes(program, 20000, real.outcome);

    expect(real.errors).toBe('');
    expect([...outcomes]).toContain(real.outcome);
  },
  20_000,
);
