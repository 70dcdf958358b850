import type { CallName } from '../kernel.js';
import type { ProcessState } from './kernel/process-state.js';
import type { VirtualKernel } from './kernel/kernel.js';

/**
 * What a call touches, for the dependence relation: numbers of kernel objects. Everything reads object 0, "the system";
 * a call that could touch anything (names, processes, signals, closing) writes it and so depends on everything.
 */
export const SYSTEM = 0;

/** Calls on what a descriptor stands for: they touch only that object. */
const onDescriptor: ReadonlySet<CallName> = new Set<CallName>([
  'read',
  'write',
  'lseek',
  'recv',
  'send',
  'fstat',
  'accept',
  'shutdown',
  'recvfrom',
]);
/** Calls on a semaphore. */
const onSemaphore: ReadonlySet<CallName> = new Set<CallName>([
  'sem_wait',
  'sem_trywait',
  'sem_timedwait',
  'sem_post',
  'sem_getvalue',
]);
/** Calls that touch only the process itself. */
const onNothing: ReadonlySet<CallName> = new Set<CallName>(['getpid', 'sleep', 'sigpending']);

function peers(process: ProcessState, fd: unknown): { ids: number[]; lonely: boolean } | undefined {
  const object = process.descriptors.get(Number(fd))?.file.object as
    | { id: number; peer?: { id: number; open: boolean } | null; hasReaders?: boolean; pages?: unknown }
    | undefined;
  // A file may be mapped, and its pages are cells of their own.
  if (object === undefined || object.pages !== undefined) return undefined;
  return {
    ids: object.peer == null ? [object.id] : [object.id, object.peer.id],
    lonely: object.hasReaders === false || object.peer?.open === false,
  };
}

/** Calls `add` with each object and whether it is written. */
export function callFootprint(
  kernel: VirtualKernel,
  pid: number,
  name: CallName,
  args: readonly unknown[],
  add: (object: number, writes: boolean) => void,
): void {
  const process = kernel.find(pid);
  let ids: number[] | undefined;
  if (process !== undefined && onNothing.has(name)) ids = [];
  else if (process !== undefined && onSemaphore.has(name)) {
    const id = process.semaphores[Number(args[0])]?.object.id;
    if (id !== undefined) ids = [id];
  } else if (process !== undefined && onDescriptor.has(name)) {
    const found = peers(process, args[0]);
    // A write to what nobody reads may end the process, which touches anything.
    if (found !== undefined && !(found.lonely && (name === 'write' || name === 'send'))) ids = found.ids;
  } else if (process !== undefined && (name === 'msgsnd' || name === 'msgrcv')) {
    const id = kernel.state.queues.get(Number(args[0]))?.id;
    if (id !== undefined) ids = [id];
  }
  add(SYSTEM, ids === undefined);
  for (const id of ids ?? []) add(id, true);
}
