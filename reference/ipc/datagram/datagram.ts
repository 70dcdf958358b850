import { AF_INET, bytes, close, poll, POLLIN, recv, recvfrom, sendto, SOCK_DGRAM, socket, text } from 'posix';

/** How long an acknowledgement is waited for. Too short costs a datagram, too long costs time; neither is wrong. */
const PATIENCE_MS = 20;
/** Longer than any datagram of the handout. */
const LONGEST = 2048;

/** Waits for an acknowledgement of that message or a later one. False when the time is over. */
function acknowledged(fd: number, number: number): boolean {
  for (;;) {
    const [ready] = poll([{ fd, events: POLLIN }], PATIENCE_MS);
    if (ready === 0) return false;
    // One of an earlier message may have been under way for long.
    if (Number(text(recv(fd, LONGEST))) >= number) return true;
  }
}

export function sender(port: number, messages: readonly string[]): void {
  const fd = socket(AF_INET, SOCK_DGRAM);
  for (const [number, message] of messages.entries()) {
    const datagram = bytes(`${String(number)} ${message}`);
    do sendto(fd, datagram, 0, { port });
    while (!acknowledged(fd, number));
  }
  close(fd);
}

export function receiver(socket: number, stop: number): string[] {
  const messages: string[] = [];
  for (;;) {
    const [arrived, stopped] = poll([
      { fd: socket, events: POLLIN },
      { fd: stop, events: POLLIN },
    ]);
    if (stopped !== 0) return messages;
    if (arrived === 0) continue;
    const { data, address } = recvfrom(socket, LONGEST);
    const datagram = text(data);
    const space = datagram.indexOf(' ');
    // One that came before is not taken again, one that comes too early not yet: it will come again.
    if (Number(datagram.slice(0, space)) === messages.length) messages.push(datagram.slice(space + 1));
    // Also for one that came before: its acknowledgement may have been lost.
    if (messages.length > 0 && address !== null) sendto(socket, String(messages.length - 1), 0, address);
  }
}
