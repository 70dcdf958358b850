import { expect, test } from '@jest/globals';
import { bundlesRoles, repeats } from './repeats.js';

bundlesRoles();

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
