import { describe, expect, test } from '@jest/globals';
import { HistoryBuilder, pending } from './history-builder.js';
import { fifoQueue } from './models/fifo-queue.js';
import { progressAs } from './progress-as.js';

const oracle = progressAs(fifoQueue(1));
const run = () => new HistoryBuilder('a', 'b');

describe('progressAs', () => {
  test('accepts whoever waits for what the model, too, would make him wait for', () => {
    const full = run();
    full.call(0, 'put', [1]);
    full.invoke(0, 'put', 2);
    const empty = run();
    empty.call(0, 'put', [1]);
    empty.call(1, 'get', [], 1);
    empty.invoke(1, 'get');

    expect(oracle.judge(full.stuck(pending(0, 'memory[0]'))).verdict).toBe('ok');
    expect(oracle.judge(empty.stuck(pending(1, 'memory[0]'))).verdict).toBe('ok');
  });

  test('does not accept who waits although there is room, or something there', () => {
    const room = run();
    room.call(0, 'put', [1]);
    room.call(1, 'get', [], 1);
    room.invoke(0, 'put', 2);
    const both = run();
    both.invoke(0, 'put', 1);
    both.invoke(1, 'get');

    expect(oracle.judge(room.stuck(pending(0, 'memory[0]')))).toMatchObject({
      kind: 'deadlock',
      message: { en: expect.stringContaining('a FIFO queue of capacity 1 would let somebody go on') },
    });
    expect(oracle.judge(both.stuck(pending(0, 'memory[0]'), pending(1, 'memory[1]')))).toMatchObject({
      kind: 'deadlock',
      tasks: [0, 1],
    });
  });

  test('asks for one order that explains the wait, not for all', () => {
    // Whether the element of a or that of b came first decides nothing: one is in, one waits.
    const history = run();
    history.invoke(0, 'put', 1);
    history.invoke(1, 'put', 2);
    history.returns(0);

    expect(oracle.judge(history.stuck(pending(1, 'memory[0]'))).verdict).toBe('ok');
  });

  test('does not accept who waits only for others to see what has taken effect', () => {
    const history = run();
    history.invoke(0, 'put', 1);
    history.call(1, 'get', [], 1);

    expect(oracle.judge(history.stuck(pending(0, 'memory[0]'))).verdict).toBe('violated');
  });

  test('judges who waits outside of all operations, and who never stops, like progress', () => {
    expect(oracle.judge(run().stuck(pending(0, 'gate', { state: 'blocked' })))).toMatchObject({ kind: 'deadlock' });
    expect(oracle.judge(run().endless(pending(0, 'memory[0]')))).toMatchObject({ kind: 'livelock' });
    expect(oracle.judge(run().done()).verdict).toBe('ok');
  });
});
