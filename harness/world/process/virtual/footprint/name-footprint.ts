import { O_CREAT, O_TRUNC } from '../../posix/constants.js';
import type { KernelState } from '../kernel/state.js';
import type { Add } from './effects.js';
import { content, PATHS, SHARED_NAMES, SPACE } from './numbers.js';

/** Names of files and of shared memory: to look one up is to read them all, to make or remove one is to write. */
export function nameFootprint(
  state: KernelState,
  name: 'open' | 'shm_open' | 'unlink' | 'shm_unlink' | 'ftok',
  args: readonly unknown[],
  add: Add,
): void {
  switch (name) {
    case 'unlink':
    case 'shm_unlink':
      add(name === 'unlink' ? PATHS : SHARED_NAMES, true);
      add(SPACE, true);
      return;
    case 'ftok':
      add(PATHS, false);
      return;
    case 'open':
    case 'shm_open': {
      const path = String(args[0]);
      const flags = Number(args[1]);
      const shared = name === 'shm_open';
      const names = shared ? state.files.shared : state.files.paths;
      const inode = names.get(shared && !path.startsWith('/') ? `/${path}` : path);
      add(shared ? SHARED_NAMES : PATHS, inode === undefined && (flags & O_CREAT) !== 0);
      if (inode === undefined || (flags & O_TRUNC) === 0) return;
      add(content(inode.id), true);
      add(SPACE, true);
      return;
    }
    default:
      name satisfies never;
  }
}
