/** What the checks of `thread/barrier` do with a submission. */
import { asleep, check, threads, type Thread } from 'interleave/scenario';
import { Barrier } from './starter/barrier.js';

/** In the scenario's data: how many have come so far, in all rounds; and from `PLACES` on, who got which place. */
const COME = 0;
const PLACES = 1;

const cells = (): number => Barrier.cells();

const meeting = (parties: number) => (memory: Int32Array) => {
  Barrier.init(memory, parties);
};

/** Comes to the barrier for the given round, from 1, and sees to it that nobody is missing afterwards. */
function meet(barrier: Barrier, data: Int32Array, parties: number, round: number): void {
  Atomics.add(data, COME, 1);
  barrier.wait();
  check(Atomics.load(data, COME) >= parties * round, `left the barrier before all ${String(parties)} had come`);
}

const once = (parties: number) => (thread: Thread) => {
  meet(new Barrier(thread.memory), thread.data, parties, 1);
};

const twice = (parties: number) => (thread: Thread) => {
  const barrier = new Barrier(thread.memory);
  meet(barrier, thread.data, parties, 1);
  meet(barrier, thread.data, parties, 2);
};

/** Two threads meet once. */
export const pair = threads({ cells, data: 1, init: meeting(2), tasks: [once(2), once(2)] });

/** Three threads meet once. */
export const trio = threads({ cells, data: 1, init: meeting(3), tasks: [once(3), once(3), once(3)] });

/** Two threads meet twice: the fast one may be back before the slow one has left. */
export const rounds = threads({ cells, data: 1, init: meeting(2), tasks: [twice(2), twice(2)] });

/** Three threads meet twice. */
export const roundsOfThree = threads({ cells, data: 1, init: meeting(3), tasks: [twice(3), twice(3), twice(3)] });

/** Notes the place that it got. */
function takePlace({ memory, data }: Thread): void {
  const barrier = new Barrier(memory);
  for (let round = 0; round < 2; round++) {
    const place = barrier.wait();
    check(place === 0 || place === 1, `wait returned ${String(place)}, which is no place of two`);
    Atomics.add(data, PLACES + round * 2 + place, 1);
  }
}

/** Each place is given once a round. */
export const places = threads({
  cells,
  data: 5,
  init: meeting(2),
  tasks: [takePlace, takePlace],
  after(_memory, data) {
    for (let round = 0; round < 2; round++) {
      const given = [data[PLACES + round * 2], data[PLACES + round * 2 + 1]];
      check(
        given[0] === 1 && given[1] === 1,
        `in round ${String(round)} the places were given ${given.join(' and ')} times`,
      );
    }
  },
});

/** Who sleeps at the barrier has come before who comes now. */
export const arrival = threads({
  cells,
  init: meeting(2),
  tasks: {
    first({ memory }: Thread) {
      check(new Barrier(memory).wait() === 0, 'the first to come did not get place 0');
    },
    second({ memory }: Thread) {
      asleep(0);
      check(new Barrier(memory).wait() === 1, 'the second to come did not get place 1');
    },
  },
});

/** What each has written before the barrier, all may read after it. */
function exchange({ memory, data, me }: Thread): void {
  data[me] = me + 10;
  new Barrier(memory).wait();
  const sum = (data[0] ?? 0) + (data[1] ?? 0);
  check(sum === 21, `after the barrier the sum is ${String(sum)} instead of 21`);
}

export const message = threads({ cells, data: 2, init: meeting(2), tasks: [exchange, exchange] });
