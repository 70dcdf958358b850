import { describe, expect, test } from '@jest/globals';
import { boundedBypass, fifoOrder } from './bounded-bypass.js';
import { HistoryBuilder } from './history-builder.js';

const run = () => new HistoryBuilder('a', 'b', 'c');
const from = { event: 'invoke', op: 'acquire' } as const;

function passes(history: HistoryBuilder, task: number): HistoryBuilder {
  return history.call(task, 'acquire', []).enter(task, 'in').leave(task, 'in').call(task, 'release', []);
}

describe('fifoOrder', () => {
  test('accepts the order of arrival', () => {
    const history = run().invoke(0, 'acquire').invoke(1, 'acquire').returns(0).enter(0, 'in').returns(1).enter(1, 'in');
    expect(fifoOrder('in', { from }).judge(history.done()).verdict).toBe('ok');
  });

  test('reports one that came later and got in first', () => {
    const history = passes(run().invoke(0, 'acquire'), 1).returns(0).enter(0, 'in').done();
    expect(fifoOrder('in', { from }).judge(history)).toMatchObject({ kind: 'order', tasks: [0, 1] });
  });

  test('does not blame a holder whose own enter comes late', () => {
    const history = run().call(1, 'acquire', []).invoke(0, 'acquire').enter(1, 'in').leave(1, 'in').returns(0);
    expect(fifoOrder('in', { from }).judge(history.enter(0, 'in').done()).verdict).toBe('ok');
  });

  test('does not blame the submission for what happens between a return and an enter', () => {
    const history = passes(run().call(0, 'acquire', []), 1)
      .enter(0, 'in')
      .done();
    expect(fifoOrder('in', { from }).judge(history).verdict).toBe('ok');
  });

  test('forgets a wait that was given up, or whose task was stopped', () => {
    const gaveUp = passes(run().invoke(0, 'acquire', 5).returns(0, false), 1).done();
    const stopped = passes(run().invoke(0, 'acquire').add({ type: 'stop', task: 0 }), 1).done();
    expect(fifoOrder('in', { from }).judge(gaveUp).verdict).toBe('ok');
    expect(fifoOrder('in', { from }).judge(stopped).verdict).toBe('ok');
  });
});

describe('boundedBypass', () => {
  test('accepts k overtakes and reports one more, also of a task that never gets in', () => {
    const twice = passes(passes(run().invoke(0, 'acquire'), 1), 2).done();
    expect(boundedBypass('in', 2, { from }).judge(twice).verdict).toBe('ok');
    expect(boundedBypass('in', 1, { from }).judge(twice)).toMatchObject({ kind: 'starvation', tasks: [0, 1, 2] });
  });

  test('counts from the first sleep, and entries to other sections', () => {
    const options = { from: { event: 'sleep', op: 'acquireWrite' }, by: ['read'] } as const;
    const reader = (history: HistoryBuilder) => history.call(1, 'acquireRead', []).enter(1, 'read').leave(1, 'read');
    const early = reader(run().invoke(0, 'acquireWrite')).sleep(0).done();
    const late = reader(run().invoke(0, 'acquireWrite').sleep(0)).done();
    expect(boundedBypass('write', 0, options).judge(early).verdict).toBe('ok');
    expect(boundedBypass('write', 0, options).judge(late).verdict).toBe('violated');
  });

  test('counts entries of calls that had begun earlier only if asked', () => {
    const history = run().invoke(1, 'acquire').invoke(0, 'acquire').returns(1).enter(1, 'in').done();
    expect(boundedBypass('in', 0, { from }).judge(history).verdict).toBe('ok');
    expect(boundedBypass('in', 0, { from, earlierCalls: true }).judge(history).verdict).toBe('violated');
  });

  test('counts from a mark', () => {
    const history = passes(run().mark(0, 'queued'), 1).done();
    const options = { from: { event: 'mark', name: 'queued' } } as const;
    expect(boundedBypass('in', 0, options).judge(history).verdict).toBe('violated');
  });
});
