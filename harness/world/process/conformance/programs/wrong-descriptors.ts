import {
  AF_INET,
  AF_UNIX,
  F_GETFL,
  F_GETPIPE_SZ,
  F_SETFL,
  F_SETPIPE_SZ,
  LOCK_NB,
  LOCK_SH,
  MAP_SHARED,
  MSG_DONTWAIT,
  MSG_NOSIGNAL,
  O_APPEND,
  O_CREAT,
  O_NONBLOCK,
  O_RDONLY,
  O_RDWR,
  O_WRONLY,
  POLLIN,
  POLLOUT,
  PROT_READ,
  SEEK_CUR,
  SHUT_RD,
  SIG_IGN,
  SIGPIPE,
  SO_REUSEADDR,
  SOCK_DGRAM,
  SOCK_STREAM,
  SOL_SOCKET,
} from '../../posix/constants.js';
import { attempt, call, note, type Place, type Program, type Steps } from '../program.js';

const QUIET = MSG_DONTWAIT | MSG_NOSIGNAL;

function* madeFile({ path }: Place, mode: number): Steps<number> {
  const fd = yield* call('open', path, O_CREAT | O_RDWR, 0o600);
  yield* call('write', fd, 'some text');
  const other = yield* call('open', path, mode);
  yield* call('unlink', path);
  return other;
}

/** All that a descriptor can stand for. */
const kinds: Record<string, (place: Place) => Steps<number>> = {
  *'no descriptor'() {
    yield* attempt('close', 999);
    return 999;
  },
  *'a closed descriptor'() {
    const [r] = yield* call('pipe');
    yield* call('close', r);
    return r;
  },
  *'the read end of a pipe'() {
    return (yield* call('pipe'))[0];
  },
  *'the write end of a pipe'() {
    return (yield* call('pipe'))[1];
  },
  'a file for reading': (place) => madeFile(place, O_RDONLY),
  'a file for writing': (place) => madeFile(place, O_WRONLY),
  *'shared memory'({ name }) {
    const fd = yield* call('shm_open', name, O_CREAT | O_RDWR, 0o600);
    yield* call('shm_unlink', name);
    yield* call('ftruncate', fd, 5000);
    return fd;
  },
  *'a stream socket of its own'() {
    return yield* call('socket', AF_UNIX, SOCK_STREAM);
  },
  *'a listening socket'({ path }) {
    const fd = yield* call('socket', AF_UNIX, SOCK_STREAM);
    yield* call('bind', fd, { path });
    yield* call('listen', fd, 1);
    yield* call('unlink', path);
    return fd;
  },
  *'one of a pair of sockets'() {
    return (yield* call('socketpair', AF_UNIX, SOCK_STREAM))[0];
  },
  *'one of a pair whose other is closed'() {
    const [one, other] = yield* call('socketpair', AF_UNIX, SOCK_STREAM);
    yield* call('close', other);
    return one;
  },
  *'a datagram socket of its own'() {
    return yield* call('socket', AF_UNIX, SOCK_DGRAM);
  },
  *'a TCP socket of its own'() {
    return yield* call('socket', AF_INET, SOCK_STREAM);
  },
  *'a UDP socket of its own'() {
    return yield* call('socket', AF_INET, SOCK_DGRAM);
  },
};

/** Groups of calls; each notes what it says of the descriptor. */
const uses: Record<string, (fd: number, place: Place) => Steps<void>> = {
  *read(fd) {
    yield* note(yield* attempt('read', fd, 2));
    yield* note(yield* attempt('recv', fd, 2, MSG_DONTWAIT));
    yield* note(yield* attempt('recvfrom', fd, 2, MSG_DONTWAIT));
  },
  *write(fd, { path }) {
    yield* note(yield* attempt('write', fd, 'xy'));
    yield* note(yield* attempt('send', fd, 'xy', QUIET));
    yield* note(yield* attempt('sendto', fd, 'xy', QUIET, { path: `${path}-none` }));
  },
  *'use as a file'(fd) {
    yield* note(yield* attempt('lseek', fd, 1, SEEK_CUR));
    yield* note(yield* attempt('ftruncate', fd, 7));
    yield* note(yield* attempt('flock', fd, LOCK_SH | LOCK_NB));
  },
  *map(fd) {
    yield* note(yield* attempt('mmap', 4096, PROT_READ, MAP_SHARED, fd));
  },
  *'ask about'(fd) {
    const flags = yield* attempt('fcntl', fd, F_GETFL);
    yield* note(typeof flags === 'number' ? flags & (3 | O_NONBLOCK | O_APPEND) : flags);
    yield* note(yield* attempt('fcntl', fd, F_GETPIPE_SZ));
    yield* note(yield* attempt('fcntl', fd, F_SETPIPE_SZ, 8192));
    yield* note(yield* attempt('poll', [{ fd, events: POLLIN | POLLOUT }], 0));
    const copy = yield* attempt('dup', fd);
    yield* note(typeof copy === 'number' ? 'copied' : copy);
    yield* note(yield* attempt('close', fd));
    yield* note(yield* attempt('close', fd));
  },
  *'use as a socket'(fd, { path }) {
    yield* note(yield* attempt('setsockopt', fd, SOL_SOCKET, SO_REUSEADDR, 1));
    yield* note(yield* attempt('connect', fd, { path: `${path}-none` }));
    yield* note(yield* attempt('shutdown', fd, SHUT_RD));
    yield* note(yield* attempt('accept', fd));
    yield* note(yield* attempt('listen', fd, 1));
  },
};

/** Linux maps what has come for a TCP socket, of which the virtual kernel knows nothing. */
const unknown = new Set(['map a TCP socket of its own']);

/** What each call says to each kind of descriptor, without waiting. */
const all: Program[] = Object.entries(kinds).flatMap(([kind, make]) =>
  Object.entries(uses).map(
    ([use, body]): Program => ({
      name: `${use} ${kind}`,
      roles: {
        *main(place) {
          yield* call('sigaction', SIGPIPE, SIG_IGN);
          const fd = yield* make(place);
          yield* attempt('fcntl', fd, F_SETFL, O_NONBLOCK);
          yield* body(fd, place);
        },
      },
    }),
  ),
);

export const wrongDescriptorPrograms = all.filter(({ name }) => !unknown.has(name));
