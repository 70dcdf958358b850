import { describe, expect, test } from '@jest/globals';
import { FrontierWalk } from './frontier-walk.js';
import { Pct } from './pct.js';
import { PartialOrderSampling } from './pos.js';
import { RandomWalk } from './random-walk.js';
import { ReadsFromGuided } from './reads-from-guided.js';
import type { Strategy } from './strategy.js';
import { SelectivelyUniform } from './surw.js';
import { bruteForce } from './toy-brute-force.js';
import { ToyMachine } from './toy-machine.js';
import type { Instruction, ToyProgram } from './toy-program.js';
import * as programs from './toy-programs.js';
import { TraceRecorder } from './toy-trace.js';

const samplers: [string, (seed: number) => Strategy][] = [
  ['random', (seed) => new RandomWalk(seed)],
  ['pos', (seed) => new PartialOrderSampling(seed)],
  ['pct', (seed) => new Pct(seed)],
  ['surw', (seed) => new SelectivelyUniform(seed)],
  ['rff', (seed) => new ReadsFromGuided(seed)],
  ['frontier', (seed) => new FrontierWalk(seed)],
];

/** How often each trace comes in so many executions. */
function frequencies(program: ToyProgram, strategy: Strategy, executions: number): Map<string, number> {
  const machine = new ToyMachine(program);
  const recorder = new TraceRecorder(strategy);
  const counts = new Map<string, number>();
  for (let i = 0; i < executions && recorder.begin(); i += 1) {
    machine.run(recorder);
    const trace = recorder.trace();
    counts.set(trace, (counts.get(trace) ?? 0) + 1);
  }
  return counts;
}

/** Executions until one fails, or Infinity. */
function firstFailure(
  program: ToyProgram,
  strategy: Strategy,
  fails: (machine: ToyMachine, status: string) => boolean,
  most: number,
): number {
  const machine = new ToyMachine(program);
  for (let i = 1; i <= most && strategy.begin(); i += 1) {
    const { status } = machine.run(strategy);
    if (fails(machine, status)) return i;
  }
  return Infinity;
}

describe.each(samplers)('%s', (_name, make) => {
  test.each<[string, ToyProgram]>([
    ['lost update x3', programs.lostUpdate(3)],
    ['lost wakeup with a timeout', programs.lostWakeup(true)],
    ['flicker', programs.flicker()],
    ['ticket lock', programs.ticketLock(2)],
    ['philosophers', programs.philosophers(3)],
  ])('%s: sees nothing but what can be, and in time all of it', (_program, program) => {
    const all = bruteForce(program)?.traces ?? new Set<string>();
    const seen = frequencies(program, make(5), 2500);

    expect([...seen.keys()].filter((trace) => !all.has(trace))).toEqual([]);
    expect(seen.size).toBeGreaterThanOrEqual(all.size * 0.8);
  });

  test('is decided by its seed', () => {
    const run = (seed: number): [string, number][] => [...frequencies(programs.lostUpdate(3), make(seed), 100)];

    expect(run(4)).toEqual(run(4));
    expect(run(4)).not.toEqual(run(5));
  });
});

describe('the guarantee of PCT', () => {
  /** Each of the reader's steps must come just after one of the writer's: a bug of depth 2 * length - 1. */
  function chain(length: number): ToyProgram {
    const writer: Instruction[] = [];
    const reader: Instruction[] = [];
    for (let i = 0; i < length; i += 1) {
      writer.push({ op: 'add', into: 0, cell: 0, value: 1 });
      reader.push({ op: 'load', into: i, cell: 0 });
    }
    return { cells: 1, locks: 0, tasks: [writer, reader] };
  }

  test.each([
    [1, 1],
    [2, 3],
  ])('%i steps each, depth %i: at least 1 / (n * k^(d-1)) of the executions, but for chance', (length, depth) => {
    const machine = new ToyMachine(chain(length));
    const pct = new Pct(11, depth, 2 * length);
    const executions = 8000;
    let found = 0;
    for (let i = 0; i < executions && pct.begin(); i += 1) {
      machine.run(pct);
      if (Array.from({ length }, (_, read) => machine.registers[4 + read] === read + 1).every(Boolean)) found += 1;
    }

    expect(found / executions).toBeGreaterThan(0.95 / (2 * (2 * length) ** (depth - 1)));
  });
});

describe('uniformity', () => {
  /** Two tasks of different lengths over one cell: every order of their steps is a trace of its own. */
  const uneven: ToyProgram = {
    cells: 1,
    locks: 0,
    tasks: [1, 5].map((length) =>
      Array.from({ length }, (): Instruction => ({ op: 'add', into: 0, cell: 0, value: 1 })),
    ),
  };

  test('SURW draws each interleaving of the interesting steps equally often', () => {
    const counts = [...frequencies(uneven, new SelectivelyUniform(3), 6000).values()];

    expect(counts).toHaveLength(6);
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });

  test('a random walk does not', () => {
    const counts = [...frequencies(uneven, new RandomWalk(3), 6000).values()];

    expect(Math.max(...counts)).toBeGreaterThan(2500);
  });

  test('POS: independent steps do not change the odds of dependent ones', () => {
    const other = (length: number): Instruction[] =>
      Array.from({ length }, () => ({ op: 'add', into: 0, cell: 1, value: 1 }));
    const program: ToyProgram = {
      cells: 2,
      locks: 0,
      tasks: [[{ op: 'store', cell: 0, value: 1 }], [...other(5), { op: 'load', into: 1, cell: 0 }]],
    };
    const machine = new ToyMachine(program);
    const pos = new PartialOrderSampling(9);
    let late = 0;
    for (let i = 0; i < 4000 && pos.begin(); i += 1) {
      machine.run(pos);
      if (machine.registers[4 + 1] === 0) late += 1;
    }

    // The store's priority stands against the least of six: 1/7 of the executions read before it, by the random walk 1/64.
    expect(late / 4000).toBeGreaterThan(0.1);
  });
});

describe('reads-from guidance', () => {
  test.each([10, 100])('finds reorder_%i as fast however many writers there are', (writers) => {
    const half = (machine: ToyMachine): boolean => {
      const base = writers * 4;
      return machine.registers[base] === 1 && machine.registers[base + 1] === 0;
    };
    let total = 0;
    for (let seed = 0; seed < 10; seed += 1) {
      total += firstFailure(programs.reorder(writers), new ReadsFromGuided(seed), half, 500);
    }

    expect(total / 10).toBeLessThan(12);
  });
});
