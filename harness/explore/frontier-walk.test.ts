import { describe, expect, test } from '@jest/globals';
import { FrontierWalk } from './frontier-walk.js';
import { RandomWalk } from './random-walk.js';
import type { Strategy } from './strategy.js';
import { ToyMachine } from './toy-machine.js';
import type { Instruction, ToyProgram } from './toy-program.js';

/** Two tasks who must take turns for each to get on: whoever goes twice in a row starts to do without effect. */
function alternation(rounds: number): ToyProgram {
  const task = (me: number): Instruction[] => {
    const code: Instruction[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const from = 2 * round + me;
      code.push({ op: 'cas', into: 0, cell: 0, expected: from, value: from + 1 });
    }
    return code;
  };
  return { cells: 1, locks: 0, tasks: [task(0), task(1)] };
}

function untilReached(program: ToyProgram, strategy: Strategy, value: number, most: number): number {
  const machine = new ToyMachine(program);
  for (let executions = 1; executions <= most && strategy.begin(); executions += 1) {
    machine.run(strategy);
    if (machine.memory[0] === value) return executions;
  }
  return Infinity;
}

describe('the walk to the nearest untried option', () => {
  test('reaches a state of a single path in as many executions as there are edges, not paths', () => {
    const rounds = 12;
    const program = alternation(rounds);

    // One of 24 over 12 schedules, 2.7 million; at most 13 * 13 places and few values of the cell that differ at each.
    for (let seed = 1; seed <= 5; seed += 1) {
      expect(untilReached(program, new FrontierWalk(seed), 2 * rounds, 1500)).toBeLessThan(Infinity);
    }
    expect(untilReached(program, new RandomWalk(1), 2 * rounds, 1500)).toBe(Infinity);
  });

  test('cuts nothing, never ends, and counts every execution', () => {
    const machine = new ToyMachine(alternation(2));
    const walk = new FrontierWalk(1);
    for (let i = 0; i < 500; i += 1) {
      expect(walk.begin()).toBe(true);
      expect(machine.run(walk).status).toBe('done');
    }

    expect(walk.progress).toEqual({ executions: 500, cut: 0, exhausted: false });
  });
});
