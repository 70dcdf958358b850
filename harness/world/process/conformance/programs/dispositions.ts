import {
  SA_NODEFER,
  SA_RESETHAND,
  SIG_BLOCK,
  SIG_DFL,
  SIG_IGN,
  SIG_SETMASK,
  SIGALRM,
  SIGCHLD,
  SIGCONT,
  SIGHUP,
  SIGINT,
  SIGKILL,
  SIGPIPE,
  SIGTERM,
  SIGUSR1,
} from '../../posix/constants.js';
import { attempt, call, note, type Program } from '../program.js';

const names = { SIGHUP, SIGINT, SIGUSR1, SIGPIPE, SIGALRM, SIGTERM, SIGCHLD, SIGCONT };
const dispositions = ['default', 'ignored', 'handled'] as const;

/** Sent twice to oneself, blocked or not; then unblocked. */
const sent: Program[] = Object.entries(names).flatMap(([name, signal]) =>
  dispositions.flatMap((disposition) =>
    [false, true].map(
      (blocked): Program => ({
        name: `${name}, ${disposition}${blocked ? ', blocked' : ''}`,
        roles: {
          *main() {
            const seen: number[] = [];
            if (disposition === 'ignored') yield* call('sigaction', signal, SIG_IGN);
            if (disposition === 'handled') yield* call('sigaction', signal, (got) => seen.push(got));
            if (blocked) yield* call('sigprocmask', SIG_BLOCK, [signal]);
            const own = yield* call('getpid');
            yield* call('kill', own, signal);
            yield* note([...seen]);
            yield* call('kill', own, signal);
            yield* note(yield* call('sigpending'));
            yield* call('sigprocmask', SIG_SETMASK, []);
            yield* note([...seen]);
            yield* note(yield* call('sigpending'));
          },
        },
      }),
    ),
  ),
);

/** What is pending when the disposition changes. */
const changed: Program[] = dispositions.flatMap((before) =>
  dispositions.map(
    (after): Program => ({
      name: `pending while ${before}, then ${after}`,
      roles: {
        *main() {
          const seen: string[] = [];
          const set = function* (disposition: (typeof dispositions)[number], label: string) {
            if (disposition === 'handled') yield* call('sigaction', SIGUSR1, () => seen.push(label));
            else yield* call('sigaction', SIGUSR1, disposition === 'ignored' ? SIG_IGN : SIG_DFL);
          };
          yield* call('sigprocmask', SIG_BLOCK, [SIGUSR1]);
          yield* set(before, 'before');
          yield* call('kill', yield* call('getpid'), SIGUSR1);
          yield* note(yield* call('sigpending'));
          yield* set(after, 'after');
          yield* note(yield* call('sigpending'));
          yield* call('sigprocmask', SIG_SETMASK, []);
          yield* note(seen);
        },
      },
    }),
  ),
);

/** How the parent learns what a signal has done to its child. */
const ended: Program[] = Object.entries({ ...names, SIGKILL }).map(
  ([name, signal]): Program => ({
    name: `a child gets ${name}`,
    roles: {
      *main() {
        const [r, w] = yield* call('pipe');
        const pid = yield* call('spawn', 'child', [r, w]);
        yield* call('close', r);
        yield* call('kill', pid, signal);
        yield* call('close', w);
        yield* note((yield* call('waitpid', pid)).status);
        yield* note(yield* attempt('kill', pid, signal));
      },
      *child(_place, r: number, w: number) {
        yield* call('close', w);
        yield* call('read', r, 1);
        yield* call('exit', 3);
      },
    },
  }),
);

const flags: Program[] = [0, SA_RESETHAND, SA_NODEFER].map(
  (given): Program => ({
    name: `the mask in a handler with the flags ${String(given)}`,
    roles: {
      *main() {
        let seen = 0;
        yield* call('sigaction', SIGUSR1, () => (seen += 1), { flags: given });
        const own = yield* call('getpid');
        yield* call('kill', own, SIGUSR1);
        yield* note(yield* call('sigprocmask', SIG_BLOCK, []));
        yield* note(seen);
        yield* call('kill', own, SIGUSR1);
        yield* note(seen);
      },
    },
  }),
);

export const dispositionPrograms: Program[] = [...sent, ...changed, ...ended, ...flags];
