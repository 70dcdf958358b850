import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Kernel objects of a run that outlive its processes: identifiers of queues, names in `/dev/shm`, files in its folder. */
export interface Remains {
  queues: string[];
  sharedMemory: string[];
  semaphores: string[];
  paths: string[];
}

function queues(): string[] {
  try {
    const [, ...lines] = readFileSync('/proc/sysvipc/msg', 'utf8').trim().split('\n');
    return lines.map((line) => line.trim().split(/\s+/)[1] ?? '');
  } catch {
    return [];
  }
}

/** What a run has left. `made`: the queues that its processes made or found; other runs may be under way at the same time. */
export function leftBehind(made: ReadonlySet<number>, folder: string, prefix: string): Remains {
  const names = readdirSync('/dev/shm');
  return {
    queues: queues().filter((id) => made.has(Number(id))),
    sharedMemory: names.filter((name) => name.startsWith(prefix)),
    semaphores: names.filter((name) => name.startsWith(`sem.${prefix}`)),
    paths: readdirSync(folder),
  };
}

/** Removes all of it. `removeQueue` is the system call. */
export function clean(
  made: ReadonlySet<number>,
  folder: string,
  prefix: string,
  removeQueue: (id: number) => void,
): void {
  const left = leftBehind(made, folder, prefix);
  for (const name of [...left.sharedMemory, ...left.semaphores]) rmSync(join('/dev/shm', name), { force: true });
  for (const id of left.queues) removeQueue(Number(id));
}
