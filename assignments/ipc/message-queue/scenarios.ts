/** What the checks of `ipc/message-queue` do with a submission: one server, one or two clients, one queue. */
import { call, check, processes } from 'interleave/scenario';
import { getpid, kill, SA_RESTART, sigaction, SIGUSR1, spawn, waitpid } from 'posix';
import { client, create, remove, server } from './starter/message-queue.js';

function answer(request: string): string {
  return `re ${request}`;
}

function asks(me: number, requests: readonly string[]): (queue: number) => void {
  return (queue) => {
    const got = call('client', [me], () => client(queue, me, requests));
    const right = got.length === requests.length && got.every((text, i) => text === answer(requests[i] ?? ''));
    const shown = got.map((text) => text.slice(0, 12));
    check(right, `client ${String(me)} asked ${String(requests.length)} times and got ${JSON.stringify(shown)}`);
  };
}

function serves(requests: number): (queue: number) => void {
  return (queue) => {
    call('server', [requests], () => {
      server(queue, requests, answer);
    });
  };
}

/** Starts the server and these roles on one queue, waits for all, removes the queue. */
function on(...roles: readonly string[]): () => void {
  return () => {
    const queue = create();
    const pids = ['server', ...roles].map((role) => spawn(role, [queue]));
    for (const pid of pids) check(waitpid(pid).status === 0, 'a role did not end by itself');
    remove(queue);
  };
}

const left = { leaves: ['queues'] } as const;

export const one = processes({
  roles: { main: on('first'), server: serves(2), first: asks(1, ['one', 'two']) },
  ...left,
});

export const clean = processes({ roles: { main: on('first'), server: serves(1), first: asks(1, ['one']) } });

export const two = processes({
  roles: { main: on('first', 'second'), server: serves(3), first: asks(1, ['a1', 'a2']), second: asks(2, ['b1']) },
  ...left,
});

const LONG = 'x'.repeat(990);
export const long = processes({ roles: { main: on('first'), server: serves(2), first: asks(1, [LONG, '']) }, ...left });

export const full = processes({
  roles: {
    main: on('first', 'second'),
    server: serves(3),
    first: asks(1, [LONG, LONG]),
    second: asks(2, [LONG]),
  },
  limits: { queue: 2200 },
  ...left,
});

/** A signal with a handler comes to the client at any moment after it has one. */
export const interrupted = processes({
  roles: {
    main: () => {
      const queue = create();
      const pids = [spawn('first', [queue]), spawn('server', [queue])];
      for (const pid of pids) waitpid(pid);
      remove(queue);
    },
    server: serves(2),
    first: (queue: number) => {
      sigaction(SIGUSR1, () => undefined, { flags: SA_RESTART });
      const pid = spawn('disturber', [getpid()]);
      asks(1, ['one', 'two'])(queue);
      waitpid(pid);
    },
    disturber: (pid: number) => {
      kill(pid, SIGUSR1);
    },
  },
  ...left,
});
