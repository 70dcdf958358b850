import { expect, test } from '@jest/globals';
import { bundlesRoles, repeats } from './repeats.js';

bundlesRoles();

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

test('a pipe and a queue are as small as the scenario says', async () => {
  const full = (object: string, fills: string, limits: string): string => `
import { IPC_PRIVATE, msgget, msgsnd, pipe, write } from 'posix';
import { mark } from 'interleave/scenario';
export const only = { roles: { main: () => {
  const object = ${object};
  for (let i = 0; i < 3; i += 1) {
    ${fills};
    mark('sent', i);
  }
} }, leaves: ['queues'], limits: ${limits} };
`;
  const nothing = 'export const nothing = 0;';
  const histories = [
    ...(await repeats(nothing, full('pipe()[1]', "write(object, 'x'.repeat(2000))", '{ pipe: 4096 }'), 1)),
    ...(await repeats(
      nothing,
      full('msgget(IPC_PRIVATE, 0o600)', "msgsnd(object, 1, 'y'.repeat(900))", '{ queue: 2000 }'),
      1,
    )),
  ];
  for (const { events, end } of histories) {
    expect(events.filter(({ type }) => type === 'mark')).toHaveLength(2);
    expect(end.status).toBe('stuck');
  }
}, 30_000);
