import {
  bytes,
  close,
  isErrno,
  PIPE_BUF,
  read as readSome,
  SIG_IGN,
  sigaction,
  SIGPIPE,
  text,
  write as writeAll,
} from 'posix';

/** Bytes of a frame's length, which stands before the body, the most significant byte first. */
const LENGTH = 4;

/** A message as it goes through the pipe: in one piece, so that it can be written by one call. */
function frame(message: string): Uint8Array {
  const body = bytes(message);
  if (LENGTH + body.length > PIPE_BUF)
    throw new RangeError(`a message of ${String(body.length)} bytes cannot stay whole`);
  const out = new Uint8Array(LENGTH + body.length);
  new DataView(out.buffer).setUint32(0, body.length);
  out.set(body, LENGTH);
  return out;
}

export function producer(read: number, write: number, messages: readonly string[]): number {
  // While this process could read itself, the pipe would never be without a reader.
  close(read);
  // Without this the signal would end the process before write could fail.
  sigaction(SIGPIPE, SIG_IGN);
  let sent = 0;
  try {
    for (const message of messages) {
      writeAll(write, frame(message));
      sent += 1;
    }
  } catch (error) {
    if (!isErrno(error, 'EPIPE')) throw error;
  } finally {
    close(write);
  }
  return sent;
}

/** Exactly `count` bytes; fewer only where the stream ends. */
function readFully(fd: number, count: number): Uint8Array {
  const out = new Uint8Array(count);
  let filled = 0;
  while (filled < count) {
    const part = readSome(fd, count - filled);
    if (part.length === 0) break;
    out.set(part, filled);
    filled += part.length;
  }
  return out.subarray(0, filled);
}

export function consumer(read: number, write: number): string[] {
  // While this process could write itself, the stream would never end.
  close(write);
  const messages: string[] = [];
  try {
    for (;;) {
      const length = readFully(read, LENGTH);
      if (length.length === 0) return messages;
      if (length.length < LENGTH) throw new Error('the stream ends inside the length of a frame');
      const expected = new DataView(length.buffer).getUint32(0);
      const body = readFully(read, expected);
      if (body.length < expected) throw new Error('the stream ends inside a frame');
      messages.push(text(body));
    }
  } finally {
    close(read);
  }
}
