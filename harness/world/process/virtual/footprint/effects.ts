import { SIGCHLD, SIGCONT, SIGKILL, SIGPIPE } from '../../posix/constants.js';
import { Inode } from '../kernel/inode.js';
import type { OpenFile } from '../kernel/objects.js';
import { Pipe } from '../kernel/pipe.js';
import { type ProcessState, signalBit } from '../kernel/process-state.js';
import { Socket } from '../kernel/socket.js';
import type { KernelState } from '../kernel/state.js';
import { ignoredByDefault } from '../kernel/termination.js';
import {
  anything,
  attentionOf,
  endOf,
  hold,
  lifeOf,
  lock,
  parentOf,
  PIDS,
  PORTS,
  reapingOf,
  signalsOf,
  whole,
} from './numbers.js';

/** Told of each object and whether it is written. */
export type Add = (object: number, writes: boolean) => void;

/** A process gives up one descriptor for an open file. */
export function closes(process: ProcessState, file: OpenFile, add: Add): void {
  const { object } = file;
  if (object.locks.has(file)) add(lock(object.id), true);
  if (object instanceof Pipe) add(hold(file.id, process.number), true);
  else if (object instanceof Inode) return;
  else if (object instanceof Socket) {
    add(whole(object.id), true);
    if (object.peer !== null) add(whole(object.peer.id), true);
    if (object.address !== null && 'port' in object.address) add(PORTS, true);
    for (const waiting of object.queue) {
      add(whole(waiting.id), true);
      if (waiting.peer !== null) add(whole(waiting.peer.id), true);
    }
  } else anything(add);
}

/** A process ends, by itself or by a signal. */
export function ends(kernel: KernelState, process: ProcessState, add: Add): void {
  add(lifeOf(process.number), true);
  add(endOf(process.number), true);
  // Where it waits, it matters whether what it waits for comes first.
  kernel.touchedByPending?.(process, add);
  for (const { file } of process.descriptors.values()) closes(process, file, add);
  for (const child of kernel.processes.values()) {
    if (child.parent !== process.pid) continue;
    add(parentOf(child.number), true);
    if (child.status === undefined) continue;
    add(lifeOf(child.number), true);
    add(reapingOf(child.number), true);
  }
  add(parentOf(process.number), false);
  const parent = kernel.processes.get(process.parent);
  if (parent === undefined) return;
  if (kernel.limits.reusePids) add(PIDS, true);
  add(lifeOf(parent.number), false);
  raises(kernel, parent, SIGCHLD, add);
}

/** A signal is sent to a process. */
export function raises(kernel: KernelState, target: ProcessState, signal: number, add: Add): void {
  add(lifeOf(target.number), false);
  if (target.status !== undefined || signal === 0) return;
  add(signalsOf(target.number), false);
  if (signal === SIGCONT) add(lifeOf(target.number), true);
  const action = target.actions.get(signal)?.kind;
  if (action === 'handler') add(attentionOf(target.number), false);
  else if (signal === SIGKILL) ends(kernel, target, add);
  else if (action !== 'ignore' && (ignoredByDefault & signalBit(signal)) === 0)
    defaultEffect(kernel, target, signal, add);
}

/** What a signal without a handler does: ends or stops the process, unless it is blocked. */
function defaultEffect(kernel: KernelState, target: ProcessState, signal: number, add: Add): void {
  if ((target.blocked & signalBit(signal)) === 0) ends(kernel, target, add);
}

/** A write to what nobody reads: EPIPE, and the signal before it. */
export function breaks(kernel: KernelState, process: ProcessState, add: Add): void {
  add(signalsOf(process.number), true);
  raises(kernel, process, SIGPIPE, add);
}
