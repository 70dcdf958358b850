import { describe, expect, test } from '@jest/globals';
import { Dpor } from './dpor.js';
import { bruteForce } from './toy-brute-force.js';
import { ToyMachine } from './toy-machine.js';
import type { ToyProgram } from './toy-program.js';
import * as programs from './toy-programs.js';
import { TraceRecorder } from './toy-trace.js';

interface Explored {
  readonly executions: number;
  readonly cut: number;
  readonly outcomes: ReadonlySet<string>;
  readonly traces: readonly string[];
}

function reduce(program: ToyProgram, limit = 100_000, traced = true): Explored {
  const machine = new ToyMachine(program);
  const dpor = new Dpor();
  const recorder = new TraceRecorder(dpor);
  const outcomes = new Set<string>();
  const traces: string[] = [];
  for (let runs = 0; dpor.begin(); runs += 1) {
    if (runs > limit) throw new Error('too many executions');
    const before = dpor.progress.executions;
    const summary = machine.run(traced ? recorder : dpor);
    if (dpor.progress.executions === before) continue;
    outcomes.add(`${summary.status} ${machine.outcome()}`);
    if (traced) traces.push(recorder.trace());
  }
  return { executions: dpor.progress.executions, cut: dpor.progress.cut, outcomes, traces };
}

describe('the number of inequivalent executions', () => {
  test.each<[string, ToyProgram, number]>([
    ['lost update x2', programs.lostUpdate(2), 4],
    ['lost update x3', programs.lostUpdate(3), 36],
    ['lost update x4', programs.lostUpdate(4), 576],
    ['counter under a lock x2', programs.lockedCounter(2), 2],
    ['counter under a lock x3', programs.lockedCounter(3), 6],
    ['counter under a lock x4', programs.lockedCounter(4), 24],
    ['counter under a lock x5', programs.lockedCounter(5), 120],
    ['CAS lock x3', programs.casLock(3), 6],
    ['CAS lock x3, two rounds', programs.casLock(3, 2), 90],
    ['CAS lock x4', programs.casLock(4), 24],
    ['TTAS lock x3', programs.ttasLock(3), 36],
    ['ticket lock x3', programs.ticketLock(3), 6],
    ['ticket lock x4', programs.ticketLock(4), 24],
    ['philosophers x3', programs.philosophers(3), 7],
    ['philosophers x4', programs.philosophers(4), 15],
    ['philosophers x5', programs.philosophers(5), 31],
    ['reorder_3', programs.reorder(2), 36],
    ['reorder_4', programs.reorder(3), 576],
  ])('%s', (_name, program, executions) => {
    expect(reduce(program, 100_000, false).executions).toBe(executions);
  });
});

describe('against brute force', () => {
  test.each<[string, ToyProgram]>([
    ['lost wakeup', programs.lostWakeup(false)],
    ['lost wakeup with a timeout', programs.lostWakeup(true)],
    ['flicker', programs.flicker()],
    ['Peterson', programs.peterson()],
    ['CAS lock', programs.casLock(3)],
    ['TTAS lock', programs.ttasLock(2)],
    ['ticket lock', programs.ticketLock(3)],
    ['philosophers', programs.philosophers(3)],
  ])('%s: the same outcomes, every trace once', (_name, program) => {
    const all = bruteForce(program);
    const explored = reduce(program);

    expect([...explored.outcomes].sort()).toEqual([...(all?.outcomes ?? [])].sort());
    expect([...explored.traces].sort()).toEqual([...(all?.traces ?? [])].sort());
  });
});
