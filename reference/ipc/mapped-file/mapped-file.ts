import {
  bytes,
  close,
  flock,
  fstat,
  ftruncate,
  LOCK_EX,
  MAP_SHARED,
  mmap,
  munmap,
  O_CREAT,
  O_EXCL,
  O_RDWR,
  open,
  PROT_READ,
  PROT_WRITE,
  text,
  unlink,
} from 'posix';

const PAGE = 4096;
/** Cells of the first page: the counter, and how many records count. */
const COUNTER = 0;
const RECORDS = 1;
/** Bytes of a record's length, which stands before it. */
const LENGTH = 4;

/** One page of the file, as long as `act` runs. */
function withPage<T>(fd: number, page: number, act: (memory: ArrayBuffer) => T): T {
  const memory = mmap(PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, page * PAGE);
  try {
    return act(memory);
  } finally {
    munmap(memory);
  }
}

/** The file and the cells of its first page. Closing it gives up its lock, and so does the death of the process. */
function withFile<T>(path: string, act: (fd: number, header: Int32Array) => T): T {
  const fd = open(path, O_RDWR);
  try {
    return withPage(fd, 0, (memory) => act(fd, new Int32Array(memory, 0, 2)));
  } finally {
    close(fd);
  }
}

export function create(path: string): void {
  const fd = open(path, O_CREAT | O_EXCL | O_RDWR, 0o600);
  ftruncate(fd, PAGE);
  close(fd);
}

export function remove(path: string): void {
  unlink(path);
}

export function increment(path: string): number {
  return withFile(path, (_, header) => Atomics.add(header, COUNTER, 1) + 1);
}

export function value(path: string): number {
  return withFile(path, (_, header) => Atomics.load(header, COUNTER));
}

export function append(path: string, record: string): void {
  const data = bytes(record);
  withFile(path, (fd, header) => {
    flock(fd, LOCK_EX);
    const count = Atomics.load(header, RECORDS);
    const end = (count + 2) * PAGE;
    // Never shorter: what a process that died has left behind the last record is simply written over.
    if (fstat(fd).size < end) ftruncate(fd, end);
    withPage(fd, count + 1, (memory) => {
      new Int32Array(memory, 0, 1)[0] = data.length;
      new Uint8Array(memory, LENGTH).set(data);
    });
    // Last of all: from now on the record is there, and it is whole.
    Atomics.store(header, RECORDS, count + 1);
  });
}

export function records(path: string): string[] {
  return withFile(path, (fd, header) => {
    const count = Atomics.load(header, RECORDS);
    return Array.from({ length: count }, (_, at) =>
      withPage(fd, at + 1, (memory) => {
        const length = new Int32Array(memory, 0, 1)[0] ?? 0;
        return text(new Uint8Array(memory, LENGTH).slice(0, length));
      }),
    );
  });
}
