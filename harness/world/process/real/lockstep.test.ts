import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { build } from 'esbuild';
import { BoundedSearch } from '../../../explore/bounded-search.js';
import { RandomWalk } from '../../../explore/random-walk.js';
import type { History } from '../../../oracle/history.js';
import { raceFree } from '../../../oracle/race-free.js';
import { compile } from '../../../submission/compile.js';
import { compilePrelude } from '../../../submission/prelude.js';
import type { Program } from '../../../submission/program.js';
import { bareContext } from '../../thread/real/bare-context.js';
import { preparePosix, preparePosixScenario } from '../prepare-posix.js';
import { ProcessRunner } from '../virtual/runner.js';
import { ProcessLockstep } from './lockstep.js';

const PRELUDE = '(function(rt,globals){return {install(){}}})';
let folder = '';
let roleFile = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'interleave-lockstep-test-'));
  roleFile = join(folder, 'process-role.mjs');
  const koffi = createRequire(import.meta.url).resolve('koffi');
  await build({
    entryPoints: [fileURLToPath(new URL('role-process.ts', import.meta.url))],
    bundle: true,
    outfile: roleFile,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    logLevel: 'silent',
    alias: { koffi },
    external: [koffi],
  });
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  expect(readdirSync('/dev/shm').filter((name) => /^(sem\.)?il\d/.test(name))).toEqual([]);
});

function programOf(submission: string, scenario: string): Program {
  const compiled = compile({
    files: preparePosix(new Map([['work.ts', submission]])),
    entry: 'work.ts',
    exports: [],
    scenario: { name: 'scenarios', file: 'scenarios.ts', source: preparePosixScenario(scenario) },
  });
  if (compiled.kind === 'problem') throw new Error(compiled.problem.message);
  return compiled.program;
}

/** Takes up to `count` different virtual histories and forces each on real processes. */
async function repeats(submission: string, scenario: string, count: number, prelude = PRELUDE): Promise<History[]> {
  const program = programOf(submission, scenario);
  const runner = new ProcessRunner({
    program,
    scenario: 'only',
    maxSteps: 2000,
    context: bareContext,
    prelude,
  });
  const seen = new Map<string, { schedule: number[]; history: ReturnType<ProcessRunner['history']> }>();
  for (const strategy of [new BoundedSearch(2), new RandomWalk(3)]) {
    for (let tries = 0; tries < 400 && seen.size < count && strategy.begin(); tries += 1) {
      runner.run(strategy);
      if (!seen.has(runner.key()))
        seen.set(runner.key(), { schedule: [...runner.schedule()], history: runner.history() });
    }
  }
  for (const { schedule, history } of seen.values()) {
    const lockstep = new ProcessLockstep({ program, prelude, scenario: 'only', schedule, maxSteps: 2000 }, roleFile);
    try {
      const real = await lockstep.run();
      expect({ schedule, divergedAt: real.divergedAt }).toEqual({ schedule, divergedAt: null });
      expect(real.history.events).toEqual(history.events);
      expect(real.history.end).toEqual(history.end);
    } finally {
      lockstep.close();
    }
    const there = readFileSync('/proc/sysvipc/msg', 'utf8')
      .split('\n')
      .map((line) => Number(line.trim().split(/\s+/)[1]));
    expect(there.filter((id) => lockstep.queues.has(id))).toEqual([]);
  }
  return [...seen.values()].map(({ history }) => history);
}

const CHILD = `
import { close, read, write, text } from 'posix';
export function child(r: number, w: number): void {
  close(r);
  write(w, 'Hello ');
  write(w, 'from child');
  close(w);
}
export function whole(r: number): string[] {
  const all: string[] = [];
  for (;;) {
    const part = read(r, 100);
    if (part.length === 0) return all;
    all.push(text(part));
  }
}
`;

const helloScenario = (closes: string, options = ''): string => `
import { close, pipe, spawn, waitpid } from 'posix';
import { mark } from 'interleave/scenario';
import { child, whole } from './starter/work.js';
export const only = {
  roles: {
    main: () => {
      const [r, w] = pipe();
      const pid = spawn('child', [r, w]);
      ${closes}
      mark('got', whole(r));
      mark('status', waitpid(pid).status);
    },
    child,
  },
  ${options}
};
`;

test('a pipe, in the orders that the schedules say', async () => {
  await repeats(CHILD, helloScenario('close(w);'), 4);
}, 30_000);

test('a deadlock through a pipe', async () => {
  await repeats(CHILD, helloScenario(''), 2);
}, 30_000);

test('short reads and kills', async () => {
  await repeats(CHILD, helloScenario('close(w);', "faults: { short: 1 }, kills: { atMost: 1, roles: ['child'] },"), 10);
}, 60_000);

test('signals, shared memory, semaphores', async () => {
  await repeats(
    `
import { kill, getppid, sigaction, sigprocmask, sigsuspend, SIGUSR1, SIG_BLOCK, shm_open, shm_unlink, ftruncate, mmap, O_CREAT, O_RDWR,
  PROT_READ, PROT_WRITE, MAP_SHARED, close, sem_open, sem_wait, sem_post, sem_unlink } from 'posix';
const BOTH = PROT_READ | PROT_WRITE;
export function child(): void {
  const memory = new Int32Array(mmap(4096, BOTH, MAP_SHARED, shm_open('/x', O_RDWR)));
  memory[3] = 5;
  Atomics.add(memory, 4, 2);
  kill(getppid(), SIGUSR1);
  sem_post(sem_open('/s', 0));
}
export function parent(spawn: (name: string) => void): string {
  let got = 0;
  sigprocmask(SIG_BLOCK, [SIGUSR1]);
  sigaction(SIGUSR1, (signal) => { got = signal; });
  const fd = shm_open('/x', O_CREAT | O_RDWR, 0o600);
  const semaphore = sem_open('/s', O_CREAT, 0o600, 0);
  ftruncate(fd, 4096);
  const memory = new Int32Array(mmap(4096, BOTH, MAP_SHARED, fd));
  close(fd);
  spawn('child');
  const early = memory[3];
  while (got === 0) sigsuspend([]);
  sem_wait(semaphore);
  shm_unlink('/x');
  sem_unlink('/s');
  return [early, got, memory[3], Atomics.load(memory, 4)].join(' ');
}`,
    `
import { spawn, waitpid } from 'posix';
import { mark } from 'interleave/scenario';
import { child, parent } from './starter/work.js';
export const only = { roles: { main: () => { mark('seen', parent((name) => spawn(name))); waitpid(-1); }, child } };
`,
    3,
  );
}, 30_000);

const DATAGRAMS = `
import { AF_INET, poll, POLLIN, recv, recvfrom, sendto, setsockopt, SO_RCVTIMEO, SOCK_DGRAM, socket, SOL_SOCKET, text } from 'posix';
export function sends(port: number): number {
  const fd = socket(AF_INET, SOCK_DGRAM);
  setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, 5);
  for (const message of ['one', '二', 'three']) sendto(fd, message, 0, { port });
  try {
    return recv(fd, 10).length;
  } catch {
    return -1;
  }
}
export function got(fd: number): string[] {
  const all: string[] = [];
  while ((poll([{ fd, events: POLLIN }], 5)[0] ?? 0) !== 0) {
    all.push(all.length === 0 ? text(recvfrom(fd, 100).data) : text(recv(fd, 100)));
  }
  return all;
}
`;

test('a race on shared memory is found again', async () => {
  const scenario = `
import { ftruncate, mmap, MAP_SHARED, O_CREAT, O_RDWR, PROT_READ, PROT_WRITE, shm_open, spawn, waitpid } from 'posix';
const mapped = () => {
  const fd = shm_open('/m', O_CREAT | O_RDWR, 0o600);
  ftruncate(fd, 4096);
  return new Int32Array(mmap(4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd));
};
export const only = {
  roles: {
    main: () => {
      const cells = mapped();
      const pid = spawn('child');
      cells[0] = 1;
      waitpid(pid);
    },
    child: () => { mapped()[0] = 2; },
  },
  leaves: ['sharedMemory'],
};
`;
  const histories = await repeats('export const nothing = 0;', scenario, 2);
  expect(histories.every((history) => raceFree().judge(history).verdict === 'violated')).toBe(true);
}, 60_000);

test('datagrams are lost, doubled and exchanged, and waits end in time', async () => {
  const scenario = `
import { AF_INET, bind, getsockname, SOCK_DGRAM, socket, spawn, waitpid } from 'posix';
import { mark } from 'interleave/scenario';
import { got, sends } from './starter/work.js';
export const only = {
  roles: {
    main: () => {
      const fd = socket(AF_INET, SOCK_DGRAM);
      bind(fd, { port: 0 });
      const pid = spawn('sends', [getsockname(fd).port]);
      mark('status', waitpid(pid).status);
      mark('got', got(fd).join(' '));
    },
    sends: (port: number) => {
      mark('answer', sends(port));
    },
  },
  faults: { lose: 1, duplicate: 1, reorder: 1 },
};
`;
  const histories = await repeats(DATAGRAMS, scenario, 8);

  const outcomes = histories.map(({ events }) =>
    events
      .flatMap((event) =>
        event.type === 'mark' && typeof event.value === 'string' && event.name === 'got' ? [event.value] : [],
      )
      .join(),
  );
  expect(new Set(outcomes).size).toBeGreaterThan(4);
  expect(outcomes).toEqual(expect.arrayContaining(['one 二 three', 'one three', 'one 二']));
  expect(outcomes.some((outcome) => outcome.split(' ').length > 3)).toBe(true);
  expect(outcomes.some((outcome) => outcome.startsWith('二 one') || outcome.startsWith('three'))).toBe(true);
}, 60_000);

test('a queue left behind, a service on a socket, a signal before its handler', async () => {
  await repeats(
    `import { msgget, IPC_PRIVATE } from 'posix';
export function work(): void { msgget(IPC_PRIVATE, 0o600); }`,
    `import { work } from './starter/work.js';
export const only = { roles: { main: () => { work(); } } };`,
    1,
  );
  await repeats(
    `
import { socket, bind, listen, accept, connect, read, write, close, unlink, text, isErrno, AF_UNIX, SOCK_STREAM } from 'posix';
const path = '/tmp/service';
export function server(): void {
  const fd = socket(AF_UNIX, SOCK_STREAM);
  bind(fd, { path });
  listen(fd, 2);
  const connection = accept(fd);
  write(connection, text(read(connection, 10)) + '!');
  unlink(path);
}
export function client(): string {
  const fd = socket(AF_UNIX, SOCK_STREAM);
  try {
    connect(fd, { path });
  } catch (error) {
    return isErrno(error, 'ENOENT') ? 'ENOENT' : isErrno(error, 'ECONNREFUSED') ? 'ECONNREFUSED' : 'other';
  }
  write(fd, 'hi');
  return text(read(fd, 10));
}`,
    `
import { spawn, kill, waitpid, SIGKILL } from 'posix';
import { mark } from 'interleave/scenario';
import { server, client } from './starter/work.js';
export const only = { roles: { main: () => { const pid = spawn('server'); mark('answer', client()); kill(pid, SIGKILL); waitpid(pid); }, server }, leaves: ['paths'] };
`,
    4,
  );
  await repeats(
    `
import { sigaction, pause, SIGUSR1 } from 'posix';
export function child(): void {
  let got = false;
  sigaction(SIGUSR1, () => { got = true; });
  while (!got) pause();
}`,
    `
import { spawn, waitpid, kill, SIGUSR1 } from 'posix';
import { mark } from 'interleave/scenario';
import { child } from './starter/work.js';
export const only = { roles: { main: () => { const pid = spawn('child'); kill(pid, SIGUSR1); mark('status', waitpid(pid).status); }, child } };
`,
    3,
  );
}, 60_000);

test('a signal reaches the processes of the run only', async () => {
  await repeats(
    `
import { kill, isErrno } from 'posix';
const answer = (pid: number): string => {
  try {
    kill(pid, 0);
    return 'sent';
  } catch (error) {
    return isErrno(error, 'ESRCH') ? 'ESRCH' : isErrno(error, 'EPERM') ? 'EPERM' : 'other';
  }
};
export function asked(own: number): string { return [own, 0, -1, 1, ${String(process.pid)}, 4294967295].map(answer).join(' '); }`,
    `
import { spawn, waitpid } from 'posix';
import { mark, check } from 'interleave/scenario';
import { asked } from './starter/work.js';
export const only = { roles: { main: () => {
  const pid = spawn('child');
  const seen = asked(pid);
  mark('seen', seen);
  check(seen === 'sent EPERM EPERM ESRCH ESRCH ESRCH', seen);
  waitpid(pid);
}, child: () => {} } };
`,
    1,
  );
}, 30_000);

test('who is asleep in a call of its own', async () => {
  await repeats(
    `import { read } from 'posix';
export function sleeper(r: number): number { return read(r, 1).length; }`,
    `import { pipe, spawn, waitpid, write } from 'posix';
import { asleep, mark } from 'interleave/scenario';
import { sleeper } from './starter/work.js';
export const only = { roles: { main: () => {
  const [r, w] = pipe();
  spawn('sleeper', [r]);
  spawn('sleeper', [r]);
  asleep([1, 2]);
  mark('asleep', true);
  write(w, 'two');
  waitpid(-1);
  waitpid(-1);
}, sleeper: (r: number) => { mark('read', sleeper(r)); } } };`,
    3,
  );
});

test('every way to touch mapped memory', async () => {
  const histories = await repeats(
    `
import { shm_open, shm_unlink, ftruncate, mmap, O_CREAT, O_RDWR, PROT_READ, PROT_WRITE, MAP_SHARED, bytes, text } from 'posix';
function map(): ArrayBuffer {
  const fd = shm_open('/x', O_CREAT | O_RDWR, 0o600);
  ftruncate(fd, 4096);
  return mmap(4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd);
}
export function child(): void {
  const memory = map();
  const view = new DataView(memory);
  view.setInt32(0, -5, true);
  view.setUint16(5, 0x1234);
  view.setFloat64(8, 1.5);
  new Uint8Array(memory, 16).set(bytes('abc'));
  new Uint8Array(memory).subarray(20, 22).fill(7);
}
export function parent(): unknown[] {
  const memory = map();
  const view = new DataView(memory, 4);
  const early = view.getUint8(1);
  return [early, memory];
}
export function seen(memory: ArrayBuffer): string {
  const view = new DataView(memory);
  const all = new Uint8Array(memory);
  shm_unlink('/x');
  const [a, b] = all.slice(20, 22);
  return [view.getInt32(0, true), view.getUint16(5), view.getFloat64(8), text(all.subarray(16, 19)), ...all.subarray(20, 22), a, b].join(' ');
}`,
    `
import { spawn, waitpid } from 'posix';
import { mark } from 'interleave/scenario';
import { child, parent, seen } from './starter/work.js';
export const only = {
  roles: {
    main: () => {
      const pid = spawn('child');
      const [early, memory] = parent();
      mark('early', early);
      waitpid(pid);
      const found = seen(memory as ArrayBuffer);
      mark('seen', found);
      if (found !== '-5 4660 1.5 abc 7 7 7 7') throw new Error(found);
    },
    child,
  },
};
`,
    3,
    compilePrelude(),
  );
  expect(histories.length).toBeGreaterThan(0);
  for (const { events } of histories) expect(events.filter(({ type }) => type === 'uncaught')).toEqual([]);
}, 30_000);

/** The errors that nobody catches, of every history. */
async function uncaught(submission: string, scenario: string): Promise<string[]> {
  const histories = await repeats(submission, scenario, 1);
  return histories.flatMap(({ events }) => events.flatMap((event) => (event.type === 'uncaught' ? [event.error] : [])));
}

const ENDS = `
import { exit, getpid, kill, mmap, munmap, shm_open, shm_unlink, MAP_SHARED, O_CREAT, O_RDWR, PROT_READ } from 'posix';
export function leaves(): void { exit(0); }
export function killsItself(): void { kill(getpid(), 15); }
export function reads(): number {
  const memory = new Int32Array(mmap(4096, PROT_READ, MAP_SHARED, shm_open('/x', O_CREAT | O_RDWR, 0o600)));
  shm_unlink('/x');
  return memory[0] ?? 0;
}`;
const ends = (main: string, options = ''): string => `
import { exit, spawn, waitpid } from 'posix';
import { leaves, killsItself, reads } from './starter/work.js';
export const only = { roles: { main: () => { ${main} }, leaves: () => { leaves(); }, own: () => { exit(0); }, reads: () => { reads(); } }, ${options} };
`;

test('whoever ends its process early is not left unjudged', async () => {
  const early = 'exit() before the role has returned';
  expect(await uncaught(ENDS, ends('leaves();'))).toEqual([early]);
  expect(await uncaught(ENDS, ends("waitpid(spawn('leaves'));"))).toEqual([early]);
  expect(await uncaught(ENDS, ends('killsItself();'))).toEqual(['ended by signal 15']);
  const bus = 'SIGBUS: no such page in the mapped file';
  expect(await uncaught(ENDS, ends('reads();'))).toEqual([bus]);
  expect(await uncaught(ENDS, ends("waitpid(spawn('reads'));"))).toEqual([bus]);
}, 30_000);

test('whoever may exit does', async () => {
  expect(await uncaught(ENDS, ends("waitpid(spawn('leaves'));", "mayExit: ['leaves']"))).toEqual([]);
  expect(await uncaught(ENDS, ends("waitpid(spawn('own')); exit(0);"))).toEqual([]);
}, 30_000);

test('chance and time are in real processes what they are in the virtual realm', async () => {
  await repeats(
    `
export function draws(): number[] { return [Math.random(), Date.now(), Math.random(), performance.now()]; }`,
    `
import { spawn, waitpid } from 'posix';
import { mark } from 'interleave/scenario';
import { draws } from './starter/work.js';
export const only = { roles: { main: () => {
  mark('first', draws());
  const pid = spawn('child');
  mark('then', draws());
  waitpid(pid);
}, child: () => mark('child', draws()) } };
`,
    3,
  );
}, 60_000);
