import type { Answer, SemaphoreCall } from '../kernel.js';
import { IPC_SET, IPC_STAT, MAP_ANONYMOUS, O_CREAT } from '../posix/constants.js';
import { errno } from '../posix/errno.js';
import { asBytes, type Calls } from './file-calls.js';
import { answer, lastErrno, libc, memoryAt, timespec } from './libc.js';

/** Addresses of the mappings that `mmap` handed out, and of the semaphores. */
const mappings = new Map<ArrayBuffer, number>();
const semaphores: (number | undefined)[] = [];

/** Whether `mmap` made this buffer. */
export function isMapping(buffer: ArrayBuffer): boolean {
  return mappings.has(buffer);
}

function addressOf(semaphore: number): number | undefined {
  return semaphores[semaphore];
}

function keepSemaphore(address: number): Answer {
  const known = semaphores.indexOf(address);
  return { done: known >= 0 ? known : semaphores.push(address) - 1 };
}

function onSemaphore(semaphore: number, call: (address: number) => Answer): Answer {
  const address = addressOf(semaphore);
  return address === undefined ? { errno: errno.EINVAL } : call(address);
}

function semaphoreIn(memory: ArrayBuffer, offset: number): number | undefined {
  const start = mappings.get(memory);
  return start === undefined || offset % 8 !== 0 || offset < 0 || offset + 32 > memory.byteLength
    ? undefined
    : start + offset;
}

/** A `struct msgbuf`: the type, 8 bytes long, and the text. */
function messageBuffer(type: number, data: Uint8Array): Uint8Array {
  const out = new Uint8Array(8 + data.length);
  new DataView(out.buffer).setBigInt64(0, BigInt(type), true);
  out.set(data, 8);
  return out;
}

function msgrcv(id: number, size: number, type = 0, flags = 0): Answer {
  const out = new Uint8Array(8 + size);
  const count = libc.msgrcv(id, out, size, type, flags) as number;
  return answer(count, () => ({
    type: Number(new DataView(out.buffer).getBigInt64(0, true)),
    data: out.slice(8, 8 + count),
  }));
}

/** Offsets in `struct msqid_ds` of a 64-bit Linux: cbytes 72, qnum 80, qbytes 88. */
function msgctl(id: number, command: number, set?: { qbytes: number }): Answer {
  const out = new Uint8Array(128);
  const view = new DataView(out.buffer);
  if ((libc.msgctl(id, IPC_STAT, out) as number) === -1) return { errno: lastErrno() };
  if (command === IPC_SET && set !== undefined) view.setBigUint64(88, BigInt(set.qbytes), true);
  const field = (at: number): number => Number(view.getBigUint64(at, true));
  const result = libc.msgctl(id, command, out) as number;
  return answer(result, () => ({ cbytes: field(72), qnum: field(80), qbytes: field(88) }));
}

function mmap(length: number, prot: number, flags: number, fd: number, offset = 0): Answer {
  const address = libc.mmap(0, length, prot, flags, (flags & MAP_ANONYMOUS) === 0 ? fd : -1, offset) as number;
  if (address === -1) return { errno: lastErrno() };
  const buffer = memoryAt(address, length);
  mappings.set(buffer, address);
  return { done: buffer };
}

function munmap(buffer: ArrayBuffer): Answer {
  const address = mappings.get(buffer);
  if (address === undefined) return { errno: errno.EINVAL };
  mappings.delete(buffer);
  return answer(libc.munmap(address, buffer.byteLength) as number);
}

function semOpen(name: string, flags: number, mode = 0o600, value = 0): Answer {
  const address = (
    (flags & O_CREAT) === 0
      ? libc.sem_open(name, flags)
      : libc.sem_open(name, flags, 'uint32_t', mode, 'uint32_t', value)
  ) as number;
  return address === 0 ? { errno: lastErrno() } : keepSemaphore(address);
}

function semGetvalue(address: number): Answer {
  const out = new Int32Array(1);
  return answer(libc.sem_getvalue(address, new Uint8Array(out.buffer)) as number, () => out[0]);
}

function semClose(semaphore: number): Answer {
  return onSemaphore(semaphore, (address) => {
    semaphores[semaphore] = undefined;
    return answer(libc.sem_close(address) as number);
  });
}

/** Message queues, shared memory and semaphores. */
export const ipcCalls: Calls<
  'ftok' | 'msgget' | 'msgsnd' | 'msgrcv' | 'msgctl' | 'shm_open' | 'shm_unlink' | 'mmap' | 'munmap' | SemaphoreCall
> = {
  ftok: (path, project) => answer(libc.ftok(path, project) as number, (key) => key),
  msgget: (key, flags) => answer(libc.msgget(key, flags) as number, (id) => id),
  msgsnd: (id, type, data, flags = 0) => {
    const out = messageBuffer(type, asBytes(data));
    return answer(libc.msgsnd(id, out, out.length - 8, flags) as number);
  },
  msgrcv,
  msgctl,
  shm_open: (name, flags, mode = 0o600) => answer(libc.shm_open(name, flags, mode) as number, (fd) => fd),
  shm_unlink: (name) => answer(libc.shm_unlink(name) as number),
  mmap,
  munmap,
  sem_open: semOpen,
  sem_close: semClose,
  sem_unlink: (name) => answer(libc.sem_unlink(name) as number),
  sem_init: (memory, offset, value) => {
    const address = semaphoreIn(memory, offset);
    if (address === undefined) return { errno: errno.EINVAL };
    return (libc.sem_init(address, 1, value) as number) === -1 ? { errno: lastErrno() } : keepSemaphore(address);
  },
  sem_at: (memory, offset) => {
    const address = semaphoreIn(memory, offset);
    return address === undefined ? { errno: errno.EINVAL } : keepSemaphore(address);
  },
  sem_wait: (semaphore) => onSemaphore(semaphore, (address) => answer(libc.sem_wait(address) as number)),
  sem_trywait: (semaphore) => onSemaphore(semaphore, (address) => answer(libc.sem_trywait(address) as number)),
  sem_timedwait: (semaphore, timeoutMs) =>
    onSemaphore(semaphore, (address) =>
      answer(libc.sem_timedwait(address, timespec(Date.now() + timeoutMs)) as number),
    ),
  sem_post: (semaphore) => onSemaphore(semaphore, (address) => answer(libc.sem_post(address) as number)),
  sem_getvalue: (semaphore) => onSemaphore(semaphore, semGetvalue),
};
