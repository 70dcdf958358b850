import type { Answer } from '../kernel.js';
import type { LinuxProcess } from '../linux/linux-process.js';
import { MSG_DONTWAIT, MSG_PEEK } from '../posix/constants.js';
import type { Address } from '../posix/sockets.js';

interface Held {
  data: Uint8Array;
  address: Address | null;
}

type Receive = 'read' | 'recv' | 'recvfrom';

/** More than any datagram is long. */
const WHOLE = 65536;

/**
 * Reordering on a loopback that keeps the order: datagrams that another has overtaken are taken from the socket and held
 * back here, and received later. They belong to the process, so a child that shares the socket does not get them.
 */
export class HeldDatagrams {
  readonly #process: LinuxProcess;
  /** By the number of the socket in its file system, oldest first. */
  readonly #held = new Map<number, Held[]>();

  constructor(process: LinuxProcess) {
    this.#process = process;
  }

  /** Whether a poll would find one of them. */
  waits(fd: number): boolean {
    return (this.#of(fd)?.length ?? 0) > 0;
  }

  #of(fd: number): Held[] | undefined {
    return this.#held.size === 0 ? undefined : this.#held.get(this.#number(fd));
  }

  #number(fd: number): number {
    const status = this.#process.call('fstat', [fd]);
    return 'done' in status ? (status.done as { ino: number }).ino : -1;
  }

  /** Holds back the first `count` datagrams of a socket; undefined where there are not that many. */
  #holdBack(fd: number, count: number): Held[] | undefined {
    const number = this.#number(fd);
    const held = this.#held.get(number) ?? [];
    this.#held.set(number, held);
    while (held.length < count) {
      const next = this.#process.call('recvfrom', [fd, WHOLE, MSG_DONTWAIT]);
      if (!('done' in next)) return undefined;
      held.push(next.done as Held);
    }
    return held;
  }

  /** Receives the datagram that stands at `index` of all that are there; undefined: leave it to the kernel. */
  receive(name: Receive, [fd, size, flags]: readonly unknown[], index: number): Answer | undefined {
    const held = index === 0 ? this.#of(Number(fd)) : this.#holdBack(Number(fd), index + 1);
    const datagram = held?.[index];
    if (held === undefined || datagram === undefined) return undefined;
    if ((Number(flags ?? 0) & MSG_PEEK) === 0 || name === 'read') held.splice(index, 1);
    const data = datagram.data.slice(0, Number(size));
    return { done: name === 'recvfrom' ? { data, address: datagram.address } : data };
  }
}
