import { F_SETPIPE_SZ, O_NONBLOCK, POLLIN, POLLOUT } from '../../posix/constants.js';
import { attempt, call, note, type Program, type Steps } from '../program.js';

function* polled(r: number, w: number): Steps<void> {
  const ends = [
    { fd: r, events: POLLIN },
    { fd: w, events: POLLOUT },
  ];
  yield* note(yield* call('poll', ends, 0));
}

/** Two writes and what fits of a third, around PIPE_BUF and the ends of pages: a pipe is a ring of pages. */
const writes: Program[] = [4096, 8192].flatMap((capacity) =>
  [1, 4095, 4096, 4097].flatMap((first) =>
    [1, 4096, 4097, 8192].map(
      (second): Program => ({
        name: `a pipe of ${String(capacity)} and writes of ${String(first)} and ${String(second)}`,
        roles: {
          *main() {
            const [r, w] = yield* call('pipe2', O_NONBLOCK);
            yield* call('fcntl', w, F_SETPIPE_SZ, capacity);
            yield* note(yield* attempt('write', w, new Uint8Array(first)));
            yield* note(yield* attempt('write', w, new Uint8Array(second)));
            yield* polled(r, w);
            yield* note((yield* call('read', r, 1)).length);
            yield* note(yield* attempt('write', w, new Uint8Array(second)));
            yield* note((yield* call('read', r, 4095)).length);
            yield* polled(r, w);
            yield* note(yield* attempt('write', w, new Uint8Array(second)));
            yield* note((yield* call('read', r, 100_000)).length);
          },
        },
      }),
    ),
  ),
);

/** A pipe that is made smaller or larger with something in it. */
const resized: Program[] = [0, 1, 4096, 5000, 12_288].flatMap((held) =>
  [0, 1, 4096, 4097, 16_384].map(
    (size): Program => ({
      name: `a pipe that holds ${String(held)} bytes, made ${String(size)} large`,
      roles: {
        *main() {
          const [r, w] = yield* call('pipe2', O_NONBLOCK);
          if (held > 0) yield* call('write', w, new Uint8Array(held));
          yield* note(yield* attempt('fcntl', r, F_SETPIPE_SZ, size));
          yield* note(yield* attempt('write', w, new Uint8Array(20_000)));
          yield* note((yield* call('read', r, 100_000)).length);
        },
      },
    }),
  ),
);

/** Who holds the ends when one looks or moves bytes. */
const ends: Program[] = ['reads', 'writes'].flatMap((what) =>
  ['the other end', 'a copy of the other end', 'both ends'].map(
    (gone): Program => ({
      name: `one ${what} when ${gone} is closed`,
      roles: {
        *main() {
          yield* call('sigaction', 13, 1);
          const [r, w] = yield* call('pipe2', O_NONBLOCK);
          const [own, other] = what === 'reads' ? [r, w] : [w, r];
          const copy = yield* call('dup', other);
          yield* call('write', w, 'left');
          if (gone !== 'a copy of the other end') yield* call('close', other);
          if (gone === 'the other end' || gone === 'a copy of the other end') yield* call('close', copy);
          if (gone === 'both ends') yield* call('close', own);
          for (let time = 0; time < 2; time += 1)
            yield* note(what === 'reads' ? yield* attempt('read', own, 10) : yield* attempt('write', own, 'more'));
          yield* note(yield* call('poll', [{ fd: own, events: POLLIN | POLLOUT }], 0));
        },
      },
    }),
  ),
);

export const pipeEdgePrograms: Program[] = [...writes, ...resized, ...ends];
