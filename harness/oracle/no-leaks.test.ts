import { describe, expect, test } from '@jest/globals';
import { HistoryBuilder } from './history-builder.js';
import { noLeaks } from './no-leaks.js';

describe('noLeaks', () => {
  const history = new HistoryBuilder('a').add({ type: 'mark', task: 0, name: 'leak', value: 'timer 50 ms' }).done();

  test('reports what is left of the kinds asked for', () => {
    expect(noLeaks('timer').judge(history)).toMatchObject({ kind: 'leak', tasks: [0] });
  });

  test('knows nothing of other kinds and other marks', () => {
    expect(noLeaks('listener').judge(history).verdict).toBe('ok');
    const other = new HistoryBuilder('a').add({ type: 'mark', task: 0, name: 'timer', value: 'timer' }).done();
    expect(noLeaks('timer').judge(other).verdict).toBe('ok');
  });
});
