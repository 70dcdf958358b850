import { IPC_CREAT, IPC_PRIVATE, IPC_STAT } from '../../posix/constants.js';
import type { KernelState } from '../kernel/state.js';
import type { Add } from './effects.js';
import { head, item, QUEUES, removal, tail } from './numbers.js';

/**
 * A message queue is taken from at its head and added to at its tail. Who receives a certain message depends on who sent
 * it and on nobody who sends after it; only a receiver that finds none, or chooses among all, looks at the tail.
 */
export function queueFootprint(
  state: KernelState,
  name: 'msgget' | 'msgsnd' | 'msgrcv' | 'msgctl',
  args: readonly unknown[],
  add: Add,
): void {
  if (name === 'msgget') {
    getFootprint(state, Number(args[0]), Number(args[1]), add);
    return;
  }
  const queue = state.queues.get(Number(args[0]));
  if (queue === undefined) {
    add(QUEUES, false);
    const removed = state.removedQueues.get(Number(args[0]));
    if (removed === undefined) return;
    // It may have had to wait for a message or for room: then who took the last one was the one to be late for.
    add(head(removed.id), true);
    add(tail(removed.id), true);
    return;
  }
  const { id } = queue;
  switch (name) {
    case 'msgsnd': {
      const data = args[2];
      const length = typeof data === 'string' ? data.length * 3 : ArrayBuffer.isView(data) ? data.byteLength : 0;
      add(tail(id), true);
      add(item(id, queue.sent), true);
      if (!queue.roomForAll(length)) add(head(id), false);
      return;
    }
    case 'msgrcv': {
      const type = Number(args[2] ?? 0);
      const message = queue.messages[queue.find(type)];
      add(head(id), true);
      if (message !== undefined) add(item(id, message.number), false);
      if (message === undefined || type < 0) add(tail(id), false);
      return;
    }
    case 'msgctl':
      if (Number(args[1]) !== IPC_STAT) {
        add(QUEUES, true);
        add(removal(Number(args[0])), true);
      }
      add(head(id), Number(args[1]) !== IPC_STAT);
      add(tail(id), Number(args[1]) !== IPC_STAT);
      return;
    default:
      name satisfies never;
  }
}

function getFootprint(state: KernelState, key: number, flags: number, add: Add): void {
  let found = false;
  for (const queue of state.queues.values()) found ||= key !== IPC_PRIVATE && queue.key === key;
  add(QUEUES, !found && (key === IPC_PRIVATE || (flags & IPC_CREAT) !== 0));
}
