import {
  AF_INET,
  MSG_DONTWAIT,
  MSG_PEEK,
  POLLIN,
  POLLOUT,
  SHUT_WR,
  SOCK_DGRAM,
  SOCK_STREAM,
} from '../../posix/constants.js';
import { attempt, call, note, type Program, type Steps } from '../program.js';
import { QUIET } from './unix-sockets.js';

function* tcp(): Steps<[number, number]> {
  const listener = yield* call('socket', AF_INET, SOCK_STREAM);
  yield* call('bind', listener, { port: 0 });
  yield* call('listen', listener, 5);
  const fd = yield* call('socket', AF_INET, SOCK_STREAM);
  yield* call('connect', fd, (yield* call('getsockname', listener)) ?? { port: 0 });
  return [fd, yield* call('accept', listener)];
}

function* udp(): Steps<number> {
  const fd = yield* call('socket', AF_INET, SOCK_DGRAM);
  yield* call('bind', fd, { port: 0 });
  return fd;
}

/** TCP and UDP on loopback. */
export const internetSocketPrograms: Program[] = [
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
        yield* note(yield* attempt('send', other, 'x', QUIET));
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
];
