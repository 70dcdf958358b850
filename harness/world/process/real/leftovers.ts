import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Kernel objects that outlive processes, as text: what is there after a run and was not before is left behind. */
export interface Snapshot {
  queues: Set<string>;
}

function queues(): string[] {
  try {
    const [, ...lines] = readFileSync('/proc/sysvipc/msg', 'utf8').trim().split('\n');
    return lines.map((line) => line.trim().split(/\s+/)[1] ?? '');
  } catch {
    return [];
  }
}

export function snapshot(): Snapshot {
  return { queues: new Set(queues()) };
}

/** What a run has left: identifiers of queues, names in `/dev/shm` with its prefix, files in its folder. */
export function leftBehind(before: Snapshot, folder: string, prefix: string): { queues: string[]; sharedMemory: string[]; semaphores: string[]; paths: string[] } {
  const names = readdirSync('/dev/shm');
  return {
    queues: queues().filter((id) => !before.queues.has(id)),
    sharedMemory: names.filter((name) => name.startsWith(prefix)),
    semaphores: names.filter((name) => name.startsWith(`sem.${prefix}`)),
    paths: readdirSync(folder),
  };
}

/** Removes all of it. `removeQueue` is the system call. */
export function clean(before: Snapshot, folder: string, prefix: string, removeQueue: (id: number) => void): void {
  const left = leftBehind(before, folder, prefix);
  for (const name of [...left.sharedMemory, ...left.semaphores]) rmSync(join('/dev/shm', name), { force: true });
  for (const id of left.queues) removeQueue(Number(id));
}
