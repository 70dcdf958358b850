import {
  LOCK_EX,
  LOCK_NB,
  LOCK_SH,
  LOCK_UN,
  MAP_SHARED,
  O_APPEND,
  O_CREAT,
  O_EXCL,
  O_RDONLY,
  O_RDWR,
  O_TRUNC,
  O_WRONLY,
  PROT_READ,
  PROT_WRITE,
  SEEK_CUR,
  SEEK_END,
  SEEK_SET,
} from '../../posix/constants.js';
import { attempt, call, load, note, type Program, store } from '../program.js';

const locks = { shared: LOCK_SH, exclusive: LOCK_EX, none: LOCK_UN };

/** One open file holds a lock; another asks, and so do a copy of the first and the first itself. */
const locked: Program[] = Object.entries(locks).flatMap(([held, first]) =>
  Object.entries(locks).map(
    ([asked, second]): Program => ({
      name: `a lock: ${held} held, ${asked} asked for`,
      roles: {
        *main({ path }) {
          const one = yield* call('open', path, O_CREAT | O_RDWR, 0o600);
          const copy = yield* call('dup', one);
          const other = yield* call('open', path, O_RDWR);
          yield* call('unlink', path);
          yield* call('flock', one, first);
          yield* note(yield* attempt('flock', other, second | LOCK_NB));
          yield* note(yield* attempt('flock', copy, second | LOCK_NB));
          yield* note(yield* attempt('flock', other, second | LOCK_NB));
          yield* call('close', one);
          yield* note(yield* attempt('flock', other, LOCK_EX | LOCK_NB));
          yield* call('close', copy);
          yield* note(yield* attempt('flock', other, LOCK_EX | LOCK_NB));
        },
      },
    }),
  ),
);

/** Accesses at the ends of pages and of the file. */
const mapped: Program[] = [0, 1, 4096, 4097].flatMap((size) =>
  [0, 1023, 1024, 2047].flatMap((index) =>
    ['load', 'store'].map(
      (what): Program => ({
        name: `${what} number ${String(index)} of a file of ${String(size)} bytes`,
        roles: {
          *main({ name }) {
            const fd = yield* call('shm_open', name, O_CREAT | O_EXCL | O_RDWR, 0o600);
            yield* call('shm_unlink', name);
            yield* call('ftruncate', fd, size);
            const memory = new Int32Array(yield* call('mmap', 8192, PROT_READ | PROT_WRITE, MAP_SHARED, fd));
            yield* note('mapped');
            if (what === 'store') yield* store(memory, index, 5);
            yield* note(yield* load(memory, index));
            yield* note((yield* call('fstat', fd)).size);
            yield* call('lseek', fd, index * 4, SEEK_SET);
            yield* note(yield* call('read', fd, 4));
          },
        },
      }),
    ),
  ),
);

const ways: Record<string, number> = {
  '': 0,
  O_CREAT,
  'O_CREAT | O_EXCL': O_CREAT | O_EXCL,
  O_TRUNC,
  'O_CREAT | O_TRUNC': O_CREAT | O_TRUNC,
  O_APPEND,
};
const modes = { O_RDONLY, O_WRONLY, O_RDWR };

const opened: Program[] = Object.entries(ways).flatMap(([way, flags]) =>
  Object.entries(modes).flatMap(([mode, access]) =>
    [false, true].map(
      (there): Program => ({
        name: `open ${there ? 'what is there' : 'what is not'} with ${[mode, way].filter(Boolean).join(' | ')}`,
        roles: {
          *main({ path }) {
            if (there) yield* call('write', yield* call('open', path, O_CREAT | O_WRONLY, 0o600), 'before');
            const fd = yield* attempt('open', path, access | flags, 0o600);
            if (typeof fd === 'string') {
              yield* note(fd);
              yield* note(yield* attempt('unlink', path));
              return;
            }
            yield* note((yield* call('fstat', fd)).size);
            yield* note(yield* attempt('read', fd, 3));
            yield* note(yield* attempt('write', fd, 'XY'));
            yield* note(yield* attempt('lseek', fd, 0, SEEK_CUR));
            yield* note((yield* call('fstat', fd)).size);
            yield* note(yield* attempt('unlink', path));
          },
        },
      }),
    ),
  ),
);

/** Where an offset comes to lie, and what is read and written there. */
const sought: Program[] = [SEEK_SET, SEEK_CUR, SEEK_END].flatMap((whence) =>
  [-7, -3, 0, 4].map(
    (offset): Program => ({
      name: `lseek by ${String(offset)} from ${['the beginning', 'where it is', 'the end'][whence] ?? ''}`,
      roles: {
        *main({ path }) {
          const fd = yield* call('open', path, O_CREAT | O_RDWR, 0o600);
          yield* call('unlink', path);
          yield* call('write', fd, 'abcdef');
          yield* call('lseek', fd, 3, SEEK_SET);
          yield* note(yield* attempt('lseek', fd, offset, whence));
          yield* note(yield* call('read', fd, 2));
          yield* note(yield* call('write', fd, '!'));
          yield* note((yield* call('fstat', fd)).size);
          yield* call('lseek', fd, 0, SEEK_SET);
          yield* note([...(yield* call('read', fd, 20))]);
        },
      },
    }),
  ),
);

export const fileEdgePrograms: Program[] = [...locked, ...mapped, ...opened, ...sought];
