import { expect, test } from '@jest/globals';
import { bundlesRoles, repeats } from './repeats.js';

bundlesRoles();

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
