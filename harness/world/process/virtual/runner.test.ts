import { createContext, Script } from 'node:vm';
import { describe, expect, test } from '@jest/globals';
import { BoundedSearch } from '../../../explore/bounded-search.js';
import { Dpor } from '../../../explore/dpor.js';
import { RandomWalk } from '../../../explore/random-walk.js';
import { Replay } from '../../../explore/replay.js';
import type { Strategy } from '../../../explore/strategy.js';
import { compile } from '../../../submission/compile.js';
import type { Evaluate } from '../../thread/core.js';
import { preparePosix, preparePosixScenario } from '../prepare-posix.js';
import { ProcessRunner } from './runner.js';

function context(): Evaluate {
  const inner = createContext(Object.create(null) as object, { codeGeneration: { strings: false, wasm: false } });
  return (text, label) => new Script(`(${text}\n)`, { filename: label }).runInContext(inner) as unknown;
}

function runnerFor(submission: string, scenario: string): ProcessRunner {
  const compiled = compile({
    files: preparePosix(new Map([['work.ts', submission]])),
    entry: 'work.ts',
    exports: [],
    scenario: { name: 'scenarios', file: 'scenarios.ts', source: preparePosixScenario(scenario) },
  });
  if (compiled.kind === 'problem') throw new Error(compiled.problem.message);
  return new ProcessRunner({
    program: compiled.program,
    scenario: 'only',
    maxSteps: 2000,
    context,
    prelude: '(function(rt,globals){return {install(){}}})',
  });
}

/** Explores and returns how each different execution ended, with its marks and errors. */
function explore(runner: ProcessRunner, strategy: Strategy, limit: number): Set<string> {
  const seen = new Set<string>();
  for (let count = 0; count < limit && strategy.begin(); count += 1) {
    runner.run(strategy);
    const { events, end } = runner.history();
    const told = events.flatMap((event) => {
      if (event.type === 'mark') return [`${event.name}=${JSON.stringify(event.value)}`];
      if (event.type === 'fail') return [event.message];
      return event.type === 'uncaught' ? [event.error] : [];
    });
    const on = end.status === 'stuck' ? `: ${end.pending.flatMap((pending) => pending.on).join('; ')}` : '';
    seen.add(`${told.join(' ')} ${end.status}${on}`.trim());
  }
  return seen;
}

const HELLO = `
import { close, read, write, text } from 'posix';
export function child(r: number, w: number): void {
  close(r);
  write(w, 'Hello from child');
  close(w);
}
export function whole(r: number): string {
  let all = '';
  for (;;) {
    const part = read(r, 100);
    if (part.length === 0) return all;
    all += text(part);
  }
}
`;

const scenario = (closes: string, options = ''): string => `
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

describe('the virtual process world', () => {
  test('a child says hello in every order', () => {
    const runner = runnerFor(HELLO, scenario('close(w);'));
    const search = new BoundedSearch(10);
    const seen = explore(runner, search, 5000);
    expect([...seen]).toEqual(['got="Hello from child" status=0 done']);
    expect(search.complete).toBe(true);
  });

  test('the write end left open is a deadlock that names who holds it', () => {
    const runner = runnerFor(HELLO, scenario(''));
    const seen = explore(runner, new BoundedSearch(0), 10);
    expect([...seen]).toEqual(['stuck: bytes in pipe 1 (held by main)']);
  });

  test('short reads and a killed child are explored where the scenario allows them', () => {
    const short = explore(runnerFor(HELLO, scenario('close(w);', 'faults: { short: 1 },')), new RandomWalk(1), 200);
    expect([...short]).toEqual(['got="Hello from child" status=0 done']);
    const killed = explore(
      runnerFor(HELLO, scenario('close(w);', "kills: { atMost: 1, roles: ['child'] },")),
      new RandomWalk(1),
      300,
    );
    expect([...killed].sort()).toEqual([
      'got="" status=9 done',
      'got="Hello from child" status=0 done',
      'got="Hello from child" status=9 done',
    ]);
  });

  test('a schedule is repeated exactly', () => {
    const runner = runnerFor(HELLO, scenario('close(w);'));
    const walk = new RandomWalk(7);
    for (let count = 0; count < 20; count += 1) {
      walk.begin();
      runner.run(walk);
      const key = runner.key();
      const schedule = [...runner.schedule()];
      const replay = new Replay(schedule, 'stop');
      replay.begin();
      const { steps } = runner.detailed(replay);
      expect(runner.key()).toBe(key);
      expect([...runner.schedule()]).toEqual(schedule);
      expect(steps.length).toBeGreaterThan(5);
    }
  });

  test('a fresh runner repeats a schedule too, with faults and kills', () => {
    const text = scenario('close(w);', "faults: { short: 1 }, kills: { atMost: 1, roles: ['child'] },");
    const runner = runnerFor(HELLO, text);
    const fresh = runnerFor(HELLO, text);
    for (const strategy of [new BoundedSearch(2), new RandomWalk(3)]) {
      for (let count = 0; count < 300 && strategy.begin(); count += 1) {
        runner.run(strategy);
        const schedule = [...runner.schedule()];
        const replay = new Replay(schedule, 'stop');
        replay.begin();
        fresh.run(replay);
        expect({ schedule: [...fresh.schedule()], divergence: replay.divergence }).toEqual({
          schedule,
          divergence: undefined,
        });
        expect(fresh.history()).toEqual(runner.history());
      }
    }
  });

  test('handlers run between calls, memory is shared by mappings only', () => {
    const runner = runnerFor(
      `
import { kill, getppid, sigaction, sigprocmask, sigsuspend, SIGUSR1, SIG_BLOCK, shm_open, shm_unlink, ftruncate, mmap, O_CREAT, O_RDWR,
  PROT_READ, PROT_WRITE, MAP_SHARED, munmap, close } from 'posix';
let state = 0;
export function child(): void {
  state += 5;
  const fd = shm_open('/x', O_RDWR);
  const memory = new Int32Array(mmap(4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd));
  memory[3] = state;
  Atomics.add(memory, 4, 2);
  kill(getppid(), SIGUSR1);
}
export function parent(spawn: (name: string) => void): string {
  let got = 0;
  sigprocmask(SIG_BLOCK, [SIGUSR1]);
  sigaction(SIGUSR1, (signal) => { got = signal; });
  const fd = shm_open('/x', O_CREAT | O_RDWR, 0o600);
  ftruncate(fd, 4096);
  const buffer = mmap(4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd);
  const memory = new Int32Array(buffer);
  close(fd);
  spawn('child');
  while (got === 0) sigsuspend([]);
  const seen = [got, memory[3], Atomics.load(memory, 4), state];
  munmap(buffer);
  shm_unlink('/x');
  return seen.join(' ');
}`,
      `
import { spawn, waitpid } from 'posix';
import { mark } from 'interleave/scenario';
import { child, parent } from './starter/work.js';
export const only = { roles: { main: () => { mark('seen', parent((name) => spawn(name))); waitpid(-1); }, child } };
`,
    );
    const search = new BoundedSearch(3);
    expect([...explore(runner, search, 3000)]).toEqual(['seen="10 5 2 0" done']);
    expect(runner.core.cannotSwitch).toBeUndefined();
  });

  test('a signal before its handler ends the child', () => {
    const runner = runnerFor(
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
    );
    const seen = [...explore(runner, new BoundedSearch(3), 3000)].sort();
    expect(seen).toEqual([
      'status=0 done',
      'status=10 done',
      'stuck: the end of process 101 (held by child); a signal',
    ]);
  });

  test('two that sleep again and again take turns in sleeping', () => {
    const work = `
import { close, F_SETFL, fcntl, isErrno, O_NONBLOCK, read, sleep, write } from 'posix';
export function looks(r: number): number {
  fcntl(r, F_SETFL, O_NONBLOCK);
  for (let naps = 0; ; naps++) {
    try {
      return read(r, 1).length === 1 ? naps : -1;
    } catch (error) {
      if (!isErrno(error, 'EAGAIN')) throw error;
    }
    sleep(1);
  }
}
export function late(w: number): void {
  sleep(1);
  sleep(1);
  write(w, 'x');
  close(w);
}`;
    const scenario = `
import { pipe, spawn, waitpid } from 'posix';
import { check } from 'interleave/scenario';
import { late, looks } from './starter/work.js';
export const only = {
  roles: {
    main: () => {
      const [r, w] = pipe();
      const pid = spawn('late', [w]);
      check(looks(r) < 5, 'slept on while the other could not');
      waitpid(pid);
    },
    late,
  },
};`;

    expect(explore(runnerFor(work, scenario), new BoundedSearch(0), 1)).toEqual(new Set(['done']));
  });

  test('what is left behind is said', () => {
    const runner = runnerFor(
      `import { msgget, IPC_PRIVATE } from 'posix';
export function work(): void { msgget(IPC_PRIVATE, 0o600); }`,
      `import { work } from './starter/work.js';
export const only = { roles: { main: () => { work(); } } };`,
    );
    expect([...explore(runner, new BoundedSearch(0), 3)]).toEqual(['left behind: queue 1 done']);
  });

  test('asleep waits until all of them wait in a call at the same moment, and for nobody who spins', () => {
    const told = (second: string): Set<string> =>
      explore(
        runnerFor(
          `import { getpid, read } from 'posix';
export function sleeper(r: number): void { read(r, 1); }
export function spinner(): void { for (;;) getpid(); }`,
          `import { close, pipe, spawn, write } from 'posix';
import { asleep, mark } from 'interleave/scenario';
import { sleeper, spinner } from './starter/work.js';
export const only = { roles: { main: () => {
  const [r, w] = pipe();
  spawn('sleeper', [r]);
  spawn('${second}', [r]);
  asleep([1, 2]);
  mark('asleep', true);
  write(w, 'two');
}, sleeper: (r: number) => { sleeper(r); mark('awake', true); }, spinner } };`,
        ),
        new BoundedSearch(2),
        200,
      );
    expect([...told('sleeper')]).toEqual(['asleep=true awake=true awake=true done']);
    expect([...told('spinner')]).toEqual(['endless']);
  });
});

test('who waits a moment and looks again does not keep the others from going on', () => {
  const runner = runnerFor(
    `
import { isErrno, sem_open, sem_post, sem_timedwait, sem_unlink, O_CREAT } from 'posix';
export function child(): void {
  for (let step = 0; step < 3; step += 1) sem_open('/other', O_CREAT, 0o600, 0);
  sem_unlink('/other');
  sem_post(sem_open('/s', 0));
}
export function parent(): number {
  const semaphore = sem_open('/s', 0);
  for (let tries = 1; ; tries += 1) {
    try {
      sem_timedwait(semaphore, 10);
      return tries;
    } catch (error) {
      if (!isErrno(error, 'ETIMEDOUT')) throw error;
    }
  }
}`,
    `
import { sem_open, sem_unlink, spawn, waitpid, O_CREAT } from 'posix';
import { mark } from 'interleave/scenario';
import { child, parent } from './starter/work.js';
export const only = { roles: { main: () => {
  sem_open('/s', O_CREAT, 0o600, 0);
  const pid = spawn('child');
  mark('tries', parent() > 2 ? 'more' : 'few');
  waitpid(pid);
  sem_unlink('/s');
}, child } };
`,
  );
  const seen = new Set([...explore(runner, new BoundedSearch(1), 200), ...explore(runner, new Dpor(), 200)]);
  expect([...seen].sort()).toEqual(['tries="few" done', 'tries="more" done']);
});

describe('a constructor, in which no switch is possible', () => {
  const glued = (setUp: string, body: string): boolean => {
    const runner = runnerFor(
      `import { getpid, mmap, sem_at, shm_open, ftruncate, sigaction, MAP_SHARED, O_CREAT, O_RDWR, PROT_READ, PROT_WRITE, SIGUSR1 } from 'posix';
       class Made { constructor(memory: ArrayBuffer) { ${body} } }
       export function role(): void {
         const fd = shm_open('/m', O_CREAT | O_RDWR, 0o600);
         ftruncate(fd, 4096);
         ${setUp}
         new Made(mmap(4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd));
       }`,
      `import { role } from './starter/work.js';
       export const only = { roles: { main: () => { role(); } }, leaves: ['sharedMemory'] };`,
    );
    explore(runner, new BoundedSearch(0), 1);
    return runner.limits().glued;
  };

  test('loses no order by calls that nobody else notices', () => {
    expect(glued('', 'sem_at(memory, 64); getpid();')).toBe(false);
  });

  test('loses orders by what others see, and where a handler may run', () => {
    expect(glued('', 'Atomics.load(new Int32Array(memory), 0);')).toBe(true);
    expect(glued('sigaction(SIGUSR1, () => undefined);', 'sem_at(memory, 64);')).toBe(true);
  });
});

test('who waits for the end of a certain child is never tried before it', () => {
  const runner = runnerFor(
    'export const nothing = 0;',
    `import { getpid, pipe, spawn, waitpid, write } from 'posix'; import { processes } from 'interleave/scenario';
     export const only = processes({ roles: {
       main: () => {
         const [, w] = pipe();
         const pids = [spawn('one', [w]), spawn('other', [w])];
         for (const pid of pids) { write(w, 'm'); waitpid(pid); }
       },
       one: (w) => { write(w, 'a'); getpid(); },
       other: (w) => { write(w, 'b'); getpid(); },
     } });`,
  );
  const strategy = new Dpor();
  while (strategy.begin()) runner.run(strategy);
  expect(strategy.progress).toMatchObject({ cut: 0, exhausted: true });
});
