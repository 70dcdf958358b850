import {
  LOCK_EX,
  LOCK_NB,
  LOCK_SH,
  LOCK_UN,
  MAP_ANONYMOUS,
  MAP_PRIVATE,
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
  SIGKILL,
} from '../../posix/constants.js';
import { attempt, call, load, note, type Place, type Program, type Steps, store } from '../program.js';

const BOTH = PROT_READ | PROT_WRITE;

function* map(fd: number, length: number): Steps<Int32Array> {
  return new Int32Array(yield* call('mmap', length, BOTH, MAP_SHARED, fd));
}

function* newShared({ name }: Place, length: number): Steps<number> {
  const fd = yield* call('shm_open', name, O_CREAT | O_EXCL | O_RDWR, 0o600);
  yield* call('ftruncate', fd, length);
  return fd;
}

export const memoryPrograms: Program[] = [
  {
    name: 'names of shared memory',
    roles: {
      *main({ name }) {
        yield* note(yield* attempt('shm_open', name, O_RDWR));
        const fd = yield* call('shm_open', name, O_CREAT | O_RDWR, 0o600);
        yield* note((yield* call('fstat', fd)).size);
        yield* note(yield* attempt('shm_open', name, O_CREAT | O_EXCL | O_RDWR));
        yield* note(yield* attempt('shm_open', '/a/b', O_CREAT | O_RDWR));
        yield* call('shm_unlink', name);
        yield* note(yield* attempt('shm_unlink', name));
        yield* call('ftruncate', fd, 100);
        yield* note((yield* call('fstat', fd)).size);
        yield* call('write', fd, 'abc');
        yield* call('lseek', fd, 0, SEEK_SET);
        yield* note(yield* call('read', fd, 3));
      },
    },
  },
  {
    name: 'mappings see each other and the file',
    roles: {
      *main(place) {
        const fd = yield* newShared(place, 8192);
        const one = yield* map(fd, 8192);
        const two = yield* map(fd, 4096);
        yield* store(one, 1, 7);
        yield* note(yield* load(two, 1));
        yield* store(two, 2, 0x41424344);
        yield* note(yield* load(one, 2));
        yield* call('lseek', fd, 8, SEEK_SET);
        yield* note(yield* call('read', fd, 4));
        yield* call('lseek', fd, 12, SEEK_SET);
        yield* call('write', fd, Uint8Array.of(5, 0, 0, 0));
        yield* note(yield* load(one, 3));
        const page = new Int32Array(yield* call('mmap', 4096, BOTH, MAP_SHARED, fd, 4096));
        yield* store(page, 0, 99);
        yield* note(yield* load(one, 1024));
        yield* call('shm_unlink', place.name);
      },
    },
  },
  {
    name: 'what mmap refuses',
    roles: {
      *main(place) {
        const fd = yield* newShared(place, 4096);
        const reading = yield* call('shm_open', place.name, O_RDONLY);
        yield* note(yield* attempt('mmap', 0, BOTH, MAP_SHARED, fd));
        yield* note(yield* attempt('mmap', 100, BOTH, MAP_SHARED, fd, 100));
        yield* note(yield* attempt('mmap', 100, BOTH, MAP_SHARED, 999));
        yield* note(yield* attempt('mmap', 100, BOTH, MAP_SHARED, reading));
        yield* note(yield* attempt('mmap', 100, PROT_READ, MAP_SHARED, reading));
        yield* note(yield* attempt('mmap', 100, BOTH, MAP_PRIVATE, reading));
        yield* note(yield* attempt('mmap', 100, BOTH, 0, fd));
        yield* note(yield* attempt('ftruncate', reading, 10));
        yield* note(yield* attempt('ftruncate', fd, -1));
        const buffer = yield* call('mmap', 100, BOTH, MAP_PRIVATE | MAP_ANONYMOUS, -1);
        yield* note(yield* attempt('munmap', buffer));
        yield* note(yield* attempt('munmap', buffer));
        yield* call('shm_unlink', place.name);
      },
    },
  },
  {
    name: 'a private mapping is a copy',
    roles: {
      *main(place) {
        const fd = yield* newShared(place, 4096);
        const shared = yield* map(fd, 4096);
        const own = new Int32Array(yield* call('mmap', 4096, BOTH, MAP_PRIVATE, fd));
        yield* store(own, 0, 5);
        yield* note(yield* load(shared, 0));
        yield* note(yield* load(own, 0));
        yield* call('shm_unlink', place.name);
      },
    },
  },
  ...[
    { length: 0, index: 0 },
    { length: 4096, index: 1024 },
  ].map(
    ({ length, index }): Program => ({
      name: `SIGBUS beyond a file of ${String(length)}`,
      roles: {
        *main(place) {
          const fd = yield* newShared(place, length);
          yield* call('shm_unlink', place.name);
          const memory = yield* map(fd, 8192);
          yield* note('mapped');
          yield* note(yield* load(memory, index));
        },
      },
    }),
  ),
  {
    name: 'the rest of the last page can be written, growth shows zeroes',
    roles: {
      *main(place) {
        const fd = yield* newShared(place, 8);
        yield* call('shm_unlink', place.name);
        const memory = yield* map(fd, 8192);
        yield* note(yield* load(memory, 100));
        yield* store(memory, 0, 3);
        yield* call('ftruncate', fd, 8192);
        yield* note(yield* load(memory, 0));
        yield* note(yield* load(memory, 1500));
        yield* call('ftruncate', fd, 4);
        yield* call('ftruncate', fd, 4096);
        yield* note(yield* load(memory, 0));
        yield* note(yield* load(memory, 1));
      },
    },
  },
  {
    name: 'a write to a mapping for reading',
    roles: {
      *main(place) {
        const fd = yield* newShared(place, 4096);
        yield* call('shm_unlink', place.name);
        const memory = new Int32Array(yield* call('mmap', 4096, PROT_READ, MAP_SHARED, fd));
        yield* note(yield* load(memory, 0));
        yield* store(memory, 0, 1);
        yield* note('survived');
      },
    },
  },
  {
    name: 'a child writes, the parent reads without waiting',
    roles: {
      *main(place) {
        const fd = yield* newShared(place, 4096);
        const memory = yield* map(fd, 4096);
        const pid = yield* call('spawn', 'child', []);
        yield* note(yield* load(memory, 0));
        yield* call('waitpid', pid);
        yield* note(yield* load(memory, 0));
        yield* call('shm_unlink', place.name);
      },
      *child({ name }) {
        const memory = yield* map(yield* call('shm_open', name, O_RDWR), 4096);
        yield* store(memory, 0, 42);
      },
    },
  },
  {
    name: 'files',
    roles: {
      *main({ path }) {
        yield* note(yield* attempt('open', path, O_RDONLY));
        yield* note(yield* attempt('open', `${path}/x/y`, O_CREAT | O_RDWR));
        const fd = yield* call('open', path, O_CREAT | O_EXCL | O_RDWR, 0o600);
        yield* note(yield* attempt('open', path, O_CREAT | O_EXCL | O_RDWR, 0o600));
        yield* note(yield* call('write', fd, 'hello world'));
        yield* note(yield* call('lseek', fd, -5, SEEK_END));
        yield* note(yield* call('read', fd, 100));
        yield* note(yield* call('read', fd, 100));
        yield* note(yield* call('lseek', fd, 20, SEEK_SET));
        yield* note(yield* call('write', fd, 'x'));
        yield* note((yield* call('fstat', fd)).size);
        yield* call('lseek', fd, 10, SEEK_SET);
        yield* note(yield* call('read', fd, 5));
        yield* note(yield* attempt('lseek', fd, -100, SEEK_CUR));
        yield* note(yield* attempt('lseek', fd, 0, 77));
        const reading = yield* call('open', path, O_RDONLY);
        yield* note(yield* attempt('write', reading, 'x'));
        const writing = yield* call('open', path, O_WRONLY | O_TRUNC);
        yield* note(yield* attempt('read', writing, 1));
        yield* note((yield* call('fstat', fd)).size);
        yield* call('unlink', path);
        yield* note(yield* attempt('unlink', path));
        yield* call('write', writing, 'still');
        yield* note(yield* call('read', reading, 10));
      },
    },
  },
  {
    name: 'dup shares the offset, another open does not; O_APPEND',
    roles: {
      *main({ path }) {
        const fd = yield* call('open', path, O_CREAT | O_RDWR, 0o600);
        const copy = yield* call('dup', fd);
        const log = yield* call('open', path, O_WRONLY | O_APPEND);
        yield* call('write', fd, 'ab');
        yield* call('write', copy, 'cd');
        yield* call('write', log, 'ef');
        yield* call('write', fd, 'X');
        yield* call('lseek', copy, 0, SEEK_SET);
        yield* note(yield* call('read', fd, 100));
        yield* call('unlink', path);
      },
    },
  },
  {
    name: 'flock',
    roles: {
      *main({ path }) {
        const one = yield* call('open', path, O_CREAT | O_RDWR, 0o600);
        const two = yield* call('open', path, O_RDWR);
        yield* call('flock', one, LOCK_SH);
        yield* note(yield* attempt('flock', two, LOCK_SH | LOCK_NB));
        yield* note(yield* attempt('flock', two, LOCK_EX | LOCK_NB));
        yield* call('flock', one, LOCK_UN);
        yield* note(yield* attempt('flock', two, LOCK_EX | LOCK_NB));
        yield* note(yield* attempt('flock', one, LOCK_SH | LOCK_NB));
        const copy = yield* call('dup', two);
        yield* call('close', two);
        yield* note(yield* attempt('flock', one, LOCK_SH | LOCK_NB));
        yield* call('close', copy);
        yield* note(yield* attempt('flock', one, LOCK_EX | LOCK_NB));
        yield* note(yield* attempt('flock', one, 77));
        yield* call('unlink', path);
      },
    },
  },
  {
    name: 'a file that is cut under its mapping',
    roles: {
      *main(place) {
        const fd = yield* newShared(place, 8192);
        yield* call('shm_unlink', place.name);
        const memory = yield* map(fd, 8192);
        yield* store(memory, 1024, 5);
        yield* call('ftruncate', fd, 4096);
        yield* note(yield* load(memory, 1023));
        yield* note(yield* load(memory, 1024));
      },
    },
  },
  {
    name: 'what a process that was killed leaves behind',
    roles: {
      *main({ name, path }) {
        const fd = yield* call('open', path, O_CREAT | O_RDWR, 0o600);
        yield* call('ftruncate', fd, 4096);
        const memory = yield* map(fd, 4096);
        const semaphore = yield* call('sem_open', name, O_CREAT | O_EXCL, 0o600, 1);
        const [r, w] = yield* call('pipe');
        const pid = yield* call('spawn', 'child', [w]);
        yield* call('read', r, 1);
        yield* note(yield* attempt('flock', fd, LOCK_EX | LOCK_NB));
        yield* call('kill', pid, SIGKILL);
        yield* note((yield* call('waitpid', pid)).status);
        // The kernel gives back the lock of the file, and nobody the semaphore.
        yield* note(yield* attempt('flock', fd, LOCK_EX | LOCK_NB));
        yield* note(yield* attempt('sem_trywait', semaphore));
        yield* note(yield* load(memory, 3));
        yield* note((yield* call('fstat', fd)).size);
        yield* call('sem_unlink', name);
        yield* call('unlink', path);
      },
      *child({ name, path }, w: number) {
        const fd = yield* call('open', path, O_RDWR);
        yield* call('flock', fd, LOCK_EX);
        yield* call('sem_wait', yield* call('sem_open', name, 0));
        yield* call('ftruncate', fd, 8192);
        yield* store(yield* map(fd, 8192), 3, 42);
        yield* call('write', w, '.');
        yield* call('pause');
      },
    },
  },
  {
    name: 'a lock excludes between processes',
    roles: {
      *main({ path }) {
        const fd = yield* call('open', path, O_CREAT | O_RDWR, 0o600);
        const pids = [yield* call('spawn', 'one', []), yield* call('spawn', 'two', [])];
        for (const pid of pids) yield* call('waitpid', pid);
        yield* note(yield* call('read', fd, 100));
        yield* call('unlink', path);
      },
      one: ({ path }) => underLock(path, 'a'),
      two: ({ path }) => underLock(path, 'b'),
    },
  },
];

function* underLock(path: string, letter: string): Steps<void> {
  const fd = yield* call('open', path, O_RDWR | O_APPEND);
  yield* call('flock', fd, LOCK_EX);
  yield* call('write', fd, letter);
  yield* call('write', fd, letter);
}
