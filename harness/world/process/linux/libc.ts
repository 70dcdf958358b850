import koffi from 'koffi';
import type { Answer } from '../kernel.js';

/**
 * The C library. Addresses are numbers (`intptr_t`; user space ends below 2^47), memory is passed as a `Uint8Array`.
 * Only a process that runs roles should call these: most of them wait, and with them the whole JavaScript thread.
 */
const library = koffi.load('libc.so.6');
const declare = (prototype: string): ((...args: unknown[]) => unknown) => library.func(prototype);

export const libc = {
  _exit: declare('void _exit(int)'),
  accept4: declare('int accept4(int, void *, void *, int)'),
  bind: declare('int bind(int, void *, uint32_t)'),
  close: declare('int close(int)'),
  connect: declare('int connect(int, void *, uint32_t)'),
  dup: declare('int dup(int)'),
  dup2: declare('int dup2(int, int)'),
  fcntl: declare('int fcntl(int, int, ...)'),
  flock: declare('int flock(int, int)'),
  ftok: declare('int ftok(const char *, int)'),
  ftruncate: declare('int ftruncate(int, int64_t)'),
  getpid: declare('int getpid()'),
  getppid: declare('int getppid()'),
  getsockname: declare('int getsockname(int, void *, void *)'),
  kill: declare('int kill(int, int)'),
  listen: declare('int listen(int, int)'),
  lseek: declare('int64_t lseek(int, int64_t, int)'),
  mmap: declare('intptr_t mmap(intptr_t, size_t, int, int, int, int64_t)'),
  mprotect: declare('int mprotect(intptr_t, size_t, int)'),
  msgctl: declare('int msgctl(int, int, void *)'),
  msgget: declare('int msgget(int, int)'),
  msgrcv: declare('int64_t msgrcv(int, void *, size_t, int64_t, int)'),
  msgsnd: declare('int msgsnd(int, void *, size_t, int)'),
  munmap: declare('int munmap(intptr_t, size_t)'),
  nanosleep: declare('int nanosleep(void *, void *)'),
  open: declare('int open(const char *, int, ...)'),
  pause: declare('int pause()'),
  pipe2: declare('int pipe2(void *, int)'),
  poll: declare('int poll(void *, uint64_t, int)'),
  posix_spawn: declare('int posix_spawn(void *, const char *, void *, void *, const char **, const char **)'),
  pthread_sigmask: declare('int pthread_sigmask(int, void *, void *)'),
  read: declare('int64_t read(int, void *, size_t)'),
  recvfrom: declare('int64_t recvfrom(int, void *, size_t, int, void *, void *)'),
  sem_close: declare('int sem_close(intptr_t)'),
  sem_getvalue: declare('int sem_getvalue(intptr_t, void *)'),
  sem_init: declare('int sem_init(intptr_t, int, uint32_t)'),
  sem_open: declare('intptr_t sem_open(const char *, int, ...)'),
  sem_post: declare('int sem_post(intptr_t)'),
  sem_timedwait: declare('int sem_timedwait(intptr_t, void *)'),
  sem_trywait: declare('int sem_trywait(intptr_t)'),
  sem_unlink: declare('int sem_unlink(const char *)'),
  sem_wait: declare('int sem_wait(intptr_t)'),
  sendto: declare('int64_t sendto(int, void *, size_t, int, void *, uint32_t)'),
  setitimer: declare('int setitimer(int, void *, void *)'),
  setsockopt: declare('int setsockopt(int, int, int, void *, uint32_t)'),
  shm_open: declare('int shm_open(const char *, int, uint32_t)'),
  shm_unlink: declare('int shm_unlink(const char *)'),
  shutdown: declare('int shutdown(int, int)'),
  sigaction: declare('int sigaction(int, void *, void *)'),
  sigpending: declare('int sigpending(void *)'),
  sigsuspend: declare('int sigsuspend(void *)'),
  sigwaitinfo: declare('int sigwaitinfo(void *, void *)'),
  socket: declare('int socket(int, int, int)'),
  socketpair: declare('int socketpair(int, int, int, void *)'),
  tgkill: declare('int tgkill(int, int, int)'),
  unlink: declare('int unlink(const char *)'),
  waitpid: declare('int waitpid(int, void *, int)'),
  write: declare('int64_t write(int, void *, size_t)'),
};

/** The error number of the call that failed last; to be asked immediately after it. */
export function lastErrno(): number {
  return koffi.errno();
}

/** What a call that returns -1 on failure answers; `value` makes the result. */
export function answer(result: number, value: (result: number) => unknown = () => undefined): Answer {
  return result === -1 ? { errno: koffi.errno() } : { done: value(result) };
}

/** The memory at an address, as a true alias. */
export function memoryAt(address: number, length: number): ArrayBuffer {
  return koffi.view(address, length);
}

/** A `struct timespec`. */
export function timespec(milliseconds: number): Uint8Array {
  const out = new Uint8Array(16);
  const view = new DataView(out.buffer);
  const seconds = Math.floor(milliseconds / 1000);
  view.setBigInt64(0, BigInt(seconds), true);
  view.setBigInt64(8, BigInt(Math.round((milliseconds - seconds * 1000) * 1e6)), true);
  return out;
}
