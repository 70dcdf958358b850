import { bytes, IPC_PRIVATE, IPC_RMID, isErrno, msgctl, msgget, msgrcv, msgsnd, text } from 'posix';

/** The type of requests. A reply has the number of its client plus this, so nobody else can take it. */
const REQUEST = 1;
/** The longest message that the handout allows, with the client's number before it. */
const LONGEST = 1 + 1000;

/** System V calls are never restarted after a signal, whatever the handler's flags say. */
function uninterrupted<T>(body: () => T): T {
  for (;;) {
    try {
      return body();
    } catch (error) {
      if (!isErrno(error, 'EINTR')) throw error;
    }
  }
}

export function create(): number {
  return msgget(IPC_PRIVATE, 0o600);
}

export function remove(queue: number): void {
  msgctl(queue, IPC_RMID);
}

export function server(queue: number, requests: number, work: (request: string) => string): void {
  for (let served = 0; served < requests; served += 1) {
    const { data } = uninterrupted(() => msgrcv(queue, LONGEST, REQUEST));
    const sender = data[0] ?? 0;
    const reply = bytes(work(text(data.subarray(1))));
    uninterrupted(() => {
      msgsnd(queue, REQUEST + sender, reply);
    });
  }
}

export function client(queue: number, me: number, requests: readonly string[]): string[] {
  // One request at a time: then there is always room for the reply, however many clients there are.
  return requests.map((request) => {
    uninterrupted(() => {
      msgsnd(queue, REQUEST, Uint8Array.from([me, ...bytes(request)]));
    });
    return text(uninterrupted(() => msgrcv(queue, LONGEST, REQUEST + me)).data);
  });
}
