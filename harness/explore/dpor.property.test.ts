import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Dpor } from './dpor.js';
import { bruteForce } from './toy-brute-force.js';
import { toyPrograms } from './toy-generator.js';
import { ToyMachine } from './toy-machine.js';
import type { ToyProgram } from './toy-program.js';
import { TraceRecorder } from './toy-trace.js';

const RUNS = Number(process.env['DPOR_RUNS'] ?? 400);

/** Compares the reduction with brute force; false where the program is too large for it. */
function compare(program: ToyProgram, limit: number): boolean {
  const all = bruteForce(program, limit);
  if (all === undefined) return false;
  const machine = new ToyMachine(program);
  const dpor = new Dpor();
  const recorder = new TraceRecorder(dpor);
  const outcomes = new Set<string>();
  const traces: string[] = [];
  while (dpor.begin()) {
    const before = dpor.progress.executions;
    const summary = machine.run(recorder);
    if (dpor.progress.cut + dpor.progress.executions > 3 * limit) throw new Error('does not end');
    if (dpor.progress.executions === before) continue;
    outcomes.add(`${summary.status} ${machine.outcome()}`);
    traces.push(recorder.trace());
  }
  expect([...outcomes].sort()).toEqual([...all.outcomes].sort());
  expect(traces.sort()).toEqual([...all.traces].sort());
  return true;
}

describe('generated programs: the same outcomes as by brute force, and every trace exactly once', () => {
  test.each([
    [2, 4],
    [3, 2],
    [3, 3],
    [4, 2],
  ])('%i tasks of up to %i pieces', (tasks, pieces) => {
    fc.assert(
      fc.property(toyPrograms(tasks, pieces), (program) => {
        fc.pre(compare(program, 3000));
      }),
      { numRuns: RUNS / 4, maxSkipsPerRun: 200, seed: Number(process.env['DPOR_SEED'] ?? 7) },
    );
  });
});
