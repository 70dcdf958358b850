import { describe, expect, test } from '@jest/globals';
import { conflictOf } from './conflict.js';
import { enters, load, notify, step, store, swap, wait } from './example-traces.js';

const P = { switch: 'preemption' } as const;
const B = { switch: 'blocked' } as const;
const other = { cell: 'memory[1]' };

describe('the decisive pair', () => {
  test('is the last change of what the preempted task had read, not the first', () => {
    const steps = [load(0, 0), swap(1, 0, 1, P), swap(1, 1, 0), swap(1, 0, 5), step(0, 0, 'Load', P), enters(0)];
    expect(conflictOf(steps)).toMatchObject({ first: 0, second: 3 });
  });

  test('is none of what the task looks at again: then it is the change and the second look', () => {
    const steps = [load(0, 0), load(0, 0, other), swap(1, 0, 5, P), load(0, 5, P), swap(0, 0, 1, other)];
    expect(conflictOf(steps)).toMatchObject({ first: 2, second: 3, firstAccess: 'write', secondAccess: 'read' });
  });

  test('lies in the operation that is interrupted, not in one that is over', () => {
    const before = [load(0, 1, other), step(0, 5, 'leave critical section')];
    const steps = [...before, load(0, 0), swap(1, 1, 0, { ...P, ...other }), swap(1, 0, 1), store(0, 1, 2, P)];
    expect(conflictOf(steps)).toMatchObject({ cell: 'memory[0]', first: 2, second: 4 });
  });

  test('is the look that came before a write that was held up', () => {
    const steps = [store(0, 0, 7), load(1, 0, { ...P, ...other }), store(0, 0, 1, { ...P, ...other }), enters(1, B)];
    expect(conflictOf(steps)).toMatchObject({ first: 1, second: 2, firstAccess: 'read', secondAccess: 'write' });
  });

  test('is a look and the change after which nobody woke the sleeper, though it sleeps on another cell', () => {
    const steps = [load(0, 1), wait(0, 'sleeps', other), swap(1, 1, 0, B), enters(1)];
    expect(conflictOf(steps, { kind: 'deadlock' })).toMatchObject({ first: 0, second: 2, cell: 'memory[0]' });
  });

  test('is a sleep and the notify that woke another', () => {
    const steps = [
      wait(0, 'sleeps'),
      wait(2, 'sleeps', B),
      notify(1, 1, B),
      wait(0, 'wakes', B),
      load(0, 1),
      enters(0),
    ];
    expect(conflictOf(steps, { kind: 'lost-wakeup' })).toMatchObject({ first: 1, second: 2 });
  });

  test('is what keeps a sleeper out where nothing has changed since', () => {
    const steps = [swap(1, 0, 1), wait(0, 'sleeps', B)];
    expect(conflictOf(steps, { kind: 'deadlock' })).toMatchObject({ first: 0, second: 1 });
    expect(conflictOf(steps, { kind: 'mutual-exclusion' })).toBeUndefined();
  });

  test('is the last look at what another one has changed, where an assertion fails without a preemption', () => {
    const steps = [swap(1, 0, 1), load(0, 1, B), load(0, 3, { cell: 'data[0]' })];
    expect(conflictOf(steps, { kind: 'assertion' })).toMatchObject({ first: 0, second: 1 });
  });

  test('is what was overwritten, where the other came in beside the task that had gone in', () => {
    const steps = [swap(0, 0, 1), enters(0), swap(1, 1, 2, P), store(1, 2, 0), swap(1, 0, 9), enters(1)];
    expect(conflictOf(steps, { kind: 'mutual-exclusion' })).toMatchObject({ first: 0, second: 3 });
  });

  test('is nothing where a task only had the bad luck to be interrupted', () => {
    const steps = [swap(0, 0, 1), enters(0), swap(1, 0, 1, { ...P, ...other }), enters(1)];
    expect(conflictOf(steps, { kind: 'mutual-exclusion' })).toBeUndefined();
  });
});
