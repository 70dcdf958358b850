import { describe, expect, test } from '@jest/globals';
import { before } from './before.js';
import { HistoryBuilder } from './history-builder.js';

const run = () => new HistoryBuilder('a', 'b');

describe('before', () => {
  test('accepts all a before all b', () => {
    const history = run().mark(0, 'come').mark(1, 'come').mark(1, 'go').mark(0, 'go').done();
    expect(before('come', 'go', { count: 2 }).judge(history).verdict).toBe('ok');
  });

  test('reports a b that comes too early', () => {
    const history = run().mark(0, 'come').mark(0, 'go').stuck();
    expect(before('come', 'go', { count: 2 }).judge(history)).toMatchObject({ kind: 'order', tasks: [0] });
    expect(before('come', 'go').judge(history).verdict).toBe('ok');
  });

  test('reports an a that comes after a b', () => {
    const history = run().mark(0, 'come').mark(0, 'go').mark(1, 'come').done();
    expect(before('come', 'go').judge(history)).toMatchObject({ kind: 'order', tasks: [1] });
  });

  test('compares round by round where the marks carry a value', () => {
    const history = run().mark(0, 'come', 0).mark(0, 'go', 0).mark(0, 'come', 1).mark(0, 'go', 1);
    expect(before('come', 'go', { perValue: true }).judge(history.done()).verdict).toBe('ok');
    expect(before('come', 'go', { perValue: true }).judge(history.mark(1, 'come', 0).done()).verdict).toBe('violated');
  });
});
