/** Time and chance: the same whenever a task does the same, in the virtual realm as on real threads. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Dpor } from '../explore/dpor.js';
import { RandomWalk } from '../explore/random-walk.js';
import type { History } from '../oracle/history.js';
import { programOf, runnerOf } from './thread/differential/small-programs.js';
import { Outside } from './outside.js';

const marks = ({ events }: History): unknown[] =>
  events.flatMap((event) => (event.type === 'mark' && event.name === 'seen' ? [[event.task, event.value]] : []));

test('draws are from 0 to below 1, the same for a seed and a task, and different for others', () => {
  fc.assert(
    fc.property(fc.integer(), fc.nat({ max: 8 }), (seed, who) => {
      const draws = (outside: Outside): number[] => Array.from({ length: 20 }, () => outside.random());
      const outside = new Outside(seed, who);
      const first = draws(outside);
      outside.reset();

      expect(draws(outside)).toEqual(first);
      expect(draws(new Outside(seed + 1, who))).not.toEqual(first);
      expect(draws(new Outside(seed, who + 1))).not.toEqual(first);
      expect(first.every((each) => each >= 0 && each < 1)).toBe(true);
      expect(new Set(first).size).toBeGreaterThan(15);
    }),
  );
});

test('the clock goes on with every question and by what has passed', () => {
  const outside = new Outside(1, 0);

  expect([outside.now(), outside.now()]).toEqual([0, 1]);
  outside.pass(50);
  expect(outside.now()).toBe(52);
});

describe('in the thread world', () => {
  const draw = 'seen(Math.random())';
  const look = 'seen([Date.now(), performance.now(), new Date().getTime(), typeof Date()])';

  test('what a task draws and the time that it sees do not depend on what others do in between', () => {
    const runner = runnerOf(
      programOf([
        [draw, look, draw],
        [draw, look, draw],
      ]),
    );
    const seen = new Set<string>();
    for (let seed = 0; seed < 50; seed += 1) {
      const walk = new RandomWalk(seed);
      walk.begin();
      runner.run(walk);
      seen.add(
        JSON.stringify([0, 1].map((task) => marks(runner.history()).filter((mark) => (mark as [number])[0] === task))),
      );
    }

    expect(seen.size).toBe(1);
    const [[[, first]], [[, second]]] = JSON.parse([...seen][0] as string);
    expect(first).not.toBe(second);
  });

  test('a loop that waits for time to pass ends, and the reduction may go through with it', () => {
    const runner = runnerOf(
      programOf([
        ['const until = Date.now() + 3', 'while (Date.now() < until) Atomics.add(memory, 0, 1)'],
        ['seen(Atomics.load(memory, 0) > 0)'],
      ]),
    );
    const reduction = new Dpor();
    while (reduction.begin()) runner.run(reduction);

    expect(reduction.progress.executions).toBe(3);
  });

  test('a wait that times out takes its time', () => {
    const runner = runnerOf(
      programOf([['const from = Date.now()', 'Atomics.wait(memory, 0, 0, 40)', 'seen(Date.now() - from)']]),
    );
    const walk = new RandomWalk(1);
    walk.begin();
    runner.run(walk);

    expect(marks(runner.history())).toEqual([[0, 41]]);
  });

  test('what the garbage collector does is not seen', () => {
    const runner = runnerOf(programOf([['seen(new WeakRef(data).deref() === data)']]));
    const walk = new RandomWalk(1);
    walk.begin();
    runner.run(walk);

    expect(marks(runner.history())).toEqual([[0, true]]);
  });
});
