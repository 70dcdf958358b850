/** What the checks of `thread/once` do with a submission. */
import { check, thrown, threads, type Thread } from 'interleave/scenario';
import { Once } from './starter/once.js';

const cells = (): number => Once.cells();

/** `data[0]`: how many actions have been completed. */
function count({ memory, data }: Thread): void {
  new Once(memory).run(() => {
    Atomics.add(data, 0, 1);
  });
}

function countedOnce(_memory: Int32Array, data: Int32Array): void {
  const times = data[0];
  check(times === 1, `the action was completed ${String(times)} times`);
}

export const pair = threads({ cells, data: 1, tasks: [count, count], after: countedOnce });

/** Two of the threads may sleep while the third one runs the action. */
export const trio = threads({ cells, data: 1, tasks: [count, count, count], after: countedOnce });

/** The action writes plain data, and who returns from `run` reads it. */
function publish({ memory, data }: Thread): void {
  const once = new Once(memory);
  once.run(() => {
    data[0] = 6;
    data[1] = 7;
  });
  check(data[0] === 6 && data[1] === 7, 'run returned before the action had been completed');
}

export const published = threads({ cells, data: 2, tasks: [publish, publish] });

/** One thread alone: an action that throws, one that does not, and one that comes too late. */
export const alone = threads({
  cells,
  tasks: [
    ({ memory }: Thread) => {
      const once = new Once(memory);
      const problem = new Error('the action failed');
      const first = thrown(() => {
        once.run(() => {
          throw problem;
        });
      });
      check(first === problem, 'run did not pass on the error of its action');
      const second = thrown(() => {
        new Once(memory).run(() => {
          throw null;
        });
      });
      check(second === null, 'run did not pass on what its action threw, which was null');
      let times = 0;
      once.run(() => {
        times++;
      });
      check(times === 1, 'after an action that threw, the next one was not run');
      once.run(() => {
        times++;
      });
      new Once(memory).run(() => {
        times++;
      });
      check(times === 1, 'an action was run after another one had been completed');
    },
  ],
});

/** Its action throws. If it was run, the caller must get the error; if not, another one has been completed. */
function fail({ memory, data }: Thread): void {
  let ran = false;
  const error = thrown(() => {
    new Once(memory).run(() => {
      ran = true;
      throw new Error('the action failed');
    });
  });
  if (ran) check(error !== undefined, 'run did not throw although its action did');
  else check(error === undefined, 'run threw although its action was not run');
  if (!ran) check(Atomics.load(data, 0) === 1, 'run returned although no action had been completed');
}

function succeed(thread: Thread): void {
  count(thread);
  check(Atomics.load(thread.data, 0) === 1, 'run returned although no action had been completed');
}

export const failure = threads({ cells, data: 1, tasks: { fail, succeed }, after: countedOnce });

/** After an error two may be waiting, and one of them must run its action. */
export const failureOfThree = threads({
  cells,
  data: 1,
  tasks: { fail, succeed, second: succeed },
  after: countedOnce,
});
