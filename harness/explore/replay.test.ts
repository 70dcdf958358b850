import { describe, expect, test } from '@jest/globals';
import { RandomWalk } from './random-walk.js';
import { fallbackRun, Replay } from './replay.js';
import { ToyMachine } from './toy-machine.js';
import { lostWakeup, philosophers, ticketLock } from './toy-programs.js';

describe('a replay', () => {
  test.each([
    ['ticket lock', ticketLock(3)],
    ['lost wakeup with a timeout', lostWakeup(true)],
    ['philosophers', philosophers(3)],
  ])('%s: gives the same execution again', (_name, program) => {
    const machine = new ToyMachine(program);
    const walk = new RandomWalk(1);
    for (let i = 0; i < 50 && walk.begin(); i += 1) {
      const { status } = machine.run(walk);
      const schedule = machine.schedule();
      const outcome = machine.outcome();
      const again = new Replay(schedule);
      again.begin();

      expect(machine.run(again).status).toBe(status);
      expect([machine.schedule(), machine.outcome(), again.divergence]).toEqual([schedule, outcome, undefined]);
    }
  });

  test('names the first step that is not offered, and what was', () => {
    const machine = new ToyMachine(philosophers(2));
    const replay = new Replay([0, 16, 7 * 16 + 1, 0]);
    replay.begin();
    machine.run(replay);

    expect(replay.divergence).toBeUndefined();
    const three = new ToyMachine(philosophers(3));
    const other = new Replay([0, 7 * 16 + 1, 0]);
    other.begin();
    three.run(other);
    expect(other.divergence).toEqual({ step: 1, actor: 7, variant: 1, offered: [0, 16, 32] });
  });

  test('of nothing is the run without preemptions', () => {
    const machine = new ToyMachine(ticketLock(3));
    const run = fallbackRun();

    expect(run.begin()).toBe(true);
    machine.run(run);
    expect([run.preemptions, run.begin()]).toEqual([0, false]);
  });
});

test('the random walk is decided by its seed', () => {
  const schedules = (seed: number): string[] => {
    const machine = new ToyMachine(ticketLock(3));
    const walk = new RandomWalk(seed);
    return Array.from({ length: 20 }, () => {
      walk.begin();
      machine.run(walk);
      return machine.schedule().join();
    });
  };

  expect(schedules(5)).toEqual(schedules(5));
  expect(schedules(5)).not.toEqual(schedules(6));
});
