/** What the checks of `thread/ticket-lock` do with a submission. */
import { call, check, enter, leave, threads, type Thread } from 'interleave/scenario';
import { TicketLock } from './starter/ticket-lock.js';

const SECTION = 'critical section';

const cells = (): number => TicketLock.cells();

/** Takes the lock and is in the section for two steps. */
function visit(lock: TicketLock): void {
  call('acquire', [], () => {
    lock.acquire();
  });
  enter(SECTION);
  leave(SECTION);
  call('release', [], () => {
    lock.release();
  });
}

function once({ memory }: Thread): void {
  visit(new TicketLock(memory));
}

function twice({ memory }: Thread): void {
  const lock = new TicketLock(memory);
  visit(lock);
  visit(lock);
}

/** Two threads; one of them comes back, and must not get in before the one who waits. */
export const pair = threads({ cells, tasks: { twice, once } });

/** Two threads that come once. */
export const duet = threads({ cells, tasks: [once, once] });

/** Three threads: two may sleep at the same time, and only one of them is next. */
export const trio = threads({ cells, tasks: [once, once, once] });

function add({ memory, data }: Thread): void {
  const lock = new TicketLock(memory);
  lock.acquire();
  data[0] = (data[0] ?? 0) + 1;
  lock.release();
}

/** Plain data inside the section: the lock must order memory as well as threads. */
export const counter = threads({
  cells,
  data: 1,
  tasks: [add, add],
  after(_memory, data) {
    check(data[0] === 2, `two threads added 1 each, and the sum is ${String(data[0])}`);
  },
});
