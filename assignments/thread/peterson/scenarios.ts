/** What the checks of `thread/peterson` do with a submission. */
import { call, check, enter, leave, open, pass, threads, type Thread } from 'interleave/scenario';
import { PetersonLock } from './starter/peterson.js';

const SECTION = 'critical section';

const cells = (): number => PetersonLock.cells();

/** Takes the lock and is in the section for two steps, so often. */
function visit({ memory }: Thread, me: 0 | 1, times: number): void {
  const lock = new PetersonLock(memory, me);
  for (let time = 0; time < times; time++) {
    call('acquire', [], () => {
      lock.acquire();
    });
    enter(SECTION);
    leave(SECTION);
    call('release', [], () => {
      lock.release();
    });
  }
}

const visitor =
  (me: 0 | 1, times: number) =>
  (thread: Thread): void => {
    visit(thread, me, times);
  };

/** Both come once. */
export const duel = threads({ cells, tasks: [visitor(0, 1), visitor(1, 1)] });

/** Both come twice: what the first visit left behind meets the second one. */
export const rounds = threads({ cells, tasks: [visitor(0, 2), visitor(1, 2)] });

/** One is in a hurry and comes three times while the other one comes once. */
export const hurryOfFirst = threads({ cells, tasks: [visitor(0, 3), visitor(1, 1)] });
export const hurryOfSecond = threads({ cells, tasks: [visitor(0, 1), visitor(1, 3)] });

/** Each comes twice while the other one is away. */
export const alone = threads({
  cells,
  tasks: {
    first(thread: Thread) {
      visit(thread, 0, 2);
      open('first is gone');
    },
    second(thread: Thread) {
      pass('first is gone');
      visit(thread, 1, 2);
    },
  },
});

const adder =
  (me: 0 | 1) =>
  ({ memory, data }: Thread): void => {
    const lock = new PetersonLock(memory, me);
    lock.acquire();
    data[0] = (data[0] ?? 0) + 1;
    lock.release();
  };

/** Plain data inside the section: the lock must order memory as well as threads. */
export const counter = threads({
  cells,
  data: 1,
  tasks: [adder(0), adder(1)],
  after(_memory, data) {
    check(data[0] === 2, `two threads added 1 each, and the sum is ${String(data[0])}`);
  },
});
