import {
  AF_INET,
  AF_UNIX,
  SO_RCVTIMEO,
  SO_SNDBUF,
  SOCK_DGRAM,
  SOCK_STREAM,
  SOL_SOCKET,
} from '../../posix/constants.js';
import { attempt, call, note, type Program } from '../program.js';
import { server } from './unix-sockets.js';

/** Options of sockets. */
export const socketOptionPrograms: Program[] = [
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
];
