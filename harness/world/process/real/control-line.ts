import { libc } from '../linux/libc.js';
import { AF_UNIX, SOCK_STREAM } from '../posix/constants.js';
import { bytes, text } from '../posix/bytes.js';
import type { FromRole, Go, Stamp } from './protocol.js';

const F_DUPFD_CLOEXEC = 1030;
/** Far above what a submission opens, so that its own descriptors are the lowest free ones. */
const HIGH = 700;

/** The role's end of the line to the controller. Everything on it waits: a role's process does nothing else meanwhile. */
export class ControlLine {
  readonly #fd: number;
  #buffer = new Uint8Array(0);

  constructor(path: string) {
    const low = libc.socket(AF_UNIX, SOCK_STREAM, 0) as number;
    const address = new Uint8Array(110);
    address[0] = AF_UNIX;
    address.set(bytes(path), 2);
    if ((libc.connect(low, address, address.length) as number) !== 0) throw new Error('no controller');
    this.#fd = libc.fcntl(low, F_DUPFD_CLOEXEC, 'int', HIGH) as number;
    libc.close(low);
  }

  send(message: FromRole): void {
    const stamped: FromRole & Stamp = { ...message, at: Number(process.hrtime.bigint()) };
    const line = bytes(`${JSON.stringify(stamped)}\n`);
    for (let done = 0; done < line.length; ) {
      const wrote = libc.write(this.#fd, line.subarray(done), line.length - done) as number;
      // A signal that is only noted may interrupt; anything else means that the controller is gone.
      if (wrote > 0) done += wrote;
      else if (wrote === 0) libc._exit(99);
    }
  }

  /** Waits for the turn. */
  turn(): Go {
    for (;;) {
      const end = this.#buffer.indexOf(10);
      if (end >= 0) {
        const line = text(this.#buffer.subarray(0, end));
        this.#buffer = this.#buffer.slice(end + 1);
        return JSON.parse(line) as Go;
      }
      const part = new Uint8Array(4096);
      const got = libc.read(this.#fd, part, part.length) as number;
      if (got === 0) libc._exit(99);
      if (got > 0) this.#buffer = Uint8Array.from([...this.#buffer, ...part.subarray(0, got)]);
    }
  }
}
