/** What the checks of `process/event` do with a submission. `main` sets it up and starts the others. */
import { asleep, check, open, pass, processes } from 'interleave/scenario';
import {
  F_SETFD,
  fcntl,
  ftruncate,
  MAP_SHARED,
  mmap,
  O_CREAT,
  O_EXCL,
  O_RDWR,
  PROT_READ,
  PROT_WRITE,
  shm_open,
  shm_unlink,
  spawn,
  waitpid,
} from 'posix';
import { Event } from './starter/event.js';

const PAGE = 4096;

interface Shared {
  /** The submission's memory, at least `size()` bytes. */
  memory: ArrayBuffer;
  /** The scenario's own page, behind it in the same mapping. */
  data: Int32Array;
}

function room(): number {
  return Math.ceil(Event.size() / PAGE) * PAGE;
}

/** Shared memory without a name: who is to have it inherits the descriptor. */
function share(): number {
  const fd = shm_open('/scenario', O_CREAT | O_EXCL | O_RDWR, 0o600);
  shm_unlink('/scenario');
  ftruncate(fd, room() + PAGE);
  fcntl(fd, F_SETFD, 0);
  return fd;
}

function map(fd: number): Shared {
  const memory = mmap(room() + PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, fd);
  return { memory, data: new Int32Array(memory, room(), PAGE / 4) };
}

const left = { leaves: ['semaphores', 'sharedMemory', 'queues', 'paths'] } as const;

type Part = (event: Event, data: Int32Array) => void;

/** `main` and the others, each with its own object over the same memory. */
function together(main: Part, others: Readonly<Record<string, Part>>) {
  const roles = Object.entries(others).map(([role, part]): [string, (fd: number) => void] => [
    role,
    (fd) => {
      const { memory, data } = map(fd);
      part(new Event(memory), data);
    },
  ]);
  return {
    roles: {
      ...Object.fromEntries(roles),
      main: () => {
        const fd = share();
        const { memory, data } = map(fd);
        Event.init(memory);
        const pids = roles.map(([role]) => spawn(role, [fd]));
        main(new Event(memory), data);
        for (const pid of pids) waitpid(pid);
      },
    },
  };
}

const waits: Part = (event) => {
  event.wait();
};
const sets: Part = (event) => {
  event.set();
};

/** Set and clear at once. */
function pulse(event: Event): void {
  event.set();
  event.clear();
}

export const pair = processes({ ...together(sets, { waiter: waits }), ...left });
export const everybody = processes({ ...together(sets, { first: waits, second: waits }), ...left });
export const clean = processes(together(sets, { waiter: waits }));

/** One process, one step after the other. */
export const flag = processes({
  ...together((event) => {
    check(!event.isSet(), 'a new event is set');
    event.clear();
    check(!event.isSet(), 'an event that was clear is set after clear');
    event.set();
    check(event.isSet(), 'the event is not set after set');
    event.wait();
    event.set();
    check(event.isSet(), 'the event is not set after a second set');
    event.wait();
    event.clear();
    check(!event.isSet(), 'the event is set after clear');
    event.set();
    check(event.isSet(), 'the event cannot be set again after clear');
    event.wait();
  }, {}),
  ...left,
});

/** Set when the waiter sleeps. */
export const sleeps = processes({
  ...together(
    (event) => {
      asleep(1);
      event.set();
    },
    { waiter: waits },
  ),
  ...left,
});

/** Set for a moment only, when both sleep. */
export const pulseTwo = processes({
  ...together(
    (event) => {
      asleep([1, 2]);
      pulse(event);
    },
    { first: waits, second: waits },
  ),
  ...left,
});

/** Who has pulsed begins to wait at once, and must leave the other one's release alone. */
export const lateComer = processes({
  ...together(
    (event) => {
      asleep(1);
      pulse(event);
      open('cleared');
      event.wait();
    },
    {
      waiter: (event) => {
        event.wait();
        pass('cleared');
        event.set();
      },
    },
  ),
  ...left,
});

/** In the scenario's page: how often the event has been set in earnest. */
const TIMES = 0;

/** Nothing is left of what was before: who waits later sleeps until it is set again. */
export const later = processes({
  ...together(
    (event, data) => {
      asleep(1);
      Atomics.add(data, TIMES, 1);
      pulse(event);
      open('cleared');
      asleep(1);
      Atomics.add(data, TIMES, 1);
      event.set();
    },
    {
      waiter: (event, data) => {
        pulse(event);
        event.wait();
        check(Atomics.load(data, TIMES) >= 1, 'wait returned although the event had been cleared before');
        pass('cleared');
        event.wait();
        check(Atomics.load(data, TIMES) === 2, 'wait returned although the event had been cleared once more');
      },
    },
  ),
  ...left,
});
