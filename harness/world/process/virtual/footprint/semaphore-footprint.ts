import type { SemaphoreCall } from '../../kernel.js';
import { O_CREAT } from '../../posix/constants.js';
import type { ProcessState } from '../kernel/process-state.js';
import type { SemaphoreObject } from '../kernel/semaphores.js';
import type { KernelState } from '../kernel/state.js';
import type { Add } from './effects.js';
import { cell, SEMAPHORE_NAMES, whole } from './numbers.js';

/** Posts commute with each other; whoever looks at the value depends on all. */
export function semaphoreFootprint(
  state: KernelState,
  process: ProcessState,
  name: Exclude<SemaphoreCall, 'sem_close'>,
  args: readonly unknown[],
  add: Add,
): void {
  switch (name) {
    case 'sem_open': {
      const key = String(args[0]);
      const found = state.semaphores.has(key.startsWith('/') ? key : `/${key}`);
      add(SEMAPHORE_NAMES, !found && (Number(args[1]) & O_CREAT) !== 0);
      return;
    }
    case 'sem_unlink':
      add(SEMAPHORE_NAMES, true);
      return;
    case 'sem_at':
      // Whether it was initialised by then makes no difference to the handle.
      return;
    case 'sem_init':
      placeFootprint(process, args, add);
      return;
    case 'sem_wait':
    case 'sem_trywait':
    case 'sem_timedwait':
    case 'sem_post':
    case 'sem_getvalue': {
      const object = process.semaphores[Number(args[0])]?.object;
      if (object !== undefined) add(numberOf(object), name !== 'sem_post');
      return;
    }
    default:
      name satisfies never;
  }
}

/** A semaphore that lies in memory is known by its place. */
function numberOf({ id, at }: SemaphoreObject): number {
  return at < 0 ? whole(id) : cell(id, at >> 2);
}

function placeFootprint(process: ProcessState, args: readonly unknown[], add: Add): void {
  const mapping = process.mappings.get(args[0] as ArrayBuffer);
  if (mapping?.inode !== undefined) add(cell(mapping.inode.id, (Number(args[1]) + mapping.offset) >> 2), true);
}
