import { describe, expect, test } from '@jest/globals';
import { BoundedSearch } from './bounded-search.js';
import { BoundedSize } from './bounded-size.js';
import { fallbackRun } from './replay.js';
import type { ChoicePoint } from './strategy.js';
import { ToyMachine } from './toy-machine.js';
import * as programs from './toy-programs.js';

/** Executions that the search has. */
function counted(machine: ToyMachine): number {
  const search = new BoundedSearch(2);
  while (search.begin()) machine.run(search);
  return search.progress.executions;
}

/** What one execution without preemptions says. */
function guessed(machine: ToyMachine): number {
  const size = new BoundedSize(2);
  const run = fallbackRun();
  const choose = run.choose.bind(run);
  run.choose = (point: ChoicePoint) => {
    size.see(point);
    return choose(point);
  };
  run.begin();
  machine.run(run);
  return size.estimate;
}

describe('the guess at the size of a bounded search', () => {
  test.each([
    ['lost update x3', programs.lostUpdate(3)],
    ['lost update x4', programs.lostUpdate(4)],
    ['CAS lock x2', programs.casLock(2)],
    ['philosophers x3', programs.philosophers(3)],
    ['reorder_3', programs.reorder(3)],
  ])('%s: within a factor of ten', (_name, program) => {
    const ratio = guessed(new ToyMachine(program)) / counted(new ToyMachine(program));

    expect(ratio).toBeGreaterThan(0.1);
    expect(ratio).toBeLessThan(10);
  });
});
