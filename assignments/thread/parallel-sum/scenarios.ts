/** What the checks of `thread/parallel-sum` do with a submission. `data` is the array that is added up. */
import { check, threads, type Thread, type ThreadScenario } from 'interleave/scenario';
import { ParallelSum } from './starter/parallel-sum.js';

/** So many threads add up these values; whether the sum is right is looked at unless another check does. */
function adding(values: readonly number[], count: number, look = true): ThreadScenario {
  const expected = values.reduce((sum, value) => (sum + value) | 0, 0);
  return threads({
    cells: () => ParallelSum.cells(count),
    data: values.length,
    init(_memory, data) {
      data.set(values);
    },
    tasks: Array.from({ length: count }, () => ({ memory, data, me }: Thread) => {
      const sum = new ParallelSum(memory, me, count).run(data);
      check(!look || sum === expected, `thread ${String(me)} got ${String(sum)}, and the sum is ${String(expected)}`);
    }),
  });
}

/** Five elements do not divide by two. */
export const two = adding([1, 20, 300, 4000, 50000], 2);
export const twoReturn = adding([1, 20], 2, false);

/** One element for each of three threads: two may sleep while the last one is at work. */
export const three = adding([1, 20, 300], 3);

/** The same, whatever comes out: only races are judged, and some take a third thread that is still reporting. */
export const threeRace = adding([1, 20, 300], 3, false);

/** Five elements for three threads: nobody needs more than two. */
export const shares = adding([1, 20, 300, 4000, 50000], 3, false);

/** Neither the sum of two elements nor that of two such sums fits into 32 bits. */
export const large = adding([0x40000000, 0x40000000, 0x40000000, 0x40000001], 2);

/** Fewer elements than threads. */
export const few = adding([42], 3);

/** One thread has everything to itself. */
export const single = adding([-5, 7, 0], 1);
