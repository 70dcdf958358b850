/** What the checks of `ipc/socket` do with a submission: most play one side themselves. */
import { call, check, processes } from 'interleave/scenario';
import {
  accept,
  AF_UNIX,
  bind,
  bytes,
  close,
  connect,
  isErrno,
  listen,
  MSG_NOSIGNAL,
  pipe,
  read,
  send,
  SHUT_WR,
  shutdown,
  sleep,
  SOCK_CLOEXEC,
  SOCK_STREAM,
  socket,
  spawn,
  text,
  unlink,
  waitpid,
} from 'posix';
import { client, server } from './starter/socket.js';

const PATH = '/tmp/service';
const CUT = 'no newline';

function work(request: string): string {
  check(request !== CUT, 'a request that was cut off before its newline was answered');
  return request === 'nothing' ? '' : `${request}!`;
}

/** The role that serves, by the submission. */
function serves(clients: number): () => void {
  return () => {
    call('server', [PATH, clients], () => {
      server(PATH, clients, work);
    });
  };
}

/** The role that asks, by the submission. */
function asks(...requests: readonly string[]): () => void {
  return () => {
    const got = call('client', [PATH, requests], () => client(PATH, requests));
    const right = got.length === requests.length && requests.every((request, i) => got[i] === work(request));
    check(right, `the client asked ${JSON.stringify(requests)} and returned ${JSON.stringify(got)}`);
  };
}

function put(fd: number, words: string): void {
  for (let rest = bytes(words); rest.length > 0; ) rest = rest.subarray(send(fd, rest, MSG_NOSIGNAL));
}

function listening(): number {
  const listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC);
  bind(listener, { path: PATH });
  listen(listener, 4);
  return listener;
}

function reply(connection: number, words: string): void {
  try {
    put(connection, `${words}\n`);
  } catch (error) {
    check(!isErrno(error, 'EPIPE'), 'the client had gone before it took its replies');
    throw error;
  }
}

/** Serves one client as the handout says: each request is answered as soon as it is complete. */
function serveOne(listener: number): void {
  const connection = accept(listener);
  let begun: number[] = [];
  for (let piece = read(connection, 100); piece.length > 0; piece = read(connection, 100)) {
    for (const byte of piece) {
      if (byte !== 10) begun.push(byte);
      else {
        reply(connection, work(text(Uint8Array.from(begun))));
        begun = [];
      }
    }
  }
  check(begun.length === 0, 'the last request of the client has no newline');
  close(connection);
  close(listener);
  unlink(PATH);
}

function ends(pid: number): void {
  check(waitpid(pid).status === 0, 'a role did not end by itself');
}

/** A connection to the submission's server, which may not have started yet. */
function reach(): number {
  const fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC);
  for (;;) {
    try {
      connect(fd, { path: PATH });
      return fd;
    } catch (error) {
      if (!isErrno(error, 'ENOENT') && !isErrno(error, 'ECONNREFUSED')) throw error;
    }
    sleep(0.01);
  }
}

/** A further one: it has started. */
function reachAgain(): number {
  const fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC);
  try {
    connect(fd, { path: PATH });
  } catch {
    check(false, 'the server has clients to serve and does not listen');
  }
  return fd;
}

/** The next bytes; none where the server has closed the connection, or is dead. */
function next(fd: number): Uint8Array {
  try {
    return read(fd, 100);
  } catch (error) {
    check(!isErrno(error, 'ECONNRESET'), 'the server closed a connection and had not read what was sent');
    throw error;
  }
}

/** What comes until a newline, or until the server closes the connection. */
function replies(fd: number, until: 'newline' | 'end'): string {
  const got: number[] = [];
  for (;;) {
    const piece = next(fd);
    got.push(...piece);
    if (piece.length === 0 || (until === 'newline' && got.at(-1) === 10)) return text(Uint8Array.from(got));
  }
}

function got(answered: string, expected: string): void {
  check(
    answered === expected,
    `the server answered ${JSON.stringify(answered)} instead of ${JSON.stringify(expected)}`,
  );
}

/** Asks one request, takes its reply and leaves; the server must close its side too. */
function dialogue(fd: number, request: string): void {
  put(fd, `${request}\n`);
  got(replies(fd, 'newline'), `${request}!\n`);
  shutdown(fd, SHUT_WR);
  got(replies(fd, 'end'), '');
  close(fd);
}

const left = { leaves: ['paths'] } as const;

/** The client alone, before a server that listens. */
function clientAlone(...requests: string[]): { main: () => void; asks: () => void } {
  return {
    main: () => {
      const listener = listening();
      const pid = spawn('asks');
      serveOne(listener);
      ends(pid);
    },
    asks: asks(...requests),
  };
}

export const asksInTime = processes({ roles: clientAlone('one', 'two') });
export const repliesInPieces = processes({ roles: clientAlone('三', 'nothing', 'x'), faults: { short: 2 } });

export const asksEarly = processes({
  roles: {
    main: () => {
      const pid = spawn('asks');
      serveOne(listening());
      ends(pid);
    },
    asks: asks('one'),
  },
});

/** The server alone; `main` is its client. */
function serverAlone(clients: number, asking: () => void): { main: () => void; serves: () => void } {
  return {
    main: () => {
      const pid = spawn('serves');
      asking();
      ends(pid);
    },
    serves: serves(clients),
  };
}

function oneByOne(): void {
  const fd = reach();
  put(fd, 'one\n');
  got(replies(fd, 'newline'), 'one!\n');
  put(fd, 'two\n');
  got(replies(fd, 'newline'), 'two!\n');
  close(fd);
}
export const serving = processes({ roles: serverAlone(1, oneByOne), ...left });
export const nothingLeft = processes({ roles: serverAlone(1, oneByOne) });

export const oneAfterTheOther = processes({
  roles: serverAlone(2, () => {
    dialogue(reach(), 'first');
    dialogue(reachAgain(), 'second');
  }),
  ...left,
});

/** All requests, then the end of that direction, and only then the replies. */
function allAtOnce(...pieces: string[]): () => void {
  return () => {
    const fd = reach();
    for (const piece of pieces) put(fd, piece);
    shutdown(fd, SHUT_WR);
    got(replies(fd, 'end'), 'one!\n\n三!\n');
    close(fd);
  };
}
export const halfClose = processes({ roles: serverAlone(1, allAtOnce('one\nnothing\n三\n')), ...left });
export const inPieces = processes({
  roles: serverAlone(1, allAtOnce('o', 'ne\nnothing\n三', '\n')),
  faults: { short: 2 },
  ...left,
});

/** A server has died before and could not remove its path. */
export const stalePath = processes({
  roles: {
    main: () => {
      const dead = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC);
      bind(dead, { path: PATH });
      close(dead);
      const pid = spawn('serves');
      dialogue(reach(), 'one');
      ends(pid);
    },
    serves: serves(1),
  },
  ...left,
});

/** A client that has sent half a request waits until another has been served. */
export const slowClient = processes({
  roles: {
    main: () => {
      const server = spawn('serves');
      const [begun, begins] = pipe();
      const [go, goes] = pipe();
      const slow = spawn('slow', [begun, begins, go, goes]);
      close(begins);
      read(begun, 1);
      dialogue(reachAgain(), 'quick');
      close(goes);
      ends(slow);
      ends(server);
    },
    slow: (begun: number, begins: number, go: number, goes: number) => {
      close(begun);
      close(goes);
      const fd = reach();
      put(fd, 'sl');
      close(begins);
      read(go, 1);
      put(fd, 'ow\n');
      got(replies(fd, 'newline'), 'slow!\n');
      close(fd);
    },
    serves: serves(2),
  },
  ...left,
});

/** One client goes away without its reply, one in the middle of a request. */
export const goneClient = processes({
  roles: serverAlone(3, () => {
    const hasty = reach();
    put(hasty, 'one\n');
    close(hasty);
    const cut = reachAgain();
    put(cut, CUT);
    shutdown(cut, SHUT_WR);
    got(replies(cut, 'end'), '');
    close(cut);
    dialogue(reachAgain(), 'two');
  }),
  ...left,
});

export const several = processes({
  roles: {
    main: () => {
      for (const pid of ['serves', 'one', 'two'].map((role) => spawn(role))) ends(pid);
    },
    serves: serves(2),
    one: asks('a1', 'a2'),
    two: asks('b1'),
  },
  ...left,
});
