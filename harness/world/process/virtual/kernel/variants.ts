import type { CallName } from '../../kernel.js';
import { bytes } from '../../posix/bytes.js';
import { AF_UNIX, O_CREAT } from '../../posix/constants.js';
import { errno } from '../../posix/errno.js';
import type { Fault } from './faults.js';
import { Inode } from './inode.js';
import { Pipe } from './pipe.js';
import type { ProcessState } from './process-state.js';
import { LONGEST_DATAGRAM, Socket } from './socket.js';
import type { KernelState } from './state.js';

/** Calls that make something, and what they can fail with for want of it. */
const wants: Partial<Record<CallName, number>> = {
  pipe: errno.EMFILE,
  pipe2: errno.EMFILE,
  socket: errno.EMFILE,
  accept: errno.EMFILE,
  dup: errno.EMFILE,
  msgget: errno.ENOSPC,
  ftruncate: errno.ENOSPC,
  spawn: errno.EAGAIN,
  mmap: errno.ENOMEM,
};

/** How many bytes a read or write asks for. */
function asked(name: CallName, args: readonly unknown[]): number {
  const second = args[1];
  if (name === 'read' || name === 'recv' || name === 'recvfrom') return Number(second);
  return typeof second === 'string' ? bytes(second).length : ArrayBuffer.isView(second) ? second.byteLength : 0;
}

/** How many bytes it could move now. */
function movable(object: unknown, writing: boolean, count: number): number {
  if (writing) return count;
  if (object instanceof Pipe) return Math.min(count, object.size);
  if (object instanceof Socket) return object.stream ? Math.min(count, object.inbox.size) : 0;
  return object instanceof Inode ? count : 0;
}

function shortTransfers(kernel: KernelState, process: ProcessState, name: CallName, args: readonly unknown[]): Fault[] {
  if (kernel.faults.short <= 0 || process.transferred > 0) return [];
  const object = process.descriptors.get(Number(args[0]))?.file.object;
  const writing = name === 'write' || name === 'send';
  if (object instanceof Socket && !object.stream) return [];
  const count = movable(object, writing, asked(name, args));
  // A write of up to PIPE_BUF bytes to a pipe is whole or not at all.
  if (count < 2 || (writing && object instanceof Pipe && count <= 4096)) return [];
  const one: Fault = { kind: 'short', count: 1 };
  return count > 2 ? [one, { kind: 'short', count: count - 1 }] : [one];
}

function datagramFaults(kernel: KernelState, process: ProcessState, name: CallName, args: readonly unknown[]): Fault[] {
  const object = process.descriptors.get(Number(args[0]))?.file.object;
  if (!(object instanceof Socket) || object.domain === AF_UNIX || object.stream) return [];
  if (name === 'sendto' || name === 'send' || name === 'write') {
    // What is too long is refused, not lost.
    if (asked(name, args) > LONGEST_DATAGRAM) return [];
    const lose: Fault[] = kernel.faults.lose > 0 ? [{ kind: 'lose' }] : [];
    return kernel.faults.duplicate > 0 ? [...lose, { kind: 'duplicate' }] : lose;
  }
  if (kernel.faults.reorder <= 0) return [];
  return object.datagrams.slice(1, 4).map((_, at): Fault => ({ kind: 'reorder', index: at + 1 }));
}

/** The faults that a call could meet in the present state, within what the scenario allows. */
export function possibleFaults(
  kernel: KernelState,
  process: ProcessState,
  name: CallName,
  args: readonly unknown[],
): Fault[] {
  const { short, lose, duplicate, reorder, fail } = kernel.faults;
  if (!process.late && short + lose + duplicate + reorder + fail <= 0) return [];
  switch (name) {
    case 'read':
    case 'recv':
    case 'recvfrom':
    case 'write':
    case 'send':
    case 'sendto':
      return [...shortTransfers(kernel, process, name, args), ...datagramFaults(kernel, process, name, args)];
    case 'msgsnd':
    case 'msgrcv':
      return process.late && process.waiting === undefined ? [{ kind: 'removed' }] : [];
    default: {
      const number = name === 'open' && (Number(args[1]) & O_CREAT) !== 0 ? errno.EMFILE : wants[name];
      return number === undefined || kernel.faults.fail <= 0 || process.waiting !== undefined
        ? []
        : [{ kind: 'fail', errno: number }];
    }
  }
}
