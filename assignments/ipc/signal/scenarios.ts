/** What the checks of `ipc/signal` do with a submission. */
import { call, check, processes } from 'interleave/scenario';
import { close, exit, isErrno, kill, pipe, read, SIGTERM, spawn, waitpid, write } from 'posix';
import { ping, pong, prepare, reap, worker } from './starter/signal.js';

const ROUNDS = 2;

export const pingPong = processes({
  roles: {
    main: () => {
      prepare();
      const pid = spawn('other', []);
      call('ping', [ROUNDS], () => {
        ping(pid, ROUNDS);
      });
      const { status } = waitpid(pid);
      check(status === 0, `the child ended with status ${String(status)}`);
    },
    other: () => {
      prepare();
      call('pong', [ROUNDS], () => {
        pong(ROUNDS);
      });
    },
  },
});

/** Waits until the last write end is closed; a handler may come in between. */
function untilEnd(fd: number): void {
  for (;;) {
    try {
      if (read(fd, 1).length === 0) return;
    } catch (error) {
      if (!isErrno(error, 'EINTR')) throw error;
    }
  }
}

/** SIGTERM comes at any moment after the first piece; the second piece ends only when it has come. */
export const stop = processes({
  roles: {
    main: () => {
      prepare();
      const [r, w] = pipe();
      const [sent, sending] = pipe();
      const pid = spawn('works', [w, sent, sending]);
      close(w);
      read(r, 1);
      kill(pid, SIGTERM);
      close(sending);
      const done = 1 + read(r, 100).length;
      const { status } = waitpid(pid);
      check(status % 256 === 0, `the worker was ended by signal ${String(status)}`);
      check(
        status / 256 === done,
        `the worker says that it did ${String(status / 256)} pieces and did ${String(done)}`,
      );
    },
    works: (w: number, sent: number, sending: number) => {
      prepare();
      close(sending);
      let pieces = 0;
      const piece = (): void => {
        pieces += 1;
        if (pieces === 2) untilEnd(sent);
        check(pieces < 3, 'SIGTERM had come, and another piece was begun');
        write(w, '.');
      };
      exit(call('worker', [], () => worker(piece)));
    },
  },
});

export const children = processes({
  roles: {
    main: () => {
      prepare();
      const count = call('reap', [2], () => reap('short', 2));
      check(count === 2, `reap returned ${String(count)}`);
    },
    short: () => {
      exit(0);
    },
  },
});
