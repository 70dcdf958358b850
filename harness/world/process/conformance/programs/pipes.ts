import {
  F_GETFL,
  F_GETPIPE_SZ,
  F_SETFL,
  F_SETPIPE_SZ,
  O_CLOEXEC,
  O_NONBLOCK,
  POLLIN,
  POLLOUT,
  SIG_IGN,
  SIGALRM,
  SIGPIPE,
} from '../../posix/constants.js';
import { attempt, call, note, type Program, type Steps } from '../program.js';

const kilobytes = (count: number, fill: number): Uint8Array => new Uint8Array(count * 1024).fill(fill);

function* fill(fd: number, size: number): Steps<number> {
  let total = 0;
  for (;;) {
    const wrote = yield* attempt('write', fd, new Uint8Array(size));
    if (typeof wrote === 'string') return total;
    total += wrote;
  }
}

export const pipePrograms: Program[] = [
  {
    name: 'what is written is read, once',
    roles: {
      *main() {
        const [r, w] = yield* call('pipe');
        yield* note(yield* call('write', w, 'hello'));
        yield* note(yield* call('read', r, 3));
        yield* note(yield* call('read', r, 10));
        yield* call('close', w);
        yield* note(yield* call('read', r, 10));
        yield* note(yield* call('read', r, 0));
      },
    },
  },
  {
    name: 'the ends cannot be swapped, and closed ends are none',
    roles: {
      *main() {
        const [r, w] = yield* call('pipe');
        yield* note(yield* attempt('write', r, 'x'));
        yield* note(yield* attempt('read', w, 1));
        yield* call('close', w);
        yield* note(yield* attempt('write', w, 'x'));
        yield* note(yield* attempt('close', w));
        yield* note(yield* attempt('lseek', r, 0, 0));
        yield* note(yield* attempt('ftruncate', r, 0));
        yield* note(yield* attempt('flock', 999, 2));
        yield* note(yield* attempt('dup', 999));
        yield* note(yield* attempt('dup2', 999, 1000));
      },
    },
  },
  {
    name: 'EPIPE where SIGPIPE is ignored',
    roles: {
      *main() {
        yield* call('sigaction', SIGPIPE, SIG_IGN);
        const [r, w] = yield* call('pipe');
        yield* call('close', r);
        yield* note(yield* attempt('write', w, 'x'));
        yield* note(yield* attempt('write', w, ''));
      },
    },
  },
  {
    name: 'SIGPIPE ends the process',
    roles: {
      *main() {
        const [r, w] = yield* call('pipe');
        yield* call('close', r);
        yield* note('before');
        yield* attempt('write', w, 'x');
        yield* note('after');
      },
    },
  },
  {
    name: 'a handler of SIGPIPE runs before the write has failed',
    roles: {
      *main() {
        const seen: string[] = [];
        yield* call('sigaction', SIGPIPE, () => seen.push('handler'));
        const [r, w] = yield* call('pipe');
        yield* call('close', r);
        seen.push(String(yield* attempt('write', w, 'x')));
        yield* note(seen);
      },
    },
  },
  ...[1, 100, 3000, 4095, 4096].map(
    (size): Program => ({
      name: `a pipe filled by writes of ${String(size)}`,
      roles: {
        *main() {
          const [, w] = yield* call('pipe2', O_NONBLOCK);
          yield* call('fcntl', w, F_SETPIPE_SZ, 8192);
          yield* note(yield* fill(w, size));
        },
      },
    }),
  ),
  ...[4097, 5000, 8192, 10000, 65536, 70000].map(
    (size): Program => ({
      name: `a pipe filled by writes of ${String(size)}`,
      roles: {
        *main() {
          const [r, w] = yield* call('pipe2', O_NONBLOCK);
          yield* note(yield* call('fcntl', w, F_SETPIPE_SZ, 16384));
          yield* note(yield* attempt('write', w, new Uint8Array(size)));
          yield* note(yield* attempt('write', w, new Uint8Array(size)));
          yield* note(yield* call('read', r, 100));
          yield* note(yield* attempt('write', w, new Uint8Array(50)));
          yield* note(yield* call('read', r, 4096));
          yield* note(yield* attempt('write', w, new Uint8Array(50)));
          yield* note(yield* attempt('write', w, new Uint8Array(5000)));
          yield* note(yield* call('read', r, 100000));
        },
      },
    }),
  ),
  {
    name: 'an empty pipe and a full one, without waiting',
    roles: {
      *main() {
        const [r, w] = yield* call('pipe2', O_NONBLOCK);
        yield* note(yield* attempt('read', r, 1));
        yield* note(yield* call('fcntl', w, F_GETPIPE_SZ));
        yield* note(yield* call('fcntl', w, F_SETPIPE_SZ, 5000));
        yield* note(yield* call('write', w, kilobytes(8, 1)));
        yield* note(yield* attempt('write', w, 'x'));
        yield* note(
          yield* call(
            'poll',
            [
              { fd: w, events: POLLOUT },
              { fd: r, events: POLLIN },
            ],
            0,
          ),
        );
        yield* note(yield* call('read', r, 1));
        yield* note(
          yield* call(
            'poll',
            [
              { fd: w, events: POLLOUT },
              { fd: r, events: POLLIN },
            ],
            0,
          ),
        );
        yield* note(yield* call('read', r, 4095));
        yield* note(
          yield* call(
            'poll',
            [
              { fd: w, events: POLLOUT },
              { fd: r, events: POLLIN },
            ],
            0,
          ),
        );
        yield* note(yield* attempt('fcntl', w, F_SETPIPE_SZ, 4096));
      },
    },
  },
  {
    name: 'poll tells the other end gone',
    roles: {
      *main() {
        const [r, w] = yield* call('pipe');
        const [r2, w2] = yield* call('pipe');
        yield* call('write', w, 'x');
        yield* call('close', w);
        yield* call('close', r2);
        yield* note(
          yield* call(
            'poll',
            [
              { fd: r, events: POLLIN },
              { fd: w2, events: POLLOUT },
            ],
            -1,
          ),
        );
        yield* call('read', r, 1);
        yield* note(
          yield* call(
            'poll',
            [
              { fd: r, events: POLLIN },
              { fd: 999, events: POLLIN },
            ],
            -1,
          ),
        );
        yield* note(yield* call('poll', [{ fd: -1, events: POLLIN }], 0));
      },
    },
  },
  {
    name: 'descriptors of one open file share its flags, not FD_CLOEXEC',
    roles: {
      *main() {
        const [r] = yield* call('pipe2', O_CLOEXEC);
        const copy = yield* call('dup', r);
        yield* call('fcntl', copy, F_SETFL, O_NONBLOCK);
        yield* note(((yield* call('fcntl', r, F_GETFL)) & O_NONBLOCK) !== 0);
        yield* note(yield* call('fcntl', r, 1));
        yield* note(yield* call('fcntl', copy, 1));
        yield* note(yield* attempt('read', r, 1));
      },
    },
  },
  {
    name: 'reading waits for ever where the reader itself holds the write end',
    roles: {
      *main() {
        const [r] = yield* call('pipe');
        yield* note('reads');
        yield* call('read', r, 1);
        yield* note('never');
      },
    },
  },
  {
    name: 'a child says hello',
    roles: {
      *main() {
        const [r, w] = yield* call('pipe');
        const pid = yield* call('spawn', 'child', [r, w]);
        yield* call('close', w);
        yield* note(yield* call('read', r, 100));
        yield* note(yield* call('read', r, 100));
        yield* note((yield* call('waitpid', pid)).status);
      },
      *child(_, r: number, w: number) {
        yield* call('close', r);
        yield* call('write', w, 'Hello from child');
      },
    },
  },
  {
    name: 'the parent forgot to close its write end',
    roles: {
      *main() {
        const [r, w] = yield* call('pipe');
        yield* call('spawn', 'child', [w]);
        yield* note(yield* call('read', r, 100));
        yield* note(yield* call('read', r, 100));
      },
      *child(_, w: number) {
        yield* call('write', w, 'bye');
      },
    },
  },
  {
    name: 'two writers, one reader: whole messages in either order',
    roles: {
      *main() {
        const [r, w] = yield* call('pipe');
        yield* call('spawn', 'one', [w]);
        yield* call('spawn', 'two', [w]);
        yield* call('close', w);
        let text = '';
        for (;;) {
          const got = yield* call('read', r, 100);
          if (got.length === 0) break;
          text += String.fromCharCode(...got);
        }
        yield* note(text);
      },
      *one(_, w: number) {
        yield* call('write', w, 'aa');
        yield* call('write', w, 'bb');
      },
      *two(_, w: number) {
        yield* call('write', w, 'cc');
      },
    },
  },
  {
    name: 'a large write goes on as the reader makes room',
    roles: {
      *main() {
        const [r, w] = yield* call('pipe');
        yield* call('fcntl', w, F_SETPIPE_SZ, 4096);
        yield* call('spawn', 'writer', [w]);
        yield* call('close', w);
        let total = 0;
        for (;;) {
          const got = yield* call('read', r, 100000);
          if (got.length === 0) break;
          total += got.length;
        }
        yield* note(total);
      },
      *writer(_, w: number) {
        yield* note(yield* call('write', w, new Uint8Array(10000)));
      },
    },
  },
  {
    name: 'a large write is cut by a signal with a handler',
    roles: {
      *main() {
        const [r, w] = yield* call('pipe');
        yield* call('fcntl', w, F_SETPIPE_SZ, 4096);
        yield* call('sigaction', SIGALRM, () => undefined);
        yield* call('alarm', 0.3);
        yield* note(yield* attempt('write', w, new Uint8Array(10000)));
        yield* note((yield* call('read', r, 100000)).length);
      },
    },
  },
  {
    name: 'a cyclic wait: both pipes full',
    roles: {
      *main() {
        const [r, w] = yield* call('pipe');
        const [r2, w2] = yield* call('pipe');
        yield* call('fcntl', w, F_SETPIPE_SZ, 4096);
        yield* call('fcntl', w2, F_SETPIPE_SZ, 4096);
        yield* call('spawn', 'child', [r, w2]);
        yield* call('write', w, new Uint8Array(8000));
        yield* note('wrote');
        yield* call('read', r2, 8000);
      },
      *child(_, r: number, w2: number) {
        yield* call('write', w2, new Uint8Array(8000));
        yield* call('read', r, 8000);
      },
    },
  },
];
