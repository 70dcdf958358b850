import { describe, expect, test } from '@jest/globals';
import { HistoryBuilder } from './history-builder.js';
import { sharedBy, together } from './possibility.js';
import { apart, atMost, exclusive } from './sections.js';

const run = () => new HistoryBuilder('a', 'b', 'c');

describe('exclusive', () => {
  test('accepts one after the other, and one task twice (a reentrant lock)', () => {
    const history = run().enter(0, 'in').enter(0, 'in').leave(0, 'in').leave(0, 'in').enter(1, 'in').done();
    expect(exclusive('in').judge(history).verdict).toBe('ok');
  });

  test('accepts two tasks in different sections', () => {
    expect(exclusive('in').judge(run().enter(0, 'in').enter(1, 'other').done()).verdict).toBe('ok');
  });

  test('reports two tasks inside, also where the execution ends badly later', () => {
    expect(exclusive('in').judge(run().enter(0, 'in').enter(2, 'in').stuck())).toMatchObject({
      kind: 'mutual-exclusion',
      tasks: [0, 2],
      message: { en: "a and c are inside 'in' at the same time; at most 1 may be" },
      witness: { events: [1] },
    });
  });

  test('counts nobody who was killed inside', () => {
    const history = run().enter(0, 'in').add({ type: 'stop', task: 0 }).enter(1, 'in');
    expect(exclusive('in').judge(history.done()).verdict).toBe('ok');
    expect(exclusive('in').judge(history.enter(2, 'in').done())).toMatchObject({ tasks: [1, 2] });
  });

  test('counts an owner that has left only once of twice', () => {
    const history = run().enter(0, 'in').enter(0, 'in').leave(0, 'in').enter(1, 'in').done();
    expect(exclusive('in').judge(history).verdict).toBe('violated');
  });
});

describe('atMost', () => {
  test('accepts exactly the limit and reports one more', () => {
    const two = run().enter(0, 'in').enter(1, 'in');
    expect(atMost('in', 2).judge(two.done()).verdict).toBe('ok');
    expect(atMost('in', 2).judge(two.enter(2, 'in').done())).toMatchObject({
      kind: 'too-many-inside',
      tasks: [0, 1, 2],
    });
  });
});

describe('apart', () => {
  test('accepts two readers, and a writer after they have left', () => {
    const history = run().enter(0, 'read').enter(1, 'read').leave(0, 'read').leave(1, 'read').enter(2, 'write').done();
    expect(apart('read', 'write').judge(history).verdict).toBe('ok');
  });

  test('reports a writer beside a reader', () => {
    const history = run().enter(0, 'read').enter(2, 'write').done();
    expect(apart('read', 'write').judge(history)).toMatchObject({ kind: 'mutual-exclusion', tasks: [0, 2] });
  });
});

describe('possibilities', () => {
  test('sharedBy is shown only by an execution with that many inside', () => {
    expect(sharedBy('read', 2).shown(run().enter(0, 'read').enter(1, 'read').done())).toBe(true);
    expect(sharedBy('read', 2).shown(run().enter(0, 'read').leave(0, 'read').enter(1, 'read').done())).toBe(false);
  });

  test('together is shown only where every section is entered at once', () => {
    expect(together('seat 0', 'seat 2').shown(run().enter(0, 'seat 0').enter(2, 'seat 2').done())).toBe(true);
    expect(together('seat 0', 'seat 2').shown(run().enter(0, 'seat 0').enter(2, 'seat 1').done())).toBe(false);
  });
});
