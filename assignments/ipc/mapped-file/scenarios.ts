/** What the checks of `ipc/mapped-file` do with a submission: one file, several processes, and deaths at any step. */
import { call, check, processes } from 'interleave/scenario';
import {
  bytes,
  close,
  lseek,
  O_RDWR,
  open,
  pipe,
  read,
  SEEK_SET,
  SIGBUS,
  SIGKILL,
  SIGSEGV,
  spawn,
  text,
  waitpid,
  WIFSIGNALED,
  write,
  WTERMSIG,
} from 'posix';
import { append, create, increment, records, remove, value } from './starter/mapped-file.js';

const FILE = '/tmp/journal';
const left = { leaves: ['semaphores', 'sharedMemory', 'paths', 'queues'] } as const;

const add = (): number => call('increment', [], () => increment(FILE));
const count = (): number => call('read', [], () => value(FILE));
const log = (): string[] => [...call('records', [], () => records(FILE))];
function put(record: string): void {
  call('append', [record], () => {
    append(FILE, record);
  });
}

function same<T>(what: string, got: readonly T[], expected: readonly T[]): void {
  const right = got.length === expected.length && got.every((item, at) => item === expected[at]);
  check(right, `${what}: ${JSON.stringify(got)} instead of ${JSON.stringify(expected)}`);
}

/** Runs these roles at the same time. False where one has failed, which has been told by then. */
function run(roles: readonly string[], args: readonly number[] = [], mayBeKilled?: string): boolean {
  const pids = roles.map((role) => spawn(role, args));
  const statuses = pids.map((pid) => waitpid(pid).status);
  return statuses.every((status, at) => {
    const signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    const killed = signal === SIGKILL && roles[at] === mayBeKilled;
    check(signal === 0 || signal === SIGBUS || signal === SIGSEGV || killed, 'a role was ended by a signal');
    return status === 0 || killed;
  });
}

/** The first two 32-bit integers of the file, and the record in that page, as another program would read them. */
function header(): number[] {
  const fd = open(FILE, O_RDWR);
  const data = read(fd, 8);
  close(fd);
  return [...new Int32Array(data.slice().buffer)];
}
function page(number: number): string {
  const fd = open(FILE, O_RDWR);
  lseek(fd, number * 4096, SEEK_SET);
  const data = read(fd, 64);
  close(fd);
  return text(data.subarray(4, 4 + (data[0] ?? 0)));
}

/** Processes one after the other: what one has written the next one finds. */
export const alone = processes({
  roles: {
    main: () => {
      create(FILE);
      if (!run(['first']) || !run(['second'])) return;
      same('the records', log(), ['one', '', '三']);
      same('the counter', [count()], [3]);
      same('the first two integers of the file', header(), [3, 3]);
      same('the record in the last page', [page(3)], ['三']);
      remove(FILE);
    },
    first: () => {
      same('the records', log(), []);
      put('one');
      put('');
      same('the counter', [add(), add()], [1, 2]);
    },
    second: () => {
      same('the records', log(), ['one', '']);
      put('三');
      same('the records', log(), ['one', '', '三']);
      same('the counter', [add()], [3]);
    },
  },
  ...left,
});

/** Every value is handed out once: each process tells those that it got. */
function counts(r: number, w: number): void {
  close(r);
  for (let round = 0; round < 2; round += 1) write(w, Uint8Array.of(add()));
}
export const counter = processes({
  roles: {
    main: () => {
      create(FILE);
      const [r, w] = pipe();
      if (!run(['first', 'second'], [r, w])) return;
      same(
        'the values handed out',
        [...read(r, 4)].sort((a, b) => a - b),
        [1, 2, 3, 4],
      );
      same('the counter', [count()], [4]);
      remove(FILE);
    },
    first: counts,
    second: counts,
  },
  ...left,
});

export const appending = processes({
  roles: {
    main: () => {
      create(FILE);
      if (!run(['first', 'second'])) return;
      const got = log();
      same(
        'the records of both',
        got.filter((record) => record !== 'B'),
        ['a1', 'a2'],
      );
      same('the records', [...got].sort(), ['B', 'a1', 'a2']);
      remove(FILE);
    },
    first: () => {
      put('a1');
      put('a2');
    },
    second: () => {
      put('B');
    },
  },
  ...left,
});

/** Whoever reads while another appends sees the first records, and those whole. */
export const reading = processes({
  roles: {
    main: () => {
      create(FILE);
      put('before');
      if (run(['appends', 'reads'])) same('the records', log(), ['before', 'ab']);
      remove(FILE);
    },
    appends: () => {
      put('ab');
    },
    reads: () => {
      const all = ['before', 'ab'];
      let seen = 1;
      for (let round = 0; round < 2; round += 1) {
        const got = log();
        check(got.length >= seen, `once there were ${String(seen)} records, and now ${JSON.stringify(got)}`);
        seen = got.length;
        same('the first records', got, all.slice(0, seen));
      }
    },
  },
  ...left,
});

/** What a process that died in the middle of an append can leave behind the last record: it counts for nothing. */
export const remains = processes({
  roles: {
    main: () => {
      create(FILE);
      put('one');
      const fd = open(FILE, O_RDWR);
      lseek(fd, 2 * 4096, SEEK_SET);
      write(fd, Uint8Array.from([9, 0, 0, 0, ...bytes('half a rec')]));
      lseek(fd, 4 * 4096 - 1, SEEK_SET);
      write(fd, Uint8Array.of(0));
      close(fd);
      if (run(['goesOn'])) same('the records', log(), ['one', 'two', 'three']);
      remove(FILE);
    },
    goesOn: () => {
      same('the records', log(), ['one']);
      put('two');
      put('three');
    },
  },
  ...left,
});

/** A process dies at any step; it has told through a pipe what it had finished by then. */
export const crash = processes({
  roles: {
    main: () => {
      create(FILE);
      const [r, w] = pipe();
      if (!run(['victim', 'survivor'], [r, w], 'victim')) return;
      put('last');
      const value = add();
      close(w);
      const told = text(read(r, 10));
      const certain = Number(told.includes('+')) + 2;
      check(
        value === certain || value === 3,
        `at least ${String(certain)} increments, and the counter is ${String(value)}`,
      );
      const got = log();
      const shown = JSON.stringify(got);
      same('the last record', got.slice(-1), ['last']);
      same(
        'the records of the survivors',
        got.filter((record) => record !== 'V'),
        ['s', 'last'],
      );
      const times = got.filter((record) => record === 'V').length;
      check(times <= 1 && (times === 1 || !told.includes('V')), `'V' was appended: ${shown}`);
      remove(FILE);
    },
    victim: (_: number, w: number) => {
      add();
      write(w, '+');
      put('V');
      write(w, 'V');
    },
    survivor: () => {
      put('s');
      add();
    },
  },
  kills: { atMost: 1, roles: ['victim'] },
  ...left,
});

export const clean = processes({
  roles: {
    main: () => {
      create(FILE);
      if (run(['uses'])) remove(FILE);
    },
    uses: () => {
      put('one');
      add();
    },
  },
});
