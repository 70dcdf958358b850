import { SIG_BLOCK, SIG_IGN, SIGCHLD, SIGKILL, SIGTERM, WNOHANG } from '../../posix/constants.js';
import { attempt, call, note, type Program } from '../program.js';

export const processPrograms: Program[] = [
  ...[0, 1, 7, 255, 256, -1].map(
    (status): Program => ({
      name: `exit ${String(status)}`,
      roles: {
        *main() {
          yield* call('exit', status);
        },
      },
    }),
  ),
  {
    name: 'no children',
    roles: {
      *main() {
        yield* note(yield* attempt('waitpid', -1));
        yield* note(yield* attempt('waitpid', yield* call('getpid')));
        yield* note(yield* attempt('waitpid', -1, WNOHANG));
      },
    },
  },
  {
    name: 'exit status and signal are different things',
    roles: {
      *main() {
        const one = yield* call('spawn', 'one', []);
        const two = yield* call('spawn', 'two', []);
        yield* call('kill', two, SIGKILL);
        yield* note((yield* call('waitpid', one)).status);
        yield* note((yield* call('waitpid', two)).status);
        yield* note(yield* attempt('waitpid', one));
        yield* note(yield* attempt('kill', two, 0));
      },
      *one() {
        yield* call('exit', 9);
      },
      *two() {
        yield* call('sleep', 5);
      },
    },
  },
  {
    name: 'a zombie exists, until it is waited for',
    roles: {
      *main() {
        yield* call('sigprocmask', SIG_BLOCK, [SIGCHLD]);
        const pid = yield* call('spawn', 'child', []);
        yield* note(yield* call('sigwait', [SIGCHLD]));
        yield* note(yield* attempt('kill', pid, 0));
        yield* note(yield* attempt('kill', pid, SIGTERM));
        const ended = yield* call('waitpid', -1, WNOHANG);
        yield* note(ended.pid === pid);
        yield* note(ended.status);
        yield* note(yield* attempt('kill', pid, 0));
      },
      *child() {
        yield* call('exit', 4);
      },
    },
  },
  {
    name: 'WNOHANG while the child lives',
    roles: {
      *main() {
        const [r, w] = yield* call('pipe');
        const pid = yield* call('spawn', 'child', [r, w]);
        yield* note(yield* call('waitpid', pid, WNOHANG));
        yield* call('close', w);
        yield* note((yield* call('waitpid', pid)).status);
      },
      *child(_, r: number, w: number) {
        yield* call('close', w);
        yield* call('read', r, 1);
      },
    },
  },
  {
    name: 'children of one who ignores SIGCHLD leave no zombie',
    roles: {
      *main() {
        yield* call('sigaction', SIGCHLD, SIG_IGN);
        yield* call('spawn', 'child', []);
        yield* note(yield* attempt('waitpid', -1));
      },
      *child() {
        yield* call('exit', 4);
      },
    },
  },
  {
    name: 'the parent is known, and descriptors are inherited',
    roles: {
      *main() {
        const [r, w] = yield* call('pipe');
        const copy = yield* call('dup', w);
        yield* call('fcntl', copy, 2, 1);
        yield* call('spawn', 'child', [yield* call('getpid'), w, copy]);
        yield* call('close', w);
        yield* call('close', copy);
        yield* note(yield* call('read', r, 10));
        yield* note(yield* call('read', r, 10));
        yield* note((yield* call('waitpid', -1)).status);
      },
      *child(_, parent: number, w: number, copy: number) {
        yield* note((yield* call('getppid')) === parent);
        yield* note(yield* attempt('fcntl', copy, 1));
        yield* call('write', w, 'x');
      },
    },
  },
  {
    name: 'a killed writer is end of file for the reader',
    roles: {
      *main() {
        const [r, w] = yield* call('pipe');
        const pid = yield* call('spawn', 'child', [w]);
        yield* call('close', w);
        yield* note(yield* call('read', r, 10));
        yield* call('kill', pid, SIGKILL);
        yield* note(yield* call('read', r, 10));
        yield* note((yield* call('waitpid', pid)).status);
      },
      *child(_, w: number) {
        yield* call('write', w, 'x');
        yield* call('sleep', 5);
        yield* call('write', w, 'never');
      },
    },
  },
  {
    name: 'a grandchild outlives its parent',
    roles: {
      *main() {
        const [r, w] = yield* call('pipe');
        const pid = yield* call('spawn', 'child', [w]);
        yield* call('close', w);
        yield* note((yield* call('waitpid', pid)).status);
        yield* note(yield* call('read', r, 10));
        yield* note(yield* attempt('waitpid', -1));
      },
      *child(_, w: number) {
        yield* call('spawn', 'grandchild', [w]);
      },
      *grandchild(_, w: number) {
        yield* call('write', w, 'orphan');
      },
    },
  },
];
