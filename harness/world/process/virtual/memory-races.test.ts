/** Races on memory that processes share, and all that keeps processes from racing. */
import { describe, expect, test } from '@jest/globals';
import { BoundedSearch } from '../../../explore/bounded-search.js';
import { Dpor } from '../../../explore/dpor.js';
import { raceFree } from '../../../oracle/race-free.js';
import { compile } from '../../../submission/compile.js';
import { compilePrelude } from '../../../submission/prelude.js';
import { bareContext } from '../../thread/real/bare-context.js';
import { preparePosix, preparePosixScenario } from '../prepare-posix.js';
import { ProcessRunner } from './runner.js';

const MOST = 400;

/** Whether some execution of `main` and `child` races. `m` are bytes of the same memory in both, `setup` is before. */
function races(setup: string, shares: string, main: string, child: string): boolean {
  const source = `import { processes } from 'interleave/scenario';
import { close, flock, ftruncate, getpid, kill, LOCK_EX, LOCK_UN, mmap, MAP_SHARED, msgget, msgrcv, msgsnd, msgctl, IPC_PRIVATE,
  IPC_RMID, IPC_CREAT, open, O_CREAT, O_RDWR, pipe, PROT_READ, PROT_WRITE, read, sem_at, sem_init, sem_post, sem_wait, shm_open,
  sigaction, SIGKILL, SIGUSR1, socketpair, AF_UNIX, SOCK_STREAM, send, recv, spawn, unlink, waitpid, write } from 'posix';
const mapped = () => {
  const fd = shm_open('/m', O_CREAT | O_RDWR, 0o600);
  ftruncate(fd, 4096);
  return mmap(4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd);
};
export const pair = processes({
  roles: {
    main: () => {
      const memory = mapped(); const m = new Int32Array(memory, 0, 16); const bytes = new Uint8Array(memory, 128, 16);
      ${setup}
      const pid = spawn('child', [${shares}]);
      ${main}
    },
    child: (${shares}) => {
      const memory = mapped(); const m = new Int32Array(memory, 0, 16); const bytes = new Uint8Array(memory, 128, 16);
      ${child}
    },
  },
  leaves: ['sharedMemory', 'queues', 'paths'],
});`;
  const compiled = compile({
    files: preparePosix(new Map([['work.ts', 'export const nothing = 0;']])),
    entry: 'work.ts',
    exports: [],
    scenario: { name: 'pair', file: 'scenarios.ts', source: preparePosixScenario(source) },
  });
  if (compiled.kind === 'problem') throw new Error(compiled.problem.message);
  const options = { program: compiled.program, scenario: 'pair', maxSteps: 200 };
  const runner = new ProcessRunner({ ...options, context: bareContext, prelude: compilePrelude() });
  let found = false;
  let ended = 0;
  for (const strategy of [new BoundedSearch(1), new Dpor()]) {
    for (let runs = 0; runs < MOST && strategy.begin(); runs += 1) {
      if (runner.run(strategy).status !== 'done') continue;
      ended += 1;
      found ||= raceFree().judge(runner.history()).verdict === 'violated';
    }
  }
  expect(ended).toBeGreaterThan(0);
  expect(runner.limits().raced).toBe(found);
  return found;
}

const SEMAPHORE = 'sem_init(memory, 256, 0);';

describe('a race', () => {
  test.each([
    ['two who count', '', '', 'm[0]++;', 'm[0]++;'],
    ['a flag that is not atomic', '', '', 'm[1] = 7; m[0] = 1;', 'if (m[0] === 1) m[2] = m[1];'],
    ['an atomic store and a plain read', '', '', 'Atomics.store(m, 0, 1);', 'm[1] = m[0];'],
    [
      'a write after the post',
      SEMAPHORE,
      '',
      'sem_post(sem_at(memory, 256)); m[0] = 1;',
      'sem_wait(sem_at(memory, 256)); m[1] = m[0];',
    ],
    ['a read before the end of the writer', '', '', 'm[1] = m[0]; waitpid(pid);', 'm[0] = 1;'],
    ['bytes of a word', '', '', 'bytes[1] = 1;', 'new Int32Array(memory, 128, 1)[0] = 1;'],
    ['through a DataView', '', '', 'new DataView(memory).setInt32(8, 1);', 'm[2] = 5;'],
  ])('%s', (_name, setup, shares, main, child) => {
    expect(races(setup, shares, main, child)).toBe(true);
  });
});

describe('no race', () => {
  test.each([
    ['before the start of a child and after its end', 'm[0] = 1;', '', 'waitpid(pid); m[0]++;', 'm[0]++;'],
    [
      'after a post',
      SEMAPHORE,
      '',
      'm[0] = 1; sem_post(sem_at(memory, 256));',
      'sem_wait(sem_at(memory, 256)); m[0]++;',
    ],
    [
      'between wait and post',
      'sem_init(memory, 256, 1);',
      '',
      'const s = sem_at(memory, 256); sem_wait(s); m[0]++; sem_post(s);',
      'const s = sem_at(memory, 256); sem_wait(s); m[0]++; sem_post(s);',
    ],
    ['after a byte from a pipe', 'const [r, w] = pipe();', 'r, w', `m[0] = 1; write(w, 'x');`, 'read(r, 1); m[0]++;'],
    [
      'after the end of a pipe',
      'const [r, w] = pipe();',
      'r, w',
      'm[0] = 1; close(w);',
      'close(w); read(r, 1); m[0]++;',
    ],
    [
      'after a message',
      'const q = msgget(IPC_PRIVATE, IPC_CREAT);',
      'q',
      `m[0] = 1; msgsnd(q, 1, 'x');`,
      'msgrcv(q, 9); m[0]++;',
    ],
    [
      'after bytes from a socket',
      'const [a, b] = socketpair(AF_UNIX, SOCK_STREAM);',
      'a, b',
      `m[0] = 1; send(a, 'x');`,
      'recv(b, 1); m[0]++;',
    ],
    [
      'in the handler of a signal',
      `const [r, w] = pipe(); const [r2, w2] = pipe();`,
      'r, w, r2, w2',
      `read(r, 1); m[0] = 1; kill(pid, SIGUSR1); write(w2, 'x');`,
      `sigaction(SIGUSR1, () => { m[0]++; }); write(w, 'x'); try { read(r2, 1); } catch {}`,
    ],
    [
      'under a lock on a file',
      `const f = open('/tmp/f', O_CREAT | O_RDWR, 0o600);`,
      '',
      'flock(f, LOCK_EX); m[0]++; flock(f, LOCK_UN);',
      `const own = open('/tmp/f', O_RDWR); flock(own, LOCK_EX); m[0]++; flock(own, LOCK_UN);`,
    ],
    ['after the end of one who was killed', '', '', 'kill(pid, SIGKILL); waitpid(pid); m[0]++;', 'm[0]++; m[1]++;'],
    ['after an atomic flag', '', '', 'm[1] = 7; Atomics.store(m, 0, 1);', 'if (Atomics.load(m, 0) === 1) m[1]++;'],
    ['atomics only', '', '', 'Atomics.add(m, 0, 1);', 'Atomics.add(m, 0, 1);'],
    ['readers only', 'm[0] = 1;', '', 'm[1] = m[0];', 'm[2] = m[0];'],
    ['neighbours', '', '', 'bytes[1] = 1;', 'bytes[2] = 1;'],
  ])('%s', (_name, setup, shares, main, child) => {
    expect(races(setup, shares, main, child)).toBe(false);
  });
});
