import { describe, expect, test } from '@jest/globals';
import { HistoryBuilder } from './history-builder.js';
import { noErrors } from './no-errors.js';

const run = () => new HistoryBuilder('a', 'b');

describe('noErrors', () => {
  test('accepts an execution without errors, also where an operation throws to its caller', () => {
    expect(noErrors().judge(run().invoke(0, 'release').throws(0).done()).verdict).toBe('ok');
  });

  test('reports a failed check with its message and place', () => {
    const history = run().add({ type: 'fail', task: 1, message: 'sum is 4', site: 7 }).done();
    expect(noErrors().judge(history)).toMatchObject({
      kind: 'assertion',
      message: { en: 'sum is 4', zh: 'sum is 4' },
      tasks: [1],
      sites: [7],
    });
  });

  test('reports an uncaught error', () => {
    const history = run().add({ type: 'uncaught', task: 0, error: 'TypeError: x', site: 3 }).done();
    expect(noErrors().judge(history)).toMatchObject({
      kind: 'uncaught-error',
      message: { en: 'a ends with an error that nobody catches: TypeError: x' },
    });
  });

  test('reports a submission that cannot be loaded', () => {
    const history = run().ends({ status: 'broken', phase: 'load', error: 'boom', site: 1 });
    expect(noErrors().judge(history)).toMatchObject({ kind: 'broken-at-load', sites: [1] });
  });

  test('leaves an execution that is stuck to others', () => {
    expect(noErrors().judge(run().stuck()).verdict).toBe('ok');
  });
});
