/** A grade from the command line to the reports and back by a token, with the build. */
import { afterAll, describe, expect, test } from '@jest/globals';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadAssignment } from '../assignment/load.js';
import { packageRoot } from '../assignment/package-root.js';
import { resultSchema } from '../report/result.js';

const root = packageRoot();
const cli = join(root, 'dist', 'cli.js');
const folder = mkdtempSync(join(tmpdir(), 'interleave-test-'));
const environment = { PATH: process.env['PATH'] };

afterAll(() => {
  rmSync(folder, { recursive: true });
});

const interleave = (...options: string[]): { code: number | null; stdout: string; stderr: string } => {
  const child = spawnSync(process.execPath, [cli, ...options], { encoding: 'utf8', cwd: root, env: environment });
  return { code: child.status, stdout: child.stdout, stderr: child.stderr };
};

describe('grade', () => {
  test('the reference gets full marks', () => {
    const { code, stdout, stderr } = interleave('grade', 'thread/mutex', 'reference/thread/mutex', '--budget', '1000');

    expect(stderr).toBe('');
    expect(stdout).toMatch(/^Points 100\/100 \(seed 1\)$/m);
    expect(code).toBe(0);
  }, 60_000);

  test('a fixture gets its finding, in every report, and its token replays', () => {
    const path = 'fixtures/thread/mutex/check-then-act';
    const [json, junit] = [join(folder, 'r.json'), join(folder, 'r.xml')];

    const graded = interleave('grade', 'thread/mutex', path, '--json', json, '--junit', junit);

    expect(graded.code).toBe(1);
    const result = resultSchema.parse(JSON.parse(readFileSync(json, 'utf8')));
    const finding = result.checks.find(({ id }) => id === 'one-at-a-time')?.findings[0];
    expect(finding?.confirmed).toBe('lockstep');
    expect(graded.stdout).toContain(finding?.token);
    expect(readFileSync(junit, 'utf8').match(/<testcase /g)).toHaveLength(result.checks.length);

    const replayed = interleave('replay', finding?.token ?? '', path);

    expect(replayed.code).toBe(0);
    expect(replayed.stdout).toContain('mutex.ts');
  }, 60_000);

  test('a token shows what the grade showed, every task of coroutines, and lines as a teacher would find them', () => {
    const path = 'fixtures/coroutine/rwlock/readers-first';

    const graded = interleave('grade', 'coroutine/rwlock', path).stdout;
    const token = /Replay it: interleave replay (\S+)/.exec(graded)?.[1] ?? '';
    const replayed = interleave('replay', token, path).stdout;

    expect(graded).toContain(replayed.trim());
    expect(replayed).toContain('scenarios.ts:');
    expect(replayed).toContain('Where to look: ');
    expect(replayed).toMatch(/^r1 +│ r2 +│ w +│ r3$/m);
  }, 60_000);

  test('what cannot be imported is said as that, in the order of the assignment', async () => {
    const path = join(folder, 'no-import');
    mkdirSync(path);
    const source = readFileSync(join(root, 'reference', 'thread', 'rwlock', 'rwlock.ts'), 'utf8');
    writeFileSync(join(path, 'rwlock.ts'), `${source}\nthrow new Error('not today');\n`);

    const { stdout, code } = interleave('grade', 'thread/rwlock', path);

    expect(code).toBe(1);
    expect(stdout).toContain('The submission fails while being imported: Error: not today');
    expect(stdout).not.toContain('Where to look');
    const { definition } = await loadAssignment('thread/rwlock');
    const titles = [...stdout.matchAll(/^[✘–✔] +\d+\/\d+ {2}(.*?)(?: \(hidden\))? · /gm)].map(([, title]) => title);
    expect(titles).toEqual(definition.checks.map(({ title }) => title.en));
  }, 60_000);

  test('--self-check names the step where a submission does something else when it is run again', () => {
    const path = join(folder, 'fickle');
    mkdirSync(path);
    // The one place that no realm can renew: a property that cannot be taken off a built-in again.
    const source = readFileSync(join(root, 'reference', 'thread', 'mutex', 'mutex.ts'), 'utf8').replace(
      'if (this.tryAcquire()) return;',
      `const runs = ((Array as unknown as { runs?: number }).runs ?? 0) + 1;
    Object.defineProperty(Array, 'runs', { value: runs, configurable: true });
    if (runs % 3 === 0) Atomics.load(this.#memory, STATE);
    if (this.tryAcquire()) return;`,
    );
    writeFileSync(join(path, 'mutex.ts'), source);

    const { code, stdout } = interleave('grade', 'thread/mutex', path, '--self-check', '--budget', '50');

    expect(code).toBe(3);
    expect(stdout).toMatch(/The same schedule, run twice, did not do the same: step \d+ \(mutex\.ts:\d+ /);
  }, 60_000);

  test('--self-check changes nothing for a submission that is the same every time', () => {
    const path = 'fixtures/thread/mutex/check-then-act';
    const grade = (...options: string[]): unknown => {
      const { stdout } = interleave('grade', 'thread/mutex', path, '--json', '-', '--budget', '300', ...options);
      const { checks } = resultSchema.parse(JSON.parse(stdout));
      return checks.map(({ rate: _, ...rest }) => rest);
    };

    expect(grade('--self-check')).toEqual(grade());
  }, 60_000);

  test('the standard output is nothing but the document with --json -', () => {
    const { stdout, stderr } = interleave(
      'grade',
      'thread/mutex',
      'fixtures/thread/mutex/silent-release',
      '--json',
      '-',
    );

    expect(resultSchema.parse(JSON.parse(stdout)).assignment).toBe('thread/mutex');
    expect(stderr).toContain('Points');
  }, 60_000);

  test('Ctrl-C ends it with 130, and its children with it', async () => {
    // The largest of the references: the others may be proved before the signal comes.
    const child = spawn(
      process.execPath,
      [cli, 'grade', 'thread/bounded-queue', 'reference/thread/bounded-queue', '--budget', '1000000000'],
      {
        cwd: root,
        env: environment,
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    const ended = new Promise((resolve) => child.once('exit', resolve));
    await until(() => childrenOf(child).some((pid) => commandOf(pid).includes('explorer.js')));
    const children = childrenOf(child);
    child.kill('SIGINT');

    expect(await ended).toBe(130);
    // The time of the test is all that they have.
    await until(() => !children.some(isAlive));
    expect(children.length).toBeGreaterThan(0);
  }, 60_000);
});

describe('replay', () => {
  test('refuses what is no token', () => {
    const { code, stderr } = interleave('replay', 'nonsense', 'reference/thread/mutex');

    expect(stderr).not.toMatch(/^\s+at /m);
    expect(code).toBe(2);
  });
});

test('the same checks as Jest tests', () => {
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--experimental-vm-modules', 'node_modules/jest/bin/jest.js', '--selectProjects', 'assignments', '--verbose'],
    {
      encoding: 'utf8',
      cwd: root,
      env: { ...environment, SUBMISSION: 'fixtures/thread/mutex/check-then-act', ASSIGNMENT: 'thread/mutex' },
    },
  );

  expect(stderr).toContain('✓ tryAcquire tells the truth and never waits (10)');
  expect(stderr).toContain('✕ One holder at a time (25)');
  expect(stderr).toContain('interleave replay');
  expect(status).toBe(1);
}, 60_000);

/** As the system knows them; none where it does not say. */
function childrenOf({ pid }: ChildProcess): number[] {
  const file = `/proc/${String(pid)}/task/${String(pid)}/children`;
  return existsSync(file) ? readFileSync(file, 'utf8').split(' ').filter(Boolean).map(Number) : [];
}

function commandOf(pid: number): string {
  const file = `/proc/${String(pid)}/cmdline`;
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 50));
}

/** Who has ended and waits for an init to notice is not alive. */
function isAlive(pid: number): boolean {
  const file = `/proc/${String(pid)}/stat`;
  return existsSync(file) && !/\) Z /.test(readFileSync(file, 'utf8'));
}
