import { invoke } from './host.js';

/** What `msgctl(id, IPC_STAT)` tells. */
export interface QueueStatus {
  /** Messages in the queue. */
  qnum: number;
  /** Bytes in the queue. */
  cbytes: number;
  /** Most bytes that it may hold. */
  qbytes: number;
}

/** A key for `msgget` from an existing file and a number from 1 to 255. ENOENT. */
export function ftok(path: string, project: number): number {
  return invoke('ftok', path, project);
}

/**
 * The identifier of the System V queue with that key. `flags`: permission bits such as 0o600, IPC_CREAT to make it where
 * there is none, IPC_EXCL to fail with EEXIST where there is one. IPC_PRIVATE always makes a new one, that no key leads
 * to: pass its identifier on. ENOENT, EEXIST, ENOSPC. A queue outlives every process until IPC_RMID.
 */
export function msgget(key: number, flags: number): number {
  return invoke('msgget', key, flags);
}

/**
 * Appends a message of a type above 0. Waits while the queue is full, unless IPC_NOWAIT: EAGAIN.
 * EINVAL (type below 1, too long a message, no such queue), EIDRM (removed while waiting), EINTR (never restarted).
 */
export function msgsnd(id: number, type: number, data: Uint8Array | string, flags?: number): void {
  invoke('msgsnd', id, type, data, flags);
}

/**
 * Takes the first message: of any type (`type` 0), of that type, or (below 0) of the lowest type up to `-type`.
 * Waits while there is none, unless IPC_NOWAIT: ENOMSG. A message longer than `size` stays: E2BIG, unless MSG_NOERROR.
 * EIDRM (removed while waiting), EINVAL (no such queue), EINTR (never restarted).
 */
export function msgrcv(id: number, size: number, type?: number, flags?: number): { type: number; data: Uint8Array } {
  return invoke('msgrcv', id, size, type, flags);
}

/** IPC_STAT, IPC_RMID (removes it at once; who waits gets EIDRM) or IPC_SET (sets `qbytes`). EINVAL. */
export function msgctl(id: number, command: number, set?: { qbytes: number }): QueueStatus {
  return invoke('msgctl', id, command, set);
}
