import {
  bytes,
  close,
  ftruncate,
  MAP_SHARED,
  mmap,
  O_CREAT,
  O_EXCL,
  O_RDWR,
  PROT_READ,
  PROT_WRITE,
  sem_open,
  sem_post,
  sem_unlink,
  sem_wait,
  shm_open,
  shm_unlink,
  spawn,
  text,
  waitpid,
} from 'posix';

const SIZE = 4096;

function map(fd: number): Uint8Array {
  const memory = new Uint8Array(mmap(SIZE, PROT_READ | PROT_WRITE, MAP_SHARED, fd));
  close(fd);
  return memory;
}

export function main(): void {
  const fd = shm_open('/greeting', O_CREAT | O_EXCL | O_RDWR, 0o600);
  ftruncate(fd, SIZE);
  const memory = map(fd);
  const written = sem_open('/written', O_CREAT | O_EXCL, 0o600, 0);
  const pid = spawn('child');
  const greeting = bytes('Hello from parent');
  for (let i = 0; i < greeting.length; i += 1) memory[i] = greeting[i] ?? 0;
  sem_post(written);
  waitpid(pid);
  sem_unlink('/written');
  shm_unlink('/greeting');
}

export function child(): string {
  const memory = map(shm_open('/greeting', O_RDWR));
  sem_wait(sem_open('/written', 0));
  const greeting: number[] = [];
  for (let i = 0; memory[i] !== 0; i += 1) greeting.push(memory[i] ?? 0);
  return text(Uint8Array.from(greeting));
}
