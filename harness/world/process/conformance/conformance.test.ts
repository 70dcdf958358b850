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

test.each(programs.map((program, index) => ({ name: program.name, program, index })))(
  '$name',
  async ({ program, index }) => {
    const { outcomes, complete } = virtualOutcomes(program, 20000);
    const stuckExpected = [...outcomes].every((outcome) => outcome.endsWith('"stuck"]'));
    const real = await realOutcome(bundle, program, index, join(folder, String(index)), stuckExpected ? 700 : 5000);

    expect({ errors: real.errors, complete }).toEqual({ errors: '', complete: true });
    expect([...outcomes]).toContain(real.outcome);
  },
  10_000,
);
