import { describe, expect, test } from '@jest/globals';
import { HistoryBuilder, pending } from './history-builder.js';
import { describeWaits, waits } from './wait-for.js';

describe('waits', () => {
  test('finds a cycle of three that a fourth task hangs on', () => {
    const run = new HistoryBuilder('0', '1', '2', '3');
    for (const task of [0, 1, 2]) run.access(task, 'write', `memory[${String(task)}]`);
    const history = run.stuck(
      pending(3, 'memory[0]'),
      pending(0, 'memory[1]'),
      pending(1, 'memory[2]'),
      pending(2, 'memory[0]'),
    );
    expect(waits(history).cycle).toEqual([0, 1, 2]);
    expect(describeWaits(history).en).toContain('a cycle: task 0 → task 1 → task 2 → task 0');
    expect(describeWaits(history).zh).toContain('形成环：任务 0 → 任务 1 → 任务 2 → 任务 0');
  });

  test('sees no cycle where the owner has finished, or where a task changed the cell itself', () => {
    const run = new HistoryBuilder('a', 'b').access(1, 'write', 'memory[0]').access(0, 'write', 'memory[1]');
    expect(waits(run.stuck(pending(0, 'memory[0]'))).cycle).toEqual([]);
    expect(waits(run.stuck(pending(0, 'memory[1]'))).edges[0]?.owners).toEqual([]);
  });

  test('takes those inside a section for its owners', () => {
    const run = new HistoryBuilder('a', 'b').enter(1, 'room').enter(0, 'room').leave(0, 'room');
    expect(waits(run.stuck(pending(0, 'room'))).edges[0]?.owners).toEqual([1]);
  });

  test('knows no waits of an execution that is done', () => {
    expect(waits(new HistoryBuilder('a').done())).toEqual({ edges: [], cycle: [] });
  });
});
