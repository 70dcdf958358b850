import { describe, expect, test } from '@jest/globals';
import { HistoryBuilder } from './history-builder.js';
import { noBusyWait } from './no-busy-wait.js';

const run = () => new HistoryBuilder('a', 'b');

describe('noBusyWait', () => {
  test('accepts sleeping, waking without cause, and one timeout', () => {
    const history = run()
      .invoke(0, 'acquire', 10)
      .sleep(0)
      .wake(0)
      .sleep(0)
      .wake(0, 'timeout')
      .returns(0, false)
      .done();
    expect(noBusyWait().judge(history).verdict).toBe('ok');
  });

  test('reports a spin', () => {
    const history = run().add({ type: 'spin', task: 1, site: 9 }).done();
    expect(noBusyWait().judge(history)).toMatchObject({ kind: 'busy-wait', tasks: [1], sites: [9] });
  });

  test('reports timeouts over and over within one operation', () => {
    const history = run().invoke(0, 'acquire');
    for (let i = 0; i < 4; i++) history.sleep(0).wake(0, 'timeout');
    expect(noBusyWait().judge(history.done())).toMatchObject({ kind: 'busy-wait', tasks: [0] });
  });

  test('accepts many operations that each time out once: the scenario may loop', () => {
    const history = run();
    for (let i = 0; i < 9; i++) history.invoke(0, 'wait', 5).sleep(0).wake(0, 'timeout').returns(0, false);
    expect(noBusyWait().judge(history.done()).verdict).toBe('ok');
  });
});
