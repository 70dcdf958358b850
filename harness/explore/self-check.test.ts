import { describe, expect, test } from '@jest/globals';
import { RandomWalk } from './random-walk.js';
import { selfCheck } from './self-check.js';
import type { ExecutionSummary, Runner, Schedule, Strategy } from './strategy.js';
import { ToyMachine } from './toy-machine.js';
import type { ToyProgram } from './toy-program.js';
import { lostWakeup, ticketLock } from './toy-programs.js';

/** Runs one program, then another, in turns: as a submission does that asks for the time. */
class Fickle implements Runner {
  private turn = 1;
  private readonly machines: readonly [ToyMachine, ToyMachine];

  constructor(one: ToyProgram, two: ToyProgram) {
    this.machines = [new ToyMachine(one), new ToyMachine(two)];
  }

  run(strategy: Strategy): ExecutionSummary {
    this.turn = 1 - this.turn;
    return (this.machines[this.turn] as ToyMachine).run(strategy); // The turn is 0 or 1.
  }

  schedule(): Schedule {
    return (this.machines[this.turn] as ToyMachine).schedule(); // As above.
  }
}

const store = (cell: number): ToyProgram => ({
  cells: 2,
  locks: 0,
  tasks: [
    [
      { op: 'store', cell: 0, value: 1 },
      { op: 'store', cell, value: 1 },
    ],
  ],
});

describe('the self-check', () => {
  test.each([
    ['ticket lock', ticketLock(3)],
    ['lost wakeup', lostWakeup(true)],
  ])('%s: says nothing of a program that is deterministic', (_name, program) => {
    const machine = new ToyMachine(program);
    const walk = new RandomWalk(2);
    walk.begin();
    machine.run(walk);

    expect(selfCheck(machine, machine.schedule(), () => machine.outcome())).toBeUndefined();
  });

  test('names the first step that differs', () => {
    expect(selfCheck(new Fickle(store(0), store(1)), [0, 0])).toEqual({
      step: 1,
      what: 'footprint',
      first: '0.0: 1',
      second: '0.0: 3',
    });
  });

  test('names the step after which there are other options', () => {
    const two: ToyProgram = { ...store(0), tasks: [...store(0).tasks, [{ op: 'store', cell: 0, value: 2 }]] };

    expect(selfCheck(new Fickle(store(0), two), [])).toMatchObject({ step: 0, what: 'options' });
  });

  test('compares what only the world sees', () => {
    let calls = 0;
    const difference = selfCheck(new ToyMachine(store(0)), [0, 0], () => `history ${(calls += 1)}`);

    expect(difference).toEqual({ step: 2, what: 'end', first: 'done history 1', second: 'done history 2' });
  });
});
