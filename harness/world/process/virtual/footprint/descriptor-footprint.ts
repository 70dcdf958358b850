import { F_GETFD, F_SETFD, MAP_ANONYMOUS, MAP_SHARED, O_WRONLY } from '../../posix/constants.js';
import { Inode } from '../kernel/inode.js';
import type { OpenFile } from '../kernel/objects.js';
import { Pipe } from '../kernel/pipe.js';
import type { ProcessState } from '../kernel/process-state.js';
import { Socket } from '../kernel/socket.js';
import { type KernelState, usualLimits } from '../kernel/state.js';
import { type Add, breaks, closes } from './effects.js';
import { anything, content, head, hold, item, lock, position, SPACE, tail, views, whole } from './numbers.js';
import { transfersOnSocket } from './socket-footprint.js';

type DescriptorCall =
  | 'pipe'
  | 'pipe2'
  | 'dup'
  | 'dup2'
  | 'mmap'
  | 'close'
  | 'fcntl'
  | 'poll'
  | 'flock'
  | 'read'
  | 'write'
  | 'lseek'
  | 'fstat'
  | 'ftruncate';

export function descriptorFootprint(
  state: KernelState,
  process: ProcessState,
  name: DescriptorCall,
  args: readonly unknown[],
  add: Add,
): void {
  if (name === 'poll') {
    for (const { fd } of (args[0] ?? []) as { fd: number }[]) readiness(process, fd, add);
    return;
  }
  if (name === 'mmap') {
    mapFootprint(process, args, add);
    return;
  }
  const file = process.descriptors.get(Number(args[0]))?.file;
  switch (name) {
    case 'pipe':
    case 'pipe2':
    case 'dup':
      return;
    case 'dup2': {
      const replaced = process.descriptors.get(Number(args[1]))?.file;
      if (replaced !== undefined) closes(process, replaced, add);
      return;
    }
    case 'close':
      if (file !== undefined) closes(process, file, add);
      return;
    case 'fcntl':
      if (file === undefined || args[1] === F_GETFD || args[1] === F_SETFD) return;
      everything(file, add);
      return;
    case 'flock':
      if (file !== undefined) add(lock(file.object.id), true);
      return;
    case 'read':
      if (file !== undefined) readFootprint(process, file, Number(args[1]), add);
      return;
    case 'write':
      if (file !== undefined) writeFootprint(state, process, file, args[1], add);
      return;
    case 'lseek':
      if (!(file?.object instanceof Inode)) return;
      add(position(file.id), true);
      add(content(file.object.id), false);
      return;
    case 'fstat':
      if (file?.object instanceof Inode) add(content(file.object.id), false);
      return;
    case 'ftruncate':
      if (!(file?.object instanceof Inode)) return;
      add(content(file.object.id), true);
      if (state.limits.space < usualLimits.space) add(SPACE, true);
      return;
    default:
      name satisfies never;
  }
}

/** A private mapping is a copy of what is in the file; a shared one only changes what reads and writes depend on. */
function mapFootprint(process: ProcessState, args: readonly unknown[], add: Add): void {
  const object = process.descriptors.get(Number(args[3]))?.file.object;
  if ((Number(args[2]) & MAP_ANONYMOUS) !== 0 || !(object instanceof Inode)) return;
  if ((Number(args[2]) & MAP_SHARED) === 0) anything(add);
  add(views(object.id), !object.isSharedMemory);
}

function everything(file: OpenFile, add: Add): void {
  add(head(file.object.id), true);
  add(tail(file.object.id), true);
  add(position(file.id), true);
}

/** Whether somebody still has that end of the pipe: so it matters when each of those who ever had it gives it up. */
function whoHolds(pipe: Pipe, end: 'read' | 'write', add: Add): void {
  const file = pipe.ends[end === 'read' ? 0 : 1];
  if (file === undefined) return;
  for (let number = 0; number < 16; number += 1)
    if ((file.everHeldBy & (1 << number)) !== 0) add(hold(file.id, number), false);
}

function readiness(process: ProcessState, fd: number, add: Add): void {
  const object = process.descriptors.get(fd)?.file.object;
  if (object === undefined || object instanceof Inode) return;
  add(head(object.id), false);
  add(tail(object.id), false);
  if (object instanceof Pipe) {
    whoHolds(object, 'read', add);
    whoHolds(object, 'write', add);
  } else if (object instanceof Socket) {
    if (object.peer !== null) add(whole(object.peer.id), false);
  } else anything(add);
}

function readFootprint(process: ProcessState, file: OpenFile, count: number, add: Add): void {
  const { object } = file;
  if (object instanceof Pipe) {
    if ((file.flags & 3) === O_WRONLY) return;
    const { size } = object;
    add(head(object.id), true);
    for (const write of object.writesIn(count)) add(item(object.id, write), false);
    if (size < count || !object.hasRoomForAll(0)) add(tail(object.id), false);
    if (size === 0) whoHolds(object, 'write', add);
  } else if (object instanceof Inode) {
    add(position(file.id), true);
    add(content(object.id), false);
    add(views(object.id), object.isSharedMemory);
    if (object.everMapped) anything(add);
  } else if (object instanceof Socket) transfersOnSocket(process, object, false, add);
  else anything(add);
}

function writeFootprint(state: KernelState, process: ProcessState, file: OpenFile, data: unknown, add: Add): void {
  const { object } = file;
  if (object instanceof Pipe) {
    if ((file.flags & 3) !== O_WRONLY) return;
    const length = typeof data === 'string' ? data.length * 3 : ArrayBuffer.isView(data) ? data.byteLength : 0;
    add(tail(object.id), true);
    add(item(object.id, object.writes), true);
    if (!object.hasRoomForAll(length)) add(head(object.id), false);
    whoHolds(object, 'read', add);
    if (!object.hasReaders) breaks(state, process, add);
  } else if (object instanceof Inode) {
    add(position(file.id), true);
    add(content(object.id), true);
    if (state.limits.space < usualLimits.space) add(SPACE, true);
    add(views(object.id), object.isSharedMemory);
  } else if (object instanceof Socket) transfersOnSocket(process, object, true, add, state);
  else anything(add);
}
