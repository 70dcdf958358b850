/** Real processes that run free: what they do is seen, and nobody is called stuck who is only slow. */
import { expect, test } from '@jest/globals';
import type { History } from '../../../oracle/history.js';
import { bundlesRoles, runsFree } from './repeats.js';

bundlesRoles();

const WORK = `
import { alarm, close, pause, read, sigaction, SIGALRM, text, write } from 'posix';
export function tell(w: number): void {
  write(w, 'news');
  close(w);
}
export function hear(r: number): string {
  return text(read(r, 100));
}
export function rest(): void {
  sigaction(SIGALRM, () => undefined);
  alarm(1);
  pause();
}
`;

const scenario = (main: string, roles = ''): string => `
import { asleep, call, check, mark, open, pass, posix, processes } from 'interleave/scenario';
import { hear, rest, tell } from './starter/work.js';
const { close, pipe, read, shm_open, spawn, waitpid, O_CREAT, O_RDWR } = posix;
export const only = processes({ roles: { main() { ${main} }, ${roles} } });
`;

const marks = ({ events }: History): unknown[] =>
  events.flatMap((event) => (event.type === 'mark' ? [event.value] : []));

test('what the processes do is in the history, in the order in which it happened', async () => {
  const main = `const [r, w] = pipe(); const child = spawn('child', [r, w]); close(r); tell(w); waitpid(child);
    mark('done', 'main');`;
  const child = `child(r, w) { close(w); mark('got', call('hear', [], () => hear(r))); close(r); rest(); }`;
  const { runs, histories } = await runsFree(WORK, scenario(main, child), 3);
  expect(runs).toBe(3);
  expect(histories.map(({ history }) => [history.end.status, marks(history)])).toEqual([['done', ['news', 'main']]]);
  const types = histories[0]?.history.events.map(({ type }) => type);
  expect(types).toEqual(['invoke', 'return', 'mark', 'mark']);
}, 60_000);

test('who reads what nobody will write is stuck', async () => {
  const { histories } = await runsFree(WORK, scenario(`const [r] = pipe(); hear(r);`), 2);
  expect(histories).toMatchObject([{ count: 2, history: { end: { status: 'stuck', pending: [{ task: 0 }] } } }]);
}, 60_000);

test('gates and sleepers are waited for', async () => {
  const main = `const [r, w] = pipe(); const child = spawn('child', [r, w]); close(r); asleep(1); mark('saw', 'asleep');
    tell(w); pass('heard'); mark('saw', 'open'); waitpid(child);`;
  const child = `child(r, w) { close(w); hear(r); mark('heard', 'news'); open('heard'); close(r); }`;
  const { histories } = await runsFree(WORK, scenario(main, child), 2);
  expect(histories.map(({ history }) => marks(history))).toEqual([['asleep', 'news', 'open']]);
}, 60_000);

test('what is left behind is told, and removed', async () => {
  const { histories } = await runsFree(WORK, scenario(`close(shm_open('/left', O_CREAT | O_RDWR));`), 1);
  expect(histories[0]?.history.events).toMatchObject([
    { type: 'fail', message: expect.stringMatching('left behind: ') },
  ]);
}, 60_000);
