import {
  MAP_SHARED,
  O_CREAT,
  O_EXCL,
  O_RDWR,
  PROT_READ,
  PROT_WRITE,
  SA_RESTART,
  SEM_VALUE_MAX,
  SIGALRM,
} from '../../posix/constants.js';
import { attempt, call, note, type Place, type Program, type Steps } from '../program.js';

function* make({ name }: Place, value: number): Steps<number> {
  return yield* call('sem_open', name, O_CREAT | O_EXCL, 0o600, value);
}

export const semaphorePrograms: Program[] = [
  {
    name: 'names of semaphores',
    roles: {
      *main(place) {
        const { name } = place;
        yield* note(yield* attempt('sem_open', name, 0));
        const one = yield* make(place, 2);
        yield* note(yield* attempt('sem_open', name, O_CREAT | O_EXCL, 0o600, 1));
        const two = yield* call('sem_open', name, O_CREAT, 0o600, 9);
        yield* note(one === two);
        yield* call('sem_post', one);
        yield* note(yield* call('sem_getvalue', two));
        yield* call('sem_unlink', name);
        yield* note(yield* attempt('sem_unlink', name));
        yield* note(yield* attempt('sem_open', name, 0));
        yield* call('sem_wait', two);
        yield* note(yield* call('sem_getvalue', one));
        const other = yield* make(place, 0);
        yield* note(yield* call('sem_getvalue', other));
        yield* call('sem_unlink', name);
        yield* note(yield* attempt('sem_open', '/a/b', O_CREAT, 0o600, 0));
        yield* note(yield* attempt('sem_open', name, O_CREAT, 0o600, 2 ** 31));
      },
    },
  },
  {
    name: 'values',
    roles: {
      *main(place) {
        const semaphore = yield* make(place, 1);
        yield* call('sem_unlink', place.name);
        yield* note(yield* attempt('sem_trywait', semaphore));
        yield* note(yield* attempt('sem_trywait', semaphore));
        yield* note(yield* attempt('sem_timedwait', semaphore, 20));
        yield* note(yield* attempt('sem_timedwait', semaphore, 0));
        yield* note(yield* attempt('sem_timedwait', semaphore, -5));
        yield* call('sem_post', semaphore);
        yield* note(yield* attempt('sem_timedwait', semaphore, -5));
        yield* note(yield* call('sem_getvalue', semaphore));
      },
    },
  },
  {
    name: 'the greatest value',
    roles: {
      *main(place) {
        const semaphore = yield* make(place, SEM_VALUE_MAX);
        yield* call('sem_unlink', place.name);
        yield* note(yield* attempt('sem_post', semaphore));
        yield* note(yield* call('sem_getvalue', semaphore));
      },
    },
  },
  {
    name: 'unnamed semaphores in memory',
    roles: {
      *main({ name }) {
        const fd = yield* call('shm_open', name, O_CREAT | O_EXCL | O_RDWR, 0o600);
        yield* call('ftruncate', fd, 4096);
        const memory = yield* call('mmap', 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd);
        const one = yield* call('sem_init', memory, 0, 0);
        const two = yield* call('sem_init', memory, 32, 3);
        yield* note(one === two);
        yield* note((yield* call('sem_at', memory, 32)) === two);
        yield* note(yield* call('sem_getvalue', two));
        const pid = yield* call('spawn', 'child', []);
        yield* call('sem_wait', one);
        yield* note('woken');
        yield* call('waitpid', pid);
        yield* note(yield* call('sem_getvalue', two));
        yield* call('shm_unlink', name);
      },
      *child({ name }) {
        const fd = yield* call('shm_open', name, O_RDWR);
        const memory = yield* call('mmap', 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd);
        yield* call('sem_wait', yield* call('sem_at', memory, 32));
        yield* call('sem_post', yield* call('sem_at', memory, 0));
      },
    },
  },
  ...[0, SA_RESTART].map(
    (flags): Program => ({
      name: flags === 0 ? 'a signal interrupts sem_wait' : 'sem_wait goes on after SA_RESTART',
      roles: {
        *main(place) {
          const semaphore = yield* make(place, 0);
          yield* call('sem_unlink', place.name);
          const seen: string[] = [];
          yield* call('sigaction', SIGALRM, () => seen.push('handler'), { flags });
          yield* call('alarm', 0.3);
          yield* note(yield* attempt('sem_timedwait', semaphore, 600));
          yield* note(seen);
        },
      },
    }),
  ),
  {
    name: 'a semaphore as a lock',
    roles: {
      *main(place) {
        yield* make(place, 1);
        const [r, w] = yield* call('pipe');
        const pids = [yield* call('spawn', 'one', [w]), yield* call('spawn', 'two', [w])];
        for (const pid of pids) yield* call('waitpid', pid);
        yield* note(yield* call('read', r, 10));
        yield* call('sem_unlink', place.name);
      },
      one: ({ name }, w: number) => critical(name, w, 'a'),
      two: ({ name }, w: number) => critical(name, w, 'b'),
    },
  },
  {
    name: 'two semaphores, always in the same order',
    roles: {
      *main({ name }) {
        yield* call('sem_open', name, O_CREAT | O_EXCL, 0o600, 1);
        yield* call('sem_open', `${name}b`, O_CREAT | O_EXCL, 0o600, 1);
        const pids = [yield* call('spawn', 'one', []), yield* call('spawn', 'two', [])];
        for (const pid of pids) yield* call('waitpid', pid);
        yield* note('fine');
        yield* call('sem_unlink', name);
        yield* call('sem_unlink', `${name}b`);
      },
      one: ({ name }) => both(name, `${name}b`),
      two: ({ name }) => both(name, `${name}b`),
    },
  },
];

function* critical(name: string, w: number, letter: string): Steps<void> {
  const semaphore = yield* call('sem_open', name, 0);
  yield* call('sem_wait', semaphore);
  yield* call('write', w, letter);
  yield* call('write', w, letter);
  yield* call('sem_post', semaphore);
}

function* both(first: string, second: string): Steps<void> {
  const one = yield* call('sem_open', first, 0);
  const two = yield* call('sem_open', second, 0);
  yield* call('sem_wait', one);
  yield* call('sem_wait', two);
  yield* call('sem_post', one);
  yield* call('sem_post', two);
}
