import type { SocketCall } from '../../kernel.js';
import type { Address } from '../../posix/sockets.js';
import type { ProcessState } from '../kernel/process-state.js';
import { Socket, socketAt } from '../kernel/socket.js';
import type { KernelState } from '../kernel/state.js';
import { type Add, breaks } from './effects.js';
import { PATHS, PORTS, whole } from './numbers.js';

function touch(socket: Socket, add: Add): void {
  add(whole(socket.id), true);
  if (socket.peer !== null) add(whole(socket.peer.id), true);
}

/** Looks up an address: who is bound there may change. */
function target(state: KernelState, from: Socket, address: Address | null, add: Add): void {
  if (address === null) return;
  add('port' in address ? PORTS : PATHS, false);
  const found = socketAt(state, from.type, address);
  if (typeof found !== 'number') add(whole(found.id), true);
}

/** `read`, `write` and their like. */
export function transfersOnSocket(
  process: ProcessState,
  socket: Socket,
  writes: boolean,
  add: Add,
  state?: KernelState,
): void {
  touch(socket, add);
  if (!writes || state === undefined) return;
  if (!socket.stream) {
    target(state, socket, socket.remote, add);
    if (socket.address === null) add(PORTS, true);
  }
  if (socket.writeEnded || socket.peer === null || socket.peer.readEnded) breaks(state, process, add);
}

export function socketFootprint(
  state: KernelState,
  process: ProcessState,
  name: SocketCall,
  args: readonly unknown[],
  add: Add,
): void {
  const socket = process.descriptors.get(Number(args[0]))?.file.object;
  if (name === 'socket' || name === 'socketpair' || !(socket instanceof Socket)) return;
  switch (name) {
    case 'bind':
      add(PORTS, true);
      add(PATHS, true);
      touch(socket, add);
      return;
    case 'listen':
      if (socket.address === null) add(PORTS, true);
      touch(socket, add);
      return;
    case 'connect':
      if (socket.address === null && !socket.stream) add(PORTS, true);
      target(state, socket, args[1] as Address, add);
      touch(socket, add);
      return;
    case 'sendto':
      if (socket.stream) return transfersOnSocket(process, socket, true, add, state);
      if (socket.address === null) add(PORTS, true);
      target(state, socket, args[3] as Address, add);
      touch(socket, add);
      return;
    case 'send':
      transfersOnSocket(process, socket, true, add, state);
      return;
    case 'accept':
    case 'recv':
    case 'recvfrom':
    case 'shutdown':
    case 'setsockopt':
      touch(socket, add);
      return;
    case 'getsockname':
      add(whole(socket.id), false);
      return;
    default:
      name satisfies never;
  }
}
