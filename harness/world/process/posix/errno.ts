/** The errors of the module `posix`: their numbers on Linux, their names and what they say. */

const table = {
  EPERM: [1, 'operation not permitted'],
  ENOENT: [2, 'no such file or directory'],
  ESRCH: [3, 'no such process'],
  EINTR: [4, 'interrupted by a signal'],
  EIO: [5, 'input/output error'],
  E2BIG: [7, 'message or argument list too long'],
  EBADF: [9, 'bad file descriptor'],
  ECHILD: [10, 'no child processes'],
  EAGAIN: [11, 'would have to wait'],
  ENOMEM: [12, 'out of memory'],
  EACCES: [13, 'permission denied'],
  EFAULT: [14, 'bad address'],
  EEXIST: [17, 'exists already'],
  ENODEV: [19, 'no such device'],
  ENOTDIR: [20, 'not a directory'],
  EISDIR: [21, 'is a directory'],
  EINVAL: [22, 'invalid argument'],
  ENFILE: [23, 'too many open files in the system'],
  EMFILE: [24, 'too many open files'],
  EFBIG: [27, 'file too large'],
  ENOSPC: [28, 'no space left'],
  ESPIPE: [29, 'illegal seek'],
  EPIPE: [32, 'nobody reads any more'],
  EDOM: [33, 'argument out of range'],
  EDEADLK: [35, 'would deadlock'],
  ENAMETOOLONG: [36, 'name too long'],
  ENOSYS: [38, 'not implemented'],
  ENOMSG: [42, 'no message of that type'],
  EIDRM: [43, 'identifier removed'],
  EOVERFLOW: [75, 'value too large'],
  ENOTSOCK: [88, 'not a socket'],
  EDESTADDRREQ: [89, 'destination address required'],
  EMSGSIZE: [90, 'message too long'],
  EPROTOTYPE: [91, 'wrong type of socket'],
  ENOPROTOOPT: [92, 'no such option'],
  EPROTONOSUPPORT: [93, 'protocol not supported'],
  EOPNOTSUPP: [95, 'operation not supported'],
  EAFNOSUPPORT: [97, 'address family not supported'],
  EADDRINUSE: [98, 'address already in use'],
  EADDRNOTAVAIL: [99, 'address not available'],
  ECONNRESET: [104, 'connection reset'],
  ENOBUFS: [105, 'no buffer space'],
  EISCONN: [106, 'is connected'],
  ENOTCONN: [107, 'is not connected'],
  ETIMEDOUT: [110, 'timed out'],
  ECONNREFUSED: [111, 'connection refused'],
  EALREADY: [114, 'already in progress'],
  EINPROGRESS: [115, 'in progress'],
} as const;

export type ErrnoName = keyof typeof table;

/** Number of each error, as in `errno.EPIPE`. */
export const errno = Object.fromEntries(Object.entries(table).map(([name, [number]]) => [name, number])) as Readonly<
  Record<ErrnoName, number>
>;

const names = new Map<number, ErrnoName>(Object.entries(table).map(([name, [number]]) => [number, name as ErrnoName]));

/** The name of an error number, as in `EPIPE`; `E` and the number where the table has none. */
export function errnoName(number: number): string {
  return names.get(number) ?? `E${String(number)}`;
}

/** What every call of `posix` throws when it fails. `code` is the name, as in Node. */
export interface ErrnoException extends Error {
  errno: number;
  code: string;
  syscall: string;
}

/** Makes the exception for a failed call: `EPIPE: nobody reads any more, write`. */
export function errnoException(number: number, syscall: string, ErrorClass: ErrorConstructor = Error): ErrnoException {
  const name = errnoName(number);
  const text = names.has(number) ? table[name as ErrnoName][1] : 'error';
  return Object.assign(new ErrorClass(`${name}: ${text}, ${syscall}`), { errno: number, code: name, syscall });
}

/** Whether `error` is the failure of a call with that code: `isErrno(error, 'EINTR')`. */
export function isErrno(error: unknown, code: ErrnoName): error is ErrnoException {
  return typeof error === 'object' && error !== null && (error as { code?: unknown }).code === code;
}
