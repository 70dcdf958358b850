import {
  IPC_CREAT,
  IPC_EXCL,
  IPC_NOWAIT,
  IPC_PRIVATE,
  IPC_RMID,
  IPC_SET,
  IPC_STAT,
  MSG_NOERROR,
  SA_RESTART,
  SIGALRM,
} from '../../posix/constants.js';
import { attempt, call, note, type Program, type Steps } from '../program.js';

const NOW = IPC_NOWAIT;

function* drain(id: number, types: readonly number[]): Steps<void> {
  for (const type of types) yield* note(yield* attempt('msgrcv', id, 100, type, NOW));
}

export const queuePrograms: Program[] = [
  {
    name: 'messages in order',
    roles: {
      *main() {
        const id = yield* call('msgget', IPC_PRIVATE, 0o600);
        yield* call('msgsnd', id, 1, 'one');
        yield* call('msgsnd', id, 2, 'two');
        yield* call('msgsnd', id, 1, '');
        yield* note(yield* call('msgctl', id, IPC_STAT));
        yield* drain(id, [0, 0, 0, 0]);
        yield* call('msgctl', id, IPC_RMID);
      },
    },
  },
  ...[
    [3, 1, 2],
    [-2, -2, -2],
    [-5, 0, -1],
    [2, 2, -3, -3],
  ].map(
    (types): Program => ({
      name: `types ${types.join(' ')}`,
      roles: {
        *main() {
          const id = yield* call('msgget', IPC_PRIVATE, 0o600);
          for (const [at, type] of [3, 2, 1, 2, 5].entries()) yield* call('msgsnd', id, type, `m${String(at)}`);
          yield* drain(id, types);
          yield* note((yield* call('msgctl', id, IPC_STAT)).qnum);
          yield* call('msgctl', id, IPC_RMID);
        },
      },
    }),
  ),
  {
    name: 'what is refused',
    roles: {
      *main(place) {
        const id = yield* call('msgget', IPC_PRIVATE, 0o600);
        yield* note(yield* attempt('msgsnd', id, 0, 'x', NOW));
        yield* note(yield* attempt('msgsnd', id, -1, 'x', NOW));
        yield* note(yield* attempt('msgsnd', id, 1, new Uint8Array(8193), NOW));
        yield* note(yield* attempt('msgrcv', id, 10, 0, NOW));
        yield* call('msgsnd', id, 1, 'long message');
        yield* note(yield* attempt('msgrcv', id, 4, 0, NOW));
        yield* note(yield* attempt('msgrcv', id, 4, 0, NOW | MSG_NOERROR));
        yield* note(yield* attempt('msgrcv', id, 4, 0, NOW));
        yield* call('msgctl', id, IPC_RMID);
        yield* note(yield* attempt('msgsnd', id, 1, 'x', NOW));
        yield* note(yield* attempt('msgrcv', id, 4, 0, NOW));
        yield* note(yield* attempt('msgctl', id, IPC_RMID));
        yield* note(yield* attempt('ftok', `${place.path}-none`, 1));
      },
    },
  },
  {
    name: 'keys',
    roles: {
      *main() {
        const key = 0x17ea0001;
        yield* note(yield* attempt('msgget', key, 0o600));
        const id = yield* call('msgget', key, IPC_CREAT | 0o600);
        yield* note((yield* call('msgget', key, 0)) === id);
        yield* note((yield* call('msgget', key, IPC_CREAT | 0o600)) === id);
        yield* note(yield* attempt('msgget', key, IPC_CREAT | IPC_EXCL | 0o600));
        const other = yield* call('msgget', IPC_PRIVATE, 0o600);
        yield* note(other === id);
        yield* call('msgctl', other, IPC_RMID);
        yield* call('msgctl', id, IPC_RMID);
        yield* note(yield* attempt('msgget', key, 0o600));
      },
    },
  },
  {
    name: 'a full queue, by bytes',
    roles: {
      *main() {
        const id = yield* call('msgget', IPC_PRIVATE, 0o600);
        yield* call('msgctl', id, IPC_SET, { qbytes: 100 });
        yield* note(yield* attempt('msgsnd', id, 1, new Uint8Array(60), NOW));
        yield* note(yield* attempt('msgsnd', id, 1, new Uint8Array(41), NOW));
        yield* note(yield* attempt('msgsnd', id, 1, new Uint8Array(40), NOW));
        yield* note(yield* attempt('msgsnd', id, 1, new Uint8Array(1), NOW));
        yield* note(yield* attempt('msgsnd', id, 1, new Uint8Array(0), NOW));
        yield* note(yield* call('msgctl', id, IPC_STAT));
        yield* call('msgctl', id, IPC_RMID);
      },
    },
  },
  {
    name: 'a full queue, by messages',
    roles: {
      *main() {
        const id = yield* call('msgget', IPC_PRIVATE, 0o600);
        yield* call('msgctl', id, IPC_SET, { qbytes: 3 });
        for (let count = 0; count < 5; count += 1) yield* note(yield* attempt('msgsnd', id, 1, '', NOW));
        yield* call('msgctl', id, IPC_RMID);
      },
    },
  },
  {
    name: 'a message longer than the queue never fits',
    roles: {
      *main() {
        const id = yield* call('msgget', IPC_PRIVATE, 0o600);
        yield* call('msgctl', id, IPC_SET, { qbytes: 10 });
        yield* note(yield* attempt('msgsnd', id, 1, new Uint8Array(11), NOW));
        yield* call('msgctl', id, IPC_RMID);
      },
    },
  },
  {
    name: 'a signal interrupts the wait, SA_RESTART or not',
    roles: {
      *main() {
        const id = yield* call('msgget', IPC_PRIVATE, 0o600);
        yield* call('sigaction', SIGALRM, () => undefined, { flags: SA_RESTART });
        yield* call('alarm', 0.3);
        yield* note(yield* attempt('msgrcv', id, 10));
        yield* call('msgctl', id, IPC_RMID);
      },
    },
  },
  {
    name: 'removed while a child waits',
    roles: {
      *main() {
        const id = yield* call('msgget', IPC_PRIVATE, 0o600);
        const pid = yield* call('spawn', 'child', [id]);
        yield* call('sleep', 0.1);
        yield* call('msgctl', id, IPC_RMID);
        yield* call('waitpid', pid);
      },
      *child(_, id: number) {
        yield* note(yield* attempt('msgrcv', id, 10));
      },
    },
  },
  {
    name: 'request and reply by type',
    roles: {
      *main() {
        const id = yield* call('msgget', IPC_PRIVATE, 0o600);
        const one = yield* call('spawn', 'one', [id]);
        const two = yield* call('spawn', 'two', [id]);
        for (let served = 0; served < 2; served += 1) {
          const { data } = yield* call('msgrcv', id, 10, 1);
          yield* call('msgsnd', id, data[0] ?? 0, data);
        }
        yield* call('waitpid', one);
        yield* call('waitpid', two);
        yield* call('msgctl', id, IPC_RMID);
      },
      *one(_, id: number) {
        yield* call('msgsnd', id, 1, Uint8Array.of(66));
        yield* note(yield* call('msgrcv', id, 10, 66));
      },
      *two(_, id: number) {
        yield* call('msgsnd', id, 1, Uint8Array.of(67));
        yield* note(yield* call('msgrcv', id, 10, 67));
      },
    },
  },
];
