import type { Answer } from '../kernel.js';
import { errno } from '../posix/errno.js';
import { statOf } from './proc-stat.js';

/** Field 5 of `stat`; undefined where there is no such process. */
function processGroup(process: string): number | undefined {
  const group = statOf(process)?.[2];
  return group === undefined ? undefined : Number(group);
}

/**
 * Why a submission may not send this signal, undefined where it may: only the processes of its own run can be reached. They
 * are one process group, which the first of them was started as the leader of and which no call of `posix` leaves. The
 * answers are those of the virtual kernel, to which there are no others. Numbers are compared before the C library cuts
 * them to 32 bits, where 4294967295 would mean everybody.
 */
export function killRefusal(pid: unknown, signal: unknown): Answer | undefined {
  if (typeof signal !== 'number' || !Number.isInteger(signal) || signal < 0 || signal > 64)
    return { errno: errno.EINVAL };
  if (typeof pid !== 'number' || !Number.isInteger(pid) || pid === 1) return { errno: errno.ESRCH };
  if (pid <= 0) return { errno: errno.EPERM };
  const group = processGroup(String(pid));
  return group !== undefined && group === processGroup('self') ? undefined : { errno: errno.ESRCH };
}
