/** Processes that look again and again: whoever only has to wait for a fair scheduler is no livelock. */
import { describe, expect, test } from '@jest/globals';
import { progress } from '../../oracle/progress.js';
import { compile } from '../../submission/compile.js';
import { compilePrelude } from '../../submission/prelude.js';
import { Session } from '../session.js';
import { bareContext } from '../thread/real/bare-context.js';
import { preparePosix, preparePosixScenario } from './prepare-posix.js';
import { ProcessRunner } from './virtual/runner.js';

const STEPS = 300;
const WORDS = `
const own = (name) => sem_open(name, 0);
const took = (lock) => {
  try { sem_trywait(lock); return true; } catch (error) { return false; }
};
const both = (first, second) => {
  for (;;) {
    while (!took(first)) ;
    if (took(second)) break;
    sem_post(first);
  }
  sem_post(second);
  sem_post(first);
};
const nap = () => { poll([], 5); };
const shared = () => {
  const fd = shm_open('/m', O_CREAT | O_RDWR, 0o600);
  ftruncate(fd, 4096);
  return new Int32Array(mmap(4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd));
};
`;

/** What the oracle of progress says of the histories of `main` and one `child`, once each. */
function verdicts(main: string, child: string): string[] {
  const source = `import { processes } from 'interleave/scenario';
import { ftruncate, mmap, MAP_SHARED, O_CREAT, O_RDWR, poll, PROT_READ, PROT_WRITE, sem_open, sem_post, sem_trywait,
  sem_wait, shm_open, spawn, waitpid, WNOHANG } from 'posix';
${WORDS}
export const pair = processes({
  roles: {
    main: () => {
      sem_open('/a', O_CREAT, 0o600, 1);
      sem_open('/b', O_CREAT, 0o600, 1);
      const pid = spawn('child');
      ${main}
    },
    child: () => { ${child} },
  },
  leaves: ['semaphores', 'sharedMemory'],
});`;
  const compiled = compile({
    files: preparePosix(new Map([['work.ts', 'export const nothing = 0;']])),
    entry: 'work.ts',
    exports: [],
    scenario: { name: 'pair', file: 'scenarios.ts', source: preparePosixScenario(source) },
  });
  if (compiled.kind === 'problem') throw new Error(compiled.problem.message);
  const options = { program: compiled.program, scenario: 'pair', maxSteps: STEPS };
  const runner = new ProcessRunner({ ...options, context: bareContext, prelude: compilePrelude() });
  const { samples } = new Session(runner, { seed: 1, budget: 300 }).explore(2000);
  const found = samples.map(({ history }) => {
    const verdict = progress().judge(history);
    return verdict.verdict === 'violated' ? verdict.kind : verdict.verdict;
  });
  return [...new Set(found)];
}

const SETS = `sem_wait(own('/b')); Atomics.store(shared(), 0, 1);`;

describe('no livelock', () => {
  test.each([
    ['looking for the end of a child', 'while (waitpid(pid, WNOHANG).pid === 0) ;', ''],
    ['looking for it with naps', 'while (waitpid(pid, WNOHANG).pid === 0) nap();', ''],
    ['spinning on shared memory', 'const m = shared(); while (Atomics.load(m, 0) === 0) ;', SETS],
    ['spinning on it with naps', 'const m = shared(); while (Atomics.load(m, 0) === 0) nap();', SETS],
    ['counting meanwhile', 'const m = shared(); while (Atomics.load(m, 0) === 0) Atomics.add(m, 1, 1);', SETS],
    [
      'trying a semaphore',
      `while (!took(own('/a'))) nap(); sem_post(own('/a'));`,
      `sem_wait(own('/a')); nap(); sem_post(own('/a'));`,
    ],
    ['two locks in the same order', `both(own('/a'), own('/b'));`, `both(own('/a'), own('/b'));`],
  ])('%s', (_name, main, child) => {
    expect(verdicts(main, child)).toEqual(['ok']);
  });
});

describe('livelock', () => {
  test.each([
    ['spinning on what nobody sets', 'const m = shared(); while (Atomics.load(m, 0) === 0) ;', ''],
    ['napping for what nobody sets', 'const m = shared(); while (Atomics.load(m, 0) === 0) nap();', ''],
    [
      'looking for the end of one who waits',
      'while (waitpid(pid, WNOHANG).pid === 0) ;',
      `sem_wait(own('/a')); sem_wait(own('/a'));`,
    ],
    ['two locks in opposite orders, in step', `both(own('/a'), own('/b'));`, `both(own('/b'), own('/a'));`],
  ])('%s', (_name, main, child) => {
    expect(verdicts(main, child)).toContain('livelock');
  });
});
