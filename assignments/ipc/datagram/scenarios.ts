/** What the checks of `ipc/datagram` do with a submission: most play one side, and with it the network. */
import { call, check, processes } from 'interleave/scenario';
import {
  AF_INET,
  bind,
  close,
  getsockname,
  pipe,
  poll,
  POLLIN,
  recv,
  recvfrom,
  sendto,
  SOCK_CLOEXEC,
  SOCK_DGRAM,
  socket,
  spawn,
  text,
  waitpid,
} from 'posix';
import { receiver, sender } from './starter/datagram.js';

const MESSAGES = ['one', `三${'x'.repeat(997)}`];
const SHORT = ['one', ''];

function portOf(fd: number): number {
  const address = getsockname(fd);
  return address !== null && 'port' in address ? address.port : 0;
}

/** A socket with a port of this machine. */
function bound(flags: number): number {
  const fd = socket(AF_INET, SOCK_DGRAM | flags);
  bind(fd, { port: 0 });
  return fd;
}

function shown(messages: readonly string[]): string {
  return JSON.stringify(messages.map((message) => (message.length > 9 ? `${message.slice(0, 9)}…` : message)));
}

/** The role that sends, by the submission; `alive` is open as long as it has not returned. */
function sends(messages: readonly string[]): (port: number, stop: number, alive: number) => void {
  return (port, stop, alive) => {
    close(stop);
    call('sender', [messages.length], () => {
      sender(port, messages);
    });
    close(alive);
  };
}

/** The role that receives, by the submission. */
function receives(messages: readonly string[]): (socket: number, stop: number, alive: number) => void {
  return (socket, stop, alive) => {
    close(alive);
    const got = call('receiver', [], () => receiver(socket, stop));
    const right = got.length === messages.length && got.every((message, i) => message === messages[i]);
    check(right, `${shown(messages)} were sent, and the receiver returned ${shown(got)}`);
  };
}

function ends(pid: number): void {
  check(waitpid(pid).status === 0, 'a role did not end by itself');
}

/** How the receiver of the scenario treats the copies of a datagram: which it ignores, and how often it answers. */
interface Manner {
  ignores: (number: number, copy: number) => boolean;
  answers: (number: number) => number;
}

/** Receives as the handout says, but in that manner, until the sender has returned. */
function receiveLike(fd: number, stop: number, { ignores, answers }: Manner): number {
  const copies = [0, 0];
  const kept = new Set<number>();
  let next = 0;
  for (;;) {
    const [arrived, stopped] = poll([
      { fd, events: POLLIN },
      { fd: stop, events: POLLIN },
    ]);
    if (arrived === 0 && stopped !== 0) return next;
    if (arrived === 0) continue;
    const { data, address } = recvfrom(fd, 4096);
    const datagram = text(data);
    const number = MESSAGES.findIndex((message, i) => datagram === `${String(i)} ${message}`);
    check(number >= 0, `${JSON.stringify(datagram.slice(0, 9))} is no message with its number before it`);
    copies[number] = (copies[number] ?? 0) + 1;
    if (ignores(number, copies[number])) continue;
    kept.add(number);
    while (kept.has(next)) next += 1;
    for (let copy = 0; copy < answers(number) && next > 0 && address !== null; copy += 1)
      sendto(fd, String(next - 1), 0, address);
  }
}

/** The sender alone, before a receiver of that manner. */
function senderAlone(manner: Manner): { main: () => void; sends: (port: number, stop: number, alive: number) => void } {
  return {
    main: () => {
      const fd = bound(SOCK_CLOEXEC);
      const [stop, alive] = pipe();
      const pid = spawn('sends', [portOf(fd), stop, alive]);
      close(alive);
      const got = receiveLike(fd, stop, manner);
      check(got === MESSAGES.length, `the sender returned although message ${String(got)} had not been received`);
      ends(pid);
    },
    sends: sends(MESSAGES),
  };
}

const once = (): number => 1;
export const sendsAll = processes({ roles: senderAlone({ ignores: () => false, answers: once }) });
/** As if the first copy of each datagram were lost, and those after the second. */
export const retransmits = processes({ roles: senderAlone({ ignores: (_, copy) => copy !== 2, answers: once }) });
/** Message 0 is acknowledged twice, and the first copy of message 1 is lost. */
export const staleAck = processes({
  roles: senderAlone({ ignores: (number, copy) => number === 1 && copy === 1, answers: (number) => 2 - number }),
});

interface Line {
  put: (number: number) => void;
  /** The number of the next acknowledgement. */
  ack: () => number;
}

/** The receiver alone; `main` sends, and stops it in the end. */
function receiverAlone(
  messages: readonly string[],
  sending: (line: Line) => void,
): { main: () => void; receives: (socket: number, stop: number, alive: number) => void } {
  return {
    main: () => {
      const far = bound(0);
      const port = portOf(far);
      const [stop, alive] = pipe();
      const pid = spawn('receives', [far, stop, alive]);
      close(far);
      const fd = bound(SOCK_CLOEXEC);
      sending({
        put: (number) => {
          sendto(fd, `${String(number)} ${messages[number] ?? ''}`, 0, { port });
        },
        ack: () => {
          const answer = text(recv(fd, 100));
          check(/^\d+$/.test(answer), `${JSON.stringify(answer)} is no acknowledgement`);
          return Number(answer);
        },
      });
      close(alive);
      ends(pid);
    },
    receives: receives(messages),
  };
}

function acked(line: Line, number: number): void {
  let answer = line.ack();
  while (answer < number) answer = line.ack(); // an earlier one once more
  check(answer === number, `the receiver had all up to message ${String(number)} and acknowledged ${String(answer)}`);
}

export const receivesAll = processes({
  roles: receiverAlone(MESSAGES, (line) => {
    line.put(0);
    acked(line, 0);
    line.put(1);
    acked(line, 1);
  }),
});
/** A copy that comes at once, and one that comes late. */
export const duplicates = processes({
  roles: receiverAlone(SHORT, (line) => {
    for (const number of [0, 0, 1, 0]) line.put(number);
    while (line.ack() !== 1);
  }),
});
/** The acknowledgement of the last message was lost, so the message comes again. */
export const lastAck = processes({
  roles: receiverAlone(['last'], (line) => {
    line.put(0);
    acked(line, 0);
    line.put(0);
    acked(line, 0);
  }),
});
/** Message 1 overtakes message 0; it is sent again where it was not kept. */
export const order = processes({
  roles: receiverAlone(SHORT, (line) => {
    line.put(1);
    line.put(0);
    while (line.ack() < 1) line.put(1);
  }),
});

/** Both roles by the submission. */
function together(messages: readonly string[]): {
  main: () => void;
  receives: (socket: number, stop: number, alive: number) => void;
} {
  return {
    main: () => {
      const fd = bound(0);
      const port = portOf(fd);
      const [stop, alive] = pipe();
      const pid = spawn('receives', [fd, stop, alive]);
      close(fd);
      sends(messages)(port, stop, alive);
      ends(pid);
    },
    receives: receives(messages),
  };
}

export const loss = processes({ roles: together(['one']), faults: { lose: 2 } });
export const network = processes({ roles: together(['one', 'two']), faults: { lose: 1, duplicate: 1, reorder: 1 } });
