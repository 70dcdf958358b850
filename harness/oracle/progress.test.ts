import { describe, expect, test } from '@jest/globals';
import { everyoneFinishes } from './everyone-finishes.js';
import { HistoryBuilder, pending } from './history-builder.js';
import { progress } from './progress.js';

const run = () => new HistoryBuilder('a', 'b');

describe('progress', () => {
  test('accepts an execution that ends, also after sleeping', () => {
    expect(progress().judge(run().sleep(0).wake(0).done()).verdict).toBe('ok');
  });

  test('calls sleepers that nobody can wake a deadlock, and names the cycle where accesses are recorded', () => {
    const history = run()
      .access(0, 'update', 'memory[0]')
      .access(1, 'update', 'memory[1]')
      .sleep(0, 'memory[1]')
      .sleep(1, 'memory[0]')
      .stuck(pending(0, 'memory[1]', { site: 4 }), pending(1, 'memory[0]', { site: 5 }));
    expect(progress().judge(history)).toMatchObject({
      kind: 'deadlock',
      tasks: [0, 1],
      sites: [4, 5],
      message: {
        en:
          'deadlock: nobody can go on; a sleeps on memory[1] (last changed by b); ' +
          'b sleeps on memory[0] (last changed by a); a cycle: a → b → a',
      },
      witness: { type: 'waits', cycle: [0, 1] },
    });
  });

  test('says who waits for what without accesses, too', () => {
    const verdict = progress().judge(run().stuck(pending(0, 'gate', { state: 'blocked' })));
    expect(verdict).toMatchObject({
      kind: 'deadlock',
      message: { en: 'deadlock: nobody can go on; a waits for gate', zh: '死锁：没有任务能继续执行；a 等待 gate' },
    });
  });

  test.each([{ missed: true }, { changed: true }])('calls a sleeper with %o a lost wakeup', (flags) => {
    const verdict = progress().judge(run().stuck(pending(0, 'memory[0]'), pending(1, 'memory[1]', flags)));
    expect(verdict).toMatchObject({ kind: 'lost-wakeup', tasks: [1] });
  });

  test('calls spinning for ever a livelock, and running for ever', () => {
    expect(progress().judge(run().stuck(pending(0, 'memory[0]', { state: 'spin' })))).toMatchObject({
      kind: 'livelock',
    });
    expect(progress().judge(run().endless(pending(0, 'memory[0]')))).toMatchObject({ kind: 'livelock' });
  });

  test('expects nothing of a task that was stopped, and names it where others wait', () => {
    const stopped = run().add({ type: 'stop', task: 0 });
    expect(progress().judge(stopped.stuck(pending(0, 'memory[0]'))).verdict).toBe('ok');
    expect(progress().judge(stopped.stuck(pending(1, 'memory[0]')))).toMatchObject({
      message: { en: expect.stringContaining('after a was stopped for ever') },
    });
  });
});

describe('everyoneFinishes', () => {
  test('accepts an execution in which only stopped tasks are unfinished', () => {
    const history = run().add({ type: 'stop', task: 0 }).stuck(pending(0, 'memory[0]'));
    expect(everyoneFinishes().judge(history).verdict).toBe('ok');
    expect(everyoneFinishes().judge(run().done()).verdict).toBe('ok');
  });

  test('reports who never finishes', () => {
    const history = run()
      .add({ type: 'stop', task: 0 })
      .stuck(pending(0, 'memory[0]'), pending(1, 'memory[0]', { state: 'spin' }));
    expect(everyoneFinishes().judge(history)).toMatchObject({ kind: 'no-progress', tasks: [1] });
  });
});
