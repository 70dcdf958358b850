import type { CallName } from '../../kernel.js';
import { type ProcessState, signalList } from '../kernel/process-state.js';
import { WNOHANG } from '../../posix/constants.js';
import type { KernelState } from '../kernel/state.js';
import type { VirtualKernel } from '../kernel/kernel.js';
import { ignoredByDefault } from '../kernel/termination.js';
import { deliverable } from '../kernel/signals.js';
import { descriptorFootprint } from './descriptor-footprint.js';
import { type Add, ends, raises } from './effects.js';
import { nameFootprint } from './name-footprint.js';
import { anything, attentionOf, endOf, lifeOf, parentOf, PIDS, reapingOf, signalsOf, stepsOf } from './numbers.js';
import { queueFootprint } from './queue-footprint.js';
import { semaphoreFootprint } from './semaphore-footprint.js';
import { socketFootprint } from './socket-footprint.js';

/** What every step of a process touches: it must live. */
export function ownFootprint(process: number, add: Add): void {
  add(stepsOf(process), true);
  add(lifeOf(process), false);
}

/**
 * What a call touches in the present state, whatever comes of it, in the numbers of numbers.ts. That it is this and not
 * less is tested by comparing the reduction with all schedules (see differential).
 */
export function callFootprint(
  kernel: VirtualKernel,
  pid: number,
  name: CallName,
  args: readonly unknown[],
  add: Add,
): void {
  const process = kernel.find(pid);
  if (process === undefined) {
    anything(add);
    return;
  }
  const { state } = kernel;
  ownFootprint(process.number, add);
  // Handlers run before and after calls.
  add(attentionOf(process.number), true);
  if (deliverable(process) !== 0 || process.noted !== 0 || process.masks.length > 0) {
    add(signalsOf(process.number), true);
    heldBack(state, process, add);
  }
  footprintOf(state, process, name, args, add);
}

/** A deadly signal may be pending that was held back and is so no longer. */
function heldBack(state: KernelState, process: ProcessState, add: Add): void {
  for (const signal of signalList(process.pending & ~ignoredByDefault)) {
    if (!process.actions.has(signal)) ends(state, process, add);
  }
}

function footprintOf(
  state: KernelState,
  process: ProcessState,
  name: CallName,
  args: readonly unknown[],
  add: Add,
): void {
  switch (name) {
    case 'getpid':
    case 'sleep':
    case 'alarm':
    case 'munmap':
    case 'sem_close':
      return;
    case 'getppid':
      add(parentOf(process.number), false);
      return;
    case 'sigaction':
    case 'sigpending':
      add(signalsOf(process.number), true);
      return;
    case 'sigprocmask':
    case 'sigsuspend':
    case 'pause':
    case 'sigwait':
      add(signalsOf(process.number), true);
      heldBack(state, process, add);
      return;
    case 'kill':
      killFootprint(state, Number(args[0]), Number(args[1]), add);
      return;
    case 'exit':
      ends(state, process, add);
      return;
    case 'spawn':
      add(PIDS, true);
      return;
    case 'waitpid':
      waitFootprint(state, process, args, add);
      return;
    case 'msgget':
    case 'msgsnd':
    case 'msgrcv':
    case 'msgctl':
      queueFootprint(state, name, args, add);
      return;
    case 'sem_open':
    case 'sem_unlink':
    case 'sem_init':
    case 'sem_at':
    case 'sem_wait':
    case 'sem_trywait':
    case 'sem_timedwait':
    case 'sem_post':
    case 'sem_getvalue':
      semaphoreFootprint(state, process, name, args, add);
      return;
    case 'open':
    case 'shm_open':
    case 'shm_unlink':
    case 'unlink':
    case 'ftok':
      nameFootprint(state, name, args, add);
      return;
    case 'pipe':
    case 'pipe2':
    case 'dup':
    case 'dup2':
    case 'mmap':
    case 'close':
    case 'fcntl':
    case 'poll':
    case 'flock':
    case 'read':
    case 'write':
    case 'lseek':
    case 'fstat':
    case 'ftruncate':
      descriptorFootprint(state, process, name, args, add);
      return;
    case 'socket':
    case 'socketpair':
    case 'bind':
    case 'listen':
    case 'accept':
    case 'connect':
    case 'send':
    case 'recv':
    case 'sendto':
    case 'recvfrom':
    case 'shutdown':
    case 'getsockname':
    case 'setsockopt':
      socketFootprint(state, process, name, args, add);
      return;
    default:
      name satisfies never;
  }
}

function killFootprint(state: KernelState, pid: number, signal: number, add: Add): void {
  const number = state.numberOf(pid);
  if (state.limits.reusePids || number === undefined) add(PIDS, false);
  if (number !== undefined) {
    add(lifeOf(number), false);
    add(reapingOf(number), false);
  }
  const target = state.processes.get(pid);
  if (target !== undefined && signal < 32) raises(state, target, signal, add);
}

/**
 * Looks at every child that there was, and takes one of those that have ended. Whoever waits for a certain child until it
 * ends, and no handler can interrupt it, comes after that end in every execution.
 */
function waitFootprint(
  state: KernelState,
  process: ProcessState,
  [wanted, options]: readonly unknown[],
  add: Add,
): void {
  const pid = Number(wanted);
  const handlers = [...process.actions.values()].some(({ kind }) => kind === 'handler');
  const patient = pid > 0 && (Number(options ?? 0) & WNOHANG) === 0 && !handlers;
  if (state.limits.reusePids) add(PIDS, true);
  for (const child of state.everyProcess) {
    if (child.parent !== process.pid || (pid > 0 && child.pid !== pid)) continue;
    const takes = state.processes.get(child.pid) === child && child.status !== undefined;
    add(reapingOf(child.number), takes);
    if (patient && child.status !== undefined) add(endOf(child.number), false);
    else add(lifeOf(child.number), takes);
  }
}
