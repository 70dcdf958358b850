import { expect, test } from '@jest/globals';
import { raceFree } from '../../../oracle/race-free.js';
import { compilePrelude } from '../../../submission/prelude.js';
import { bundlesRoles, repeats } from './repeats.js';

bundlesRoles();

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
