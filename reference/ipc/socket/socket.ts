import {
  accept,
  AF_UNIX,
  bind,
  bytes,
  close,
  connect,
  isErrno,
  listen,
  poll,
  POLLIN,
  read,
  SHUT_WR,
  shutdown,
  SIG_IGN,
  sigaction,
  SIGPIPE,
  sleep,
  SOCK_STREAM,
  socket,
  text,
  unlink,
  write,
} from 'posix';

const NEWLINE = 10;

/** A stream is free to take fewer bytes than it is given. */
function writeAll(fd: number, data: Uint8Array): void {
  for (let done = 0; done < data.length; ) done += write(fd, data.subarray(done));
}

/** Finds the lines in what comes piece by piece; bytes, because a piece may end inside a character. */
class Lines {
  #begun: number[] = [];

  /** Takes a piece and returns the lines that it completes. */
  take(piece: Uint8Array): string[] {
    const lines: string[] = [];
    for (const byte of piece) {
      if (byte !== NEWLINE) this.#begun.push(byte);
      else {
        lines.push(text(Uint8Array.from(this.#begun)));
        this.#begun = [];
      }
    }
    return lines;
  }
}

function removePath(path: string): void {
  try {
    unlink(path);
  } catch (error) {
    if (!isErrno(error, 'ENOENT')) throw error;
  }
}

/** Answers what has come. False where the client sends nothing more, or has gone. */
function answer(fd: number, lines: Lines, work: (request: string) => string): boolean {
  try {
    const piece = read(fd, 4096);
    for (const request of lines.take(piece)) writeAll(fd, bytes(`${work(request)}\n`));
    return piece.length > 0;
  } catch (error) {
    if (isErrno(error, 'EPIPE') || isErrno(error, 'ECONNRESET')) return false;
    throw error;
  }
}

export function server(path: string, clients: number, work: (request: string) => string): void {
  // A client that has gone must cost an error, not the process.
  sigaction(SIGPIPE, SIG_IGN);
  const listener = socket(AF_UNIX, SOCK_STREAM);
  // What a server that died has left behind.
  removePath(path);
  bind(listener, { path });
  listen(listener, 8);
  const connections = new Map<number, Lines>();
  let accepted = 0;
  while (accepted < clients || connections.size > 0) {
    // Whoever has something to say is heard; nobody is waited for alone.
    const fds = [...connections.keys()];
    if (accepted < clients) fds.push(listener);
    const ready = poll(fds.map((fd) => ({ fd, events: POLLIN })));
    for (const [at, fd] of fds.entries()) {
      if (ready[at] === 0) continue;
      const lines = connections.get(fd);
      if (lines === undefined) {
        connections.set(accept(listener), new Lines());
        accepted += 1;
      } else if (!answer(fd, lines, work)) {
        connections.delete(fd);
        close(fd);
      }
    }
  }
  close(listener);
  unlink(path);
}

/** Connects as soon as somebody listens: until then there is no path, or nobody behind it. */
function connected(path: string): number {
  const fd = socket(AF_UNIX, SOCK_STREAM);
  for (;;) {
    try {
      connect(fd, { path });
      return fd;
    } catch (error) {
      if (!isErrno(error, 'ENOENT') && !isErrno(error, 'ECONNREFUSED')) throw error;
    }
    sleep(0.01);
  }
}

export function client(path: string, requests: readonly string[]): string[] {
  const fd = connected(path);
  for (const request of requests) writeAll(fd, bytes(`${request}\n`));
  // Nothing more will be asked, but the replies are still to come.
  shutdown(fd, SHUT_WR);
  const replies: string[] = [];
  const lines = new Lines();
  for (let piece = read(fd, 4096); piece.length > 0; piece = read(fd, 4096)) replies.push(...lines.take(piece));
  close(fd);
  return replies;
}
