import {
  SA_RESETHAND,
  SA_RESTART,
  SIG_BLOCK,
  SIG_DFL,
  SIG_IGN,
  SIG_SETMASK,
  SIG_UNBLOCK,
  SIGALRM,
  SIGCHLD,
  SIGKILL,
  SIGSTOP,
  SIGTERM,
  SIGUSR1,
  SIGUSR2,
} from '../../posix/constants.js';
import { attempt, call, note, type Program, type Steps } from '../program.js';

function* self(signal: number): Steps<void> {
  yield* call('kill', yield* call('getpid'), signal);
}

export const signalPrograms: Program[] = [
  {
    name: 'a handler runs before kill of oneself returns',
    roles: {
      *main() {
        const seen: number[] = [];
        yield* call('sigaction', SIGUSR1, (signal) => seen.push(signal));
        yield* self(SIGUSR1);
        yield* note([...seen]);
        yield* self(SIGUSR1);
        yield* note([...seen]);
      },
    },
  },
  {
    name: 'blocked signals coalesce',
    roles: {
      *main() {
        const seen: number[] = [];
        yield* call('sigaction', SIGUSR1, (signal) => seen.push(signal));
        yield* call('sigaction', SIGUSR2, (signal) => seen.push(signal));
        yield* note(yield* call('sigprocmask', SIG_BLOCK, [SIGUSR1, SIGUSR2]));
        for (const signal of [SIGUSR2, SIGUSR1, SIGUSR1, SIGUSR1]) yield* self(signal);
        yield* note([...seen]);
        yield* note(yield* call('sigpending'));
        yield* note(yield* call('sigprocmask', SIG_UNBLOCK, [SIGUSR1]));
        yield* note([...seen]);
        yield* note(yield* call('sigprocmask', SIG_SETMASK, []));
        yield* note([...seen]);
        yield* note(yield* call('sigpending'));
      },
    },
  },
  {
    name: 'what is refused',
    roles: {
      *main() {
        yield* note(yield* attempt('sigaction', SIGKILL, SIG_IGN));
        yield* note(yield* attempt('sigaction', SIGSTOP, () => undefined));
        yield* note(yield* attempt('sigaction', 0, SIG_DFL));
        yield* note(yield* attempt('kill', yield* call('getpid'), 99));
        yield* note(yield* attempt('kill', yield* call('getpid'), -1));
        yield* note(yield* attempt('kill', yield* call('getpid'), 0));
        yield* note(yield* attempt('kill', 2 ** 22 + 12345, 0));
        yield* note(yield* attempt('sigprocmask', 7, []));
        yield* call('sigprocmask', SIG_BLOCK, [SIGKILL, SIGSTOP, SIGUSR1]);
        yield* note(yield* call('sigprocmask', SIG_BLOCK, []));
      },
    },
  },
  {
    name: 'the default ends the process',
    roles: {
      *main() {
        yield* note('before');
        yield* self(SIGTERM);
        yield* note('after');
      },
    },
  },
  {
    name: 'unblocking a signal with the default ends the process',
    roles: {
      *main() {
        yield* call('sigprocmask', SIG_BLOCK, [SIGUSR1]);
        yield* self(SIGUSR1);
        yield* note('before');
        yield* call('sigprocmask', SIG_UNBLOCK, [SIGUSR1]);
        yield* note('after');
      },
    },
  },
  {
    name: 'an ignored signal is dropped, also when it was pending',
    roles: {
      *main() {
        yield* call('sigaction', SIGUSR1, SIG_IGN);
        yield* self(SIGUSR1);
        yield* call('sigaction', SIGUSR2, () => undefined);
        yield* call('sigprocmask', SIG_BLOCK, [SIGUSR2]);
        yield* self(SIGUSR2);
        yield* note(yield* call('sigpending'));
        yield* call('sigaction', SIGUSR2, SIG_IGN);
        yield* note(yield* call('sigpending'));
        yield* call('sigaction', SIGUSR2, SIG_DFL);
        yield* call('sigprocmask', SIG_UNBLOCK, [SIGUSR2]);
        yield* note('alive');
      },
    },
  },
  {
    name: 'SA_RESETHAND: the second one finds the default',
    roles: {
      *main() {
        const seen: number[] = [];
        yield* call('sigaction', SIGUSR1, (signal) => seen.push(signal), { flags: SA_RESETHAND });
        yield* self(SIGUSR1);
        yield* note([...seen]);
        yield* self(SIGUSR1);
        yield* note('after');
      },
    },
  },
  {
    name: 'sigsuspend takes what is pending at once, and restores the mask',
    roles: {
      *main() {
        const seen: number[] = [];
        yield* call('sigaction', SIGUSR1, (signal) => seen.push(signal));
        yield* call('sigaction', SIGUSR2, (signal) => seen.push(signal));
        yield* call('sigprocmask', SIG_BLOCK, [SIGUSR1, SIGUSR2]);
        yield* self(SIGUSR1);
        yield* self(SIGUSR2);
        yield* call('sigsuspend', [SIGUSR2]);
        yield* note([...seen]);
        yield* note(yield* call('sigprocmask', SIG_BLOCK, []));
        yield* note(yield* call('sigpending'));
      },
    },
  },
  {
    name: 'sigwait takes a blocked signal without its handler',
    roles: {
      *main() {
        const seen: number[] = [];
        yield* call('sigaction', SIGUSR1, (signal) => seen.push(signal));
        yield* call('sigprocmask', SIG_BLOCK, [SIGUSR1, SIGUSR2]);
        yield* self(SIGUSR2);
        yield* self(SIGUSR1);
        yield* note(yield* call('sigwait', [SIGUSR1, SIGUSR2]));
        yield* note(yield* call('sigwait', [SIGUSR1, SIGUSR2]));
        yield* note(seen);
      },
    },
  },
  ...[0, SA_RESTART].map(
    (flags): Program => ({
      name: flags === 0 ? 'a read is interrupted' : 'a read goes on after SA_RESTART',
      roles: {
        *main() {
          const [r, w] = yield* call('pipe');
          const pid = yield* call('spawn', 'child', [w]);
          yield* call('sigaction', SIGALRM, () => undefined, { flags });
          yield* call('alarm', 0.2);
          yield* note(yield* attempt('read', r, 10));
          yield* attempt('waitpid', pid);
        },
        *child(_, w: number) {
          yield* call('sleep', 0.5);
          yield* call('write', w, 'late');
        },
      },
    }),
  ),
  {
    name: 'poll is never restarted',
    roles: {
      *main() {
        const [r] = yield* call('pipe');
        yield* call('sigaction', SIGALRM, () => undefined, { flags: SA_RESTART });
        yield* call('alarm', 0.2);
        yield* note(yield* attempt('poll', [{ fd: r, events: 1 }], 1000));
      },
    },
  },
  {
    name: 'an alarm without a handler ends the process',
    roles: {
      *main() {
        const [r] = yield* call('pipe');
        yield* note(yield* call('alarm', 0.2));
        yield* call('read', r, 1);
        yield* note('after');
      },
    },
  },
  {
    name: 'an alarm is taken back',
    roles: {
      *main() {
        yield* call('sigprocmask', SIG_BLOCK, [SIGALRM]);
        yield* call('alarm', 100);
        yield* note((yield* call('alarm', 0)) > 0);
        yield* note(yield* call('alarm', 0));
        yield* note(yield* call('sigpending'));
      },
    },
  },
  {
    name: 'signal before the handler: the child may die',
    roles: {
      *main() {
        const pid = yield* call('spawn', 'child', []);
        yield* call('kill', pid, SIGUSR1);
        yield* note((yield* call('waitpid', pid)).status);
      },
      *child() {
        yield* call('sigaction', SIGUSR1, () => undefined);
        yield* call('sleep', 0.01);
      },
    },
  },
  {
    name: 'blocked before spawn: the child waits for it in sigsuspend',
    roles: {
      *main() {
        yield* call('sigprocmask', SIG_BLOCK, [SIGUSR1]);
        const pid = yield* call('spawn', 'child', []);
        yield* call('kill', pid, SIGUSR1);
        yield* note((yield* call('waitpid', pid)).status);
      },
      *child() {
        let got = false;
        yield* call('sigaction', SIGUSR1, () => {
          got = true;
        });
        while (!got) yield* call('sigsuspend', []);
        yield* note('got it');
      },
    },
  },
  {
    name: 'ignored signals are inherited, handlers are not',
    roles: {
      *main() {
        yield* call('sigaction', SIGUSR1, SIG_IGN);
        yield* call('sigaction', SIGUSR2, () => undefined);
        const pid = yield* call('spawn', 'child', []);
        yield* note((yield* call('waitpid', pid)).status);
      },
      *child() {
        yield* self(SIGUSR1);
        yield* note('alive');
        yield* self(SIGUSR2);
        yield* note('never');
      },
    },
  },
  {
    name: 'SIGCHLD',
    roles: {
      *main() {
        let children = 0;
        yield* call('sigprocmask', SIG_BLOCK, [SIGCHLD]);
        yield* call('sigaction', SIGCHLD, () => {
          children += 1;
        });
        yield* call('spawn', 'child', []);
        while (children === 0) yield* call('sigsuspend', []);
        yield* note((yield* call('waitpid', -1)).status);
        yield* note(yield* attempt('waitpid', -1));
      },
      *child() {
        yield* call('exit', 3);
      },
    },
  },
];
