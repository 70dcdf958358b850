import {
  AF_UNIX,
  MSG_DONTWAIT,
  MSG_PEEK,
  POLLIN,
  POLLOUT,
  SHUT_RD,
  SHUT_RDWR,
  SHUT_WR,
  SOCK_DGRAM,
  SOCK_NONBLOCK,
  SOCK_STREAM,
} from '../../posix/constants.js';
import { attempt, call, note, type Program } from '../program.js';
import { QUIET } from './unix-sockets.js';

const hows = { SHUT_RD, SHUT_WR, SHUT_RDWR };

/** A pair of sockets after one has shut down, with bytes on the way or without. */
const shut: Program[] = Object.entries(hows).flatMap(([name, how]) =>
  [false, true].flatMap((onTheWay) =>
    [SOCK_STREAM, SOCK_DGRAM].map(
      (type): Program => ({
        name: `${name} of a pair of ${type === SOCK_STREAM ? 'streams' : 'datagram sockets'}${onTheWay ? ', bytes on the way' : ''}`,
        roles: {
          *main() {
            const [one, two] = yield* call('socketpair', AF_UNIX, type);
            if (onTheWay) {
              yield* call('send', one, 'to two', QUIET);
              yield* call('send', two, 'to one', QUIET);
            }
            yield* note(yield* attempt('shutdown', one, how));
            for (const fd of [one, two]) {
              yield* note(yield* attempt('send', fd, 'x', QUIET));
              yield* note(yield* attempt('recv', fd, 20, MSG_DONTWAIT));
              yield* note(yield* attempt('recv', fd, 20, MSG_DONTWAIT));
              yield* note(yield* call('poll', [{ fd, events: POLLIN | POLLOUT }], 0));
            }
          },
        },
      }),
    ),
  ),
);

/** How many connections wait, how many are refused, and what one that is accepted makes room for. */
const backlogs: Program[] = [0, 1, 2, 4].map(
  (backlog): Program => ({
    name: `a backlog of ${String(backlog)}`,
    roles: {
      *main({ path }) {
        const listener = yield* call('socket', AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK);
        yield* call('bind', listener, { path });
        yield* call('listen', listener, backlog);
        const connect = function* () {
          const fd = yield* call('socket', AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK);
          yield* note(yield* attempt('connect', fd, { path }));
        };
        for (let count = 0; count < backlog + 2; count += 1) yield* connect();
        const accepted = yield* attempt('accept', listener);
        yield* note(typeof accepted === 'number' ? 'accepted' : accepted);
        yield* connect();
        yield* connect();
        yield* call('unlink', path);
      },
    },
  }),
);

/** Looking and taking, with more and fewer bytes asked for than there are: a stream keeps the rest, a datagram does not. */
const taken: Program[] = [SOCK_STREAM, SOCK_DGRAM].flatMap((type) =>
  [0, 2, 3, 9].map(
    (count): Program => ({
      name: `${String(count)} bytes of two messages of three, ${type === SOCK_STREAM ? 'in a stream' : 'as datagrams'}`,
      roles: {
        *main() {
          const [one, two] = yield* call('socketpair', AF_UNIX, type);
          yield* call('send', one, 'abc', QUIET);
          yield* call('send', one, 'def', QUIET);
          yield* note(yield* attempt('recv', two, count, MSG_PEEK | MSG_DONTWAIT));
          for (let time = 0; time < 4; time += 1) yield* note(yield* attempt('recv', two, count, MSG_DONTWAIT));
        },
      },
    }),
  ),
);

export const socketEdgePrograms: Program[] = [...shut, ...backlogs, ...taken];
