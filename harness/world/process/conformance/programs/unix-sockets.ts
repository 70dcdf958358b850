import {
  AF_UNIX,
  MSG_DONTWAIT,
  MSG_NOSIGNAL,
  MSG_PEEK,
  POLLIN,
  POLLOUT,
  SHUT_RD,
  SHUT_RDWR,
  SHUT_WR,
  SO_REUSEADDR,
  SOCK_DGRAM,
  SOCK_NONBLOCK,
  SOCK_STREAM,
  SOL_SOCKET,
} from '../../posix/constants.js';
import { attempt, call, note, type Place, type Program, type Steps } from '../program.js';

/** Sends without a signal and without waiting. */
export const QUIET = MSG_NOSIGNAL | MSG_DONTWAIT;

export function* server({ path }: Place, backlog: number): Steps<number> {
  const fd = yield* call('socket', AF_UNIX, SOCK_STREAM);
  yield* call('bind', fd, { path });
  yield* call('listen', fd, backlog);
  return fd;
}

function* client({ path }: Place, type = SOCK_STREAM): Steps<number> {
  const fd = yield* call('socket', AF_UNIX, type);
  yield* call('connect', fd, { path });
  return fd;
}

function* ask(place: Place, letter: string): Steps<void> {
  const fd = yield* client(place);
  yield* call('write', fd, letter);
  yield* note(yield* call('read', fd, 10));
}

/** Sockets with a path, and pairs of them. */
export const unixSocketPrograms: Program[] = [
  {
    name: 'connect before accept, bytes both ways',
    roles: {
      *main(place) {
        const listener = yield* server(place, 5);
        const one = yield* client(place);
        yield* note(yield* call('write', one, 'early'));
        const two = yield* call('accept', listener);
        yield* note(yield* call('read', two, 3));
        yield* note(yield* call('recv', two, 10, MSG_PEEK));
        yield* note(yield* call('recv', two, 10));
        yield* call('write', two, 'back');
        yield* note(yield* call('read', one, 10));
        yield* note(yield* attempt('recv', one, 10, MSG_DONTWAIT));
        yield* note(yield* attempt('connect', one, { path: place.path }));
        yield* call('close', two);
        yield* note(yield* call('read', one, 10));
        yield* note(yield* attempt('send', one, 'x', QUIET));
        yield* call('unlink', place.path);
      },
    },
  },
  {
    name: 'nobody there',
    roles: {
      *main(place) {
        const { path } = place;
        const fd = yield* call('socket', AF_UNIX, SOCK_STREAM);
        yield* note(yield* attempt('connect', fd, { path }));
        const bound = yield* call('socket', AF_UNIX, SOCK_STREAM);
        yield* call('bind', bound, { path });
        yield* note(yield* attempt('connect', fd, { path }));
        yield* note(yield* attempt('accept', bound));
        yield* call('listen', bound, 1);
        const datagram = yield* call('socket', AF_UNIX, SOCK_DGRAM);
        yield* note(yield* attempt('connect', datagram, { path }));
        yield* call('close', bound);
        yield* note(yield* attempt('connect', fd, { path }));
        yield* note(yield* attempt('bind', fd, { path }));
        yield* call('unlink', path);
        yield* note(yield* attempt('bind', fd, { path }));
        yield* note(yield* attempt('bind', fd, { path: `${path}2` }));
        yield* note(yield* attempt('bind', datagram, { path: `${path}/no/such` }));
        yield* note(yield* call('getsockname', datagram));
        yield* call('unlink', path);
      },
    },
  },
  {
    name: 'not connected, not a socket, not for listening',
    roles: {
      *main() {
        const fd = yield* call('socket', AF_UNIX, SOCK_STREAM);
        const [r] = yield* call('pipe');
        yield* note(yield* attempt('send', fd, 'x', QUIET));
        yield* note(yield* attempt('recv', fd, 1, MSG_DONTWAIT));
        yield* note(yield* attempt('listen', fd, 1));
        yield* note(yield* attempt('shutdown', fd, SHUT_WR));
        yield* note(yield* attempt('listen', r, 1));
        yield* note(yield* attempt('accept', 999));
        yield* note(yield* attempt('socket', 99, SOCK_STREAM));
        yield* note(yield* attempt('setsockopt', fd, SOL_SOCKET, SO_REUSEADDR, 1));
        const datagram = yield* call('socket', AF_UNIX, SOCK_DGRAM);
        yield* note(yield* attempt('listen', datagram, 1));
        yield* note(yield* attempt('send', datagram, 'x', QUIET));
      },
    },
  },
  {
    name: 'half-close',
    roles: {
      *main() {
        const [one, two] = yield* call('socketpair', AF_UNIX, SOCK_STREAM);
        yield* call('write', one, 'request');
        yield* call('shutdown', one, SHUT_WR);
        yield* note(yield* call('read', two, 100));
        yield* note(yield* call('read', two, 100));
        yield* note(yield* call('write', two, 'reply'));
        yield* note(yield* call('read', one, 100));
        yield* note(yield* attempt('send', one, 'x', QUIET));
        yield* call('shutdown', two, SHUT_RDWR);
        yield* note(yield* call('read', one, 100));
        yield* note(yield* attempt('shutdown', two, 9));
      },
    },
  },
  {
    name: 'the reader has ended',
    roles: {
      *main() {
        const [one, two] = yield* call('socketpair', AF_UNIX, SOCK_STREAM);
        yield* call('shutdown', two, SHUT_RD);
        yield* note(yield* attempt('send', one, 'x', QUIET));
        yield* note(yield* call('read', two, 1));
      },
    },
  },
  {
    name: 'closed with bytes unread',
    roles: {
      *main() {
        const [one, two] = yield* call('socketpair', AF_UNIX, SOCK_STREAM);
        yield* call('write', two, 'last words');
        yield* call('write', one, 'unread');
        yield* call('close', two);
        yield* note(yield* attempt('read', one, 100));
        yield* note(yield* attempt('read', one, 100));
        yield* note(yield* attempt('read', one, 100));
        yield* note(yield* attempt('send', one, 'x', QUIET));
      },
    },
  },
  {
    name: 'poll on sockets',
    roles: {
      *main(place) {
        const listener = yield* server(place, 5);
        yield* note(yield* call('poll', [{ fd: listener, events: POLLIN | POLLOUT }], 0));
        const one = yield* client(place);
        yield* note(yield* call('poll', [{ fd: listener, events: POLLIN | POLLOUT }], 0));
        const two = yield* call('accept', listener);
        const both = [
          { fd: one, events: POLLIN | POLLOUT },
          { fd: two, events: POLLIN | POLLOUT },
        ];
        yield* note(yield* call('poll', both, 0));
        yield* call('write', one, 'x');
        yield* note(yield* call('poll', both, 0));
        yield* call('shutdown', one, SHUT_WR);
        yield* call('read', two, 1);
        yield* note(yield* call('poll', both, 0));
        yield* call('close', one);
        yield* note(yield* call('poll', [{ fd: two, events: POLLIN | POLLOUT }], 0));
        yield* call('unlink', place.path);
      },
    },
  },
  {
    name: 'a full backlog',
    roles: {
      *main(place) {
        yield* server(place, 1);
        for (let count = 0; count < 4; count += 1) {
          const fd = yield* call('socket', AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK);
          yield* note(yield* attempt('connect', fd, { path: place.path }));
        }
        yield* call('unlink', place.path);
      },
    },
  },
  {
    name: 'the server closes while a connection waits',
    roles: {
      *main(place) {
        const listener = yield* server(place, 1);
        const fd = yield* client(place);
        yield* call('close', listener);
        yield* note(yield* attempt('read', fd, 1));
        yield* note(yield* attempt('read', fd, 1));
        yield* call('unlink', place.path);
      },
    },
  },
  {
    name: 'Unix datagrams',
    roles: {
      *main({ path }) {
        const one = yield* call('socket', AF_UNIX, SOCK_DGRAM);
        yield* call('bind', one, { path });
        const two = yield* call('socket', AF_UNIX, SOCK_DGRAM);
        yield* note(yield* attempt('sendto', two, 'x', 0, { path: `${path}-none` }));
        yield* note(yield* call('sendto', two, 'long one', 0, { path }));
        yield* call('connect', two, { path });
        yield* note(yield* call('send', two, ''));
        yield* note(yield* call('send', two, 'third'));
        yield* note(yield* call('recvfrom', one, 4));
        yield* note(yield* call('recvfrom', one, 4));
        yield* note(yield* call('read', one, 100));
        yield* note(yield* attempt('recv', one, 1, MSG_DONTWAIT));
        for (let count = 0; count < 13; count += 1) yield* note(yield* attempt('send', two, 'x', MSG_DONTWAIT));
        yield* call('close', one);
        yield* note(yield* attempt('send', two, 'x', QUIET));
        yield* call('unlink', path);
      },
    },
  },
  {
    name: 'a server and two clients',
    roles: {
      *main(place) {
        const listener = yield* server(place, 5);
        const pids = [yield* call('spawn', 'one', []), yield* call('spawn', 'two', [])];
        const seen: number[] = [];
        for (let served = 0; served < 2; served += 1) {
          const fd = yield* call('accept', listener);
          const got = yield* call('read', fd, 10);
          seen.push(got[0] ?? 0);
          yield* call('write', fd, got);
          yield* call('close', fd);
        }
        yield* note(seen);
        for (const pid of pids) yield* call('waitpid', pid);
        yield* call('unlink', place.path);
      },
      one: (place) => ask(place, 'a'),
      two: (place) => ask(place, 'b'),
    },
  },
  {
    name: 'connect before listen',
    roles: {
      *main(place) {
        const pid = yield* call('spawn', 'child', []);
        yield* server(place, 5);
        yield* call('waitpid', pid);
        yield* call('unlink', place.path);
      },
      *child({ path }) {
        const fd = yield* call('socket', AF_UNIX, SOCK_STREAM);
        yield* note(yield* attempt('connect', fd, { path }));
      },
    },
  },
];
