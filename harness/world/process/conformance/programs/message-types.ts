import { IPC_NOWAIT, IPC_PRIVATE, IPC_RMID, IPC_SET, IPC_STAT, MSG_NOERROR } from '../../posix/constants.js';
import { attempt, call, note, type Program } from '../program.js';

const NOW = IPC_NOWAIT;

/** Which message a type takes, and what happens to one that is longer than asked for. */
const taken: Program[] = [-4, -2, -1, 0, 1, 2, 4].flatMap((type) =>
  [0, 2, 5].map(
    (size): Program => ({
      name: `of a queue with the types 3 1 2 1, type ${String(type)} in ${String(size)} bytes`,
      roles: {
        *main() {
          const id = yield* call('msgget', IPC_PRIVATE, 0o600);
          yield* call('msgsnd', id, 3, 'three');
          yield* call('msgsnd', id, 1, 'one');
          yield* call('msgsnd', id, 2, '');
          yield* call('msgsnd', id, 1, 'on');
          yield* note(yield* attempt('msgrcv', id, size, type, NOW));
          yield* note(yield* attempt('msgrcv', id, size, type, NOW | MSG_NOERROR));
          yield* note(yield* call('msgctl', id, IPC_STAT));
          yield* note(yield* attempt('msgrcv', id, 100, type, NOW));
          yield* call('msgctl', id, IPC_RMID);
        },
      },
    }),
  ),
);

/** A queue counts bytes and messages against the same limit. */
const full: Program[] = [0, 1, 2, 5].flatMap((qbytes) =>
  [0, 1, 2, 6].map(
    (length): Program => ({
      name: `messages of ${String(length)} bytes into a queue of ${String(qbytes)}`,
      roles: {
        *main() {
          const id = yield* call('msgget', IPC_PRIVATE, 0o600);
          yield* note(yield* attempt('msgctl', id, IPC_SET, { qbytes }));
          for (let sent = 0; sent < 4; sent += 1)
            yield* note(yield* attempt('msgsnd', id, 1, new Uint8Array(length), NOW));
          yield* note(yield* call('msgctl', id, IPC_STAT));
          yield* call('msgctl', id, IPC_RMID);
        },
      },
    }),
  ),
);

export const messageTypePrograms: Program[] = [...taken, ...full];
