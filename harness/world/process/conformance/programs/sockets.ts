import {
  AF_INET,
  AF_UNIX,
  MSG_DONTWAIT,
  MSG_NOSIGNAL,
  MSG_PEEK,
  POLLIN,
  POLLOUT,
  SHUT_RD,
  SHUT_RDWR,
  SHUT_WR,
  SO_RCVTIMEO,
  SO_REUSEADDR,
  SO_SNDBUF,
  SOCK_DGRAM,
  SOCK_NONBLOCK,
  SOCK_STREAM,
  SOL_SOCKET,
} from '../../posix/constants.js';
import { attempt, call, note, type Place, type Program, type Steps } from '../program.js';

function* server({ path }: Place, backlog: number): Steps<number> {
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

function* tcp(): Steps<[number, number]> {
  const listener = yield* call('socket', AF_INET, SOCK_STREAM);
  yield* call('bind', listener, { port: 0 });
  yield* call('listen', listener, 5);
  const fd = yield* call('socket', AF_INET, SOCK_STREAM);
  yield* call('connect', fd, (yield* call('getsockname', listener)) ?? { port: 0 });
  return [fd, yield* call('accept', listener)];
}

const quiet = MSG_NOSIGNAL | MSG_DONTWAIT;

export const socketPrograms: Program[] = [
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
        yield* note(yield* attempt('send', one, 'x', quiet));
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
        yield* note(yield* attempt('send', fd, 'x', quiet));
        yield* note(yield* attempt('recv', fd, 1, MSG_DONTWAIT));
        yield* note(yield* attempt('listen', fd, 1));
        yield* note(yield* attempt('shutdown', fd, SHUT_WR));
        yield* note(yield* attempt('listen', r, 1));
        yield* note(yield* attempt('accept', 999));
        yield* note(yield* attempt('socket', 99, SOCK_STREAM));
        yield* note(yield* attempt('setsockopt', fd, SOL_SOCKET, SO_REUSEADDR, 1));
        const datagram = yield* call('socket', AF_UNIX, SOCK_DGRAM);
        yield* note(yield* attempt('listen', datagram, 1));
        yield* note(yield* attempt('send', datagram, 'x', quiet));
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
        yield* note(yield* attempt('send', one, 'x', quiet));
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
        yield* note(yield* attempt('send', one, 'x', quiet));
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
        yield* note(yield* attempt('send', one, 'x', quiet));
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
        yield* note(yield* attempt('send', two, 'x', quiet));
        yield* call('unlink', path);
      },
    },
  },
  {
    name: 'TCP on loopback',
    roles: {
      *main() {
        const [one, two] = yield* tcp();
        yield* call('write', one, 'abc');
        yield* call('write', one, 'def');
        yield* note(yield* call('poll', [{ fd: two, events: POLLIN }], -1));
        yield* note((yield* call('read', two, 1)).length);
        yield* call('shutdown', one, SHUT_WR);
        let rest = 0;
        for (;;) {
          const got = yield* call('read', two, 100);
          if (got.length === 0) break;
          rest += got.length;
        }
        yield* note(rest);
        yield* call('write', two, 'reply');
        yield* note((yield* call('read', one, 100)).length > 0);
      },
    },
  },
  {
    name: 'TCP: nobody listens, port taken',
    roles: {
      *main() {
        const holder = yield* call('socket', AF_INET, SOCK_STREAM);
        yield* call('bind', holder, { port: 0 });
        const address = (yield* call('getsockname', holder)) ?? { port: 0 };
        const fd = yield* call('socket', AF_INET, SOCK_STREAM);
        yield* note(yield* attempt('connect', fd, address));
        const other = yield* call('socket', AF_INET, SOCK_STREAM);
        yield* note(yield* attempt('bind', other, address));
        yield* note(yield* attempt('bind', holder, { port: 0 }));
        yield* note(yield* attempt('send', other, 'x', quiet));
        yield* note(yield* attempt('recv', other, 1, MSG_DONTWAIT));
      },
    },
  },
  {
    name: 'UDP on loopback',
    roles: {
      *main() {
        const one = yield* call('socket', AF_INET, SOCK_DGRAM);
        const two = yield* call('socket', AF_INET, SOCK_DGRAM);
        yield* call('bind', one, { port: 0 });
        const address = (yield* call('getsockname', one)) ?? { port: 0 };
        yield* note(yield* call('getsockname', two));
        yield* note(yield* call('sendto', two, 'hello', 0, address));
        yield* note(yield* call('sendto', two, '', 0, address));
        const got = yield* call('recvfrom', one, 3);
        yield* note(got.data);
        yield* call('sendto', one, 'back', 0, got.address ?? { port: 0 });
        yield* note((yield* call('recv', two, 10)).length);
        yield* note((yield* call('recv', one, 10)).length);
        yield* note(yield* attempt('recv', one, 10, MSG_DONTWAIT));
        yield* note(yield* attempt('sendto', two, new Uint8Array(65508), 0, address));
        yield* note(yield* attempt('send', two, 'x'));
        yield* note(yield* attempt('bind', two, address));
        yield* call('close', one);
        yield* note(yield* attempt('sendto', two, 'lost', 0, address));
      },
    },
  },
  {
    name: 'SO_RCVTIMEO ends every wait for something to come',
    roles: {
      *main(place) {
        const listener = yield* server(place, 5);
        const [one, two] = yield* call('socketpair', AF_UNIX, SOCK_STREAM);
        const datagrams = yield* call('socket', AF_INET, SOCK_DGRAM);
        yield* call('bind', datagrams, { port: 0 });
        for (const fd of [listener, one, datagrams]) yield* call('setsockopt', fd, SOL_SOCKET, SO_RCVTIMEO, 20);
        yield* note(yield* attempt('accept', listener));
        yield* note(yield* attempt('read', one, 1));
        yield* note(yield* attempt('recv', one, 1));
        yield* note(yield* attempt('recvfrom', datagrams, 1));
        yield* note(yield* attempt('setsockopt', one, SOL_SOCKET, SO_RCVTIMEO, -1));
        yield* call('write', two, 'x');
        yield* note(yield* attempt('read', one, 1));
        yield* call('unlink', place.path);
      },
    },
  },
  {
    name: 'SO_RCVTIMEO, and somebody who writes meanwhile',
    roles: {
      *main() {
        const [one, two] = yield* call('socketpair', AF_UNIX, SOCK_STREAM);
        yield* call('setsockopt', one, SOL_SOCKET, SO_RCVTIMEO, 30);
        const pid = yield* call('spawn', 'child', [two]);
        yield* note(yield* attempt('read', one, 10));
        yield* call('setsockopt', one, SOL_SOCKET, SO_RCVTIMEO, 0);
        yield* call('waitpid', pid);
        yield* call('close', two);
        yield* note(yield* attempt('read', one, 10));
        yield* note(yield* attempt('read', one, 10));
      },
      *child(_place, two: number) {
        yield* call('write', two, 'here');
      },
    },
  },
  {
    name: 'SO_SNDBUF is taken, what is unknown is not',
    roles: {
      *main() {
        const fd = yield* call('socket', AF_INET, SOCK_DGRAM);
        yield* note(yield* attempt('setsockopt', fd, SOL_SOCKET, SO_SNDBUF, 8192));
        yield* note(yield* attempt('setsockopt', fd, SOL_SOCKET, 9999, 1));
        const [r] = yield* call('pipe');
        yield* note(yield* attempt('setsockopt', r, SOL_SOCKET, SO_RCVTIMEO, 1));
        yield* note(yield* attempt('setsockopt', 999, SOL_SOCKET, SO_RCVTIMEO, 1));
      },
    },
  },
  {
    name: 'UDP: connected sockets hear each other only',
    roles: {
      *main() {
        const [one, two, three] = [yield* udp(), yield* udp(), yield* udp()];
        yield* call('connect', one, (yield* call('getsockname', two)) ?? { port: 0 });
        const address = (yield* call('getsockname', one)) ?? { port: 0 };
        yield* note(yield* call('sendto', three, 'stranger', 0, address));
        yield* note(yield* call('sendto', two, 'friend', 0, address));
        yield* note(yield* call('recv', one, 20));
        yield* note(yield* attempt('recv', one, 20, MSG_DONTWAIT));
        yield* note(yield* call('send', one, 'reply'));
        yield* note(yield* call('read', two, 20));
        yield* note(yield* call('sendto', one, 'to a third', 0, (yield* call('getsockname', three)) ?? { port: 0 }));
        yield* note(yield* call('recv', three, 20));
      },
    },
  },
  {
    name: 'UDP: looking at a datagram before it is taken, and at none',
    roles: {
      *main() {
        const [one, two] = [yield* udp(), yield* udp()];
        const address = (yield* call('getsockname', one)) ?? { port: 0 };
        yield* note(yield* call('poll', [{ fd: one, events: POLLIN | POLLOUT }], 0));
        yield* note(yield* call('poll', [{ fd: one, events: POLLIN }], 10));
        yield* call('sendto', two, 'first', 0, address);
        yield* call('sendto', two, 'second', 0, address);
        yield* note(yield* call('poll', [{ fd: one, events: POLLIN }], -1));
        yield* note(yield* call('recv', one, 2, MSG_PEEK));
        yield* note(yield* call('recv', one, 20));
        yield* note(yield* call('recv', one, 0));
        yield* note(yield* attempt('recv', one, 20, MSG_DONTWAIT));
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

function* udp(): Steps<number> {
  const fd = yield* call('socket', AF_INET, SOCK_DGRAM);
  yield* call('bind', fd, { port: 0 });
  return fd;
}

function* ask(place: Place, letter: string): Steps<void> {
  const fd = yield* client(place);
  yield* call('write', fd, letter);
  yield* note(yield* call('read', fd, 10));
}
