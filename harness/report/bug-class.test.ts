import { describe, expect, test } from '@jest/globals';
import { HistoryBuilder, pending } from '../oracle/history-builder.js';
import type { History } from '../oracle/history.js';
import type { FindingKind } from '../oracle/oracle.js';
import { classify } from './bug-class.js';
import { checkThenAct, load, lostWakeup, notify, sites, step, store, swap, wait } from './example-traces.js';
import type { TraceStep } from './trace.js';

const run = () => new HistoryBuilder('a', 'b', 'c');
const name = (kind: FindingKind, steps: TraceStep[], history: History = run().done()) =>
  classify({ kind, steps, sites, history });
const other = { cell: 'memory[1]' };

describe('classify, executions that end wrongly', () => {
  test('check-then-act: a store after a look that somebody else has made stale', () => {
    expect(name('mutual-exclusion', checkThenAct)).toBe('check-then-act');
  });

  test('not where it is the scenario that does so, because a lock let two in', () => {
    const data = { cell: 'data[0]' };
    expect(name('assertion', [load(0, 0, data), store(1, 0, 1, data), store(0, 1, 1, data)])).toBe('unclassified');
  });

  test('not where the store came without a look, or nobody came between', () => {
    expect(name('mutual-exclusion', [store(1, 0, 1), store(0, 1, 1)])).toBe('unclassified');
    expect(name('mutual-exclusion', [load(0, 0), store(0, 0, 1), store(1, 1, 1)])).toBe('unclassified');
  });

  const woken = [
    swap(1, 0, 1),
    load(0, 1),
    wait(0, 'sleeps'),
    store(1, 1, 0),
    notify(1, 1),
    swap(2, 0, 1),
    wait(0, 'wakes'),
  ];

  test('if-for-while: goes on although a look would have sent it to sleep again', () => {
    expect(name('mutual-exclusion', [...woken, step(0, 5, 'enter critical section')])).toBe('if-for-while');
  });

  test('if-for-while also where it looked by a compare-exchange and then just stores', () => {
    const steps = [
      swap(1, 0, 1),
      swap(0, 1, 1),
      wait(0, 'sleeps'),
      store(1, 1, 0),
      notify(1, 1),
      swap(2, 0, 1),
      wait(0, 'wakes'),
    ];
    expect(name('mutual-exclusion', [...steps, store(0, 1, 1)])).toBe('if-for-while');
    expect(name('mutual-exclusion', [...steps, swap(0, 1, 1)])).toBe('unclassified');
  });

  test('if-for-while where it was woken for nothing and just leaves', () => {
    const steps = [wait(0, 'sleeps'), notify(1, 1), wait(0, 'wakes')];
    expect(name('assertion', [...steps, step(0, 5, 'enter critical section')])).toBe('if-for-while');
    expect(name('assertion', [...steps, store(0, 1, 2, other), load(0, 1)])).toBe('unclassified');
    expect(name('assertion', [...steps, load(0, 1, other)])).toBe('unclassified');
  });

  test('not where what it slept on has changed', () => {
    const steps = [
      wait(0, 'sleeps'),
      store(1, 1, 2),
      notify(1, 1),
      wait(0, 'wakes', { before: 2, after: 2 }),
      step(0, 5, 'enter critical section'),
    ];
    expect(name('assertion', steps)).toBe('unclassified');
  });

  test('check-then-act also by an update that the look decided', () => {
    const sub = (task: number, before: number) =>
      step(task, 2, 'Sub', { cell: 'memory[0]', before, after: before - 1, result: before });
    expect(name('too-many-inside', [load(0, 1), load(1, 1), sub(1, 1), sub(0, 0)])).toBe('check-then-act');
    expect(name('too-many-inside', [load(0, 1), sub(1, 1), load(0, 5, other), sub(0, 0)])).toBe('unclassified');
  });

  test('not where it looks again', () => {
    expect(name('mutual-exclusion', [...woken, load(0, 1), wait(0, 'sleeps')])).toBe('unclassified');
  });

  const popped = [load(0, 5), load(0, 6, other), swap(1, 5, 6), swap(1, 6, 0), swap(1, 0, 5), store(1, 6, 0, other)];

  test('aba: links in what has changed behind a value that came back', () => {
    expect(name('not-linearizable', [...popped, swap(0, 5, 6)])).toBe('aba');
  });

  test('not where the link is still right, or the exchange fails', () => {
    expect(name('not-linearizable', [...popped.slice(0, 5), swap(0, 5, 6)])).toBe('unclassified');
    expect(name('not-linearizable', [...popped, swap(0, 5, 5)])).toBe('unclassified');
  });

  test('release-not-checked: one release too many came back', () => {
    const history = run().call(0, 'release', []).add({ type: 'fail', task: 0, message: 'm', site: 0 }).done();
    expect(name('assertion', [], history)).toBe('release-not-checked');
    const said = run().add({ type: 'fail', task: 0, message: 'release of a free lock did not throw', site: 0 }).done();
    expect(name('assertion', [], said)).toBe('release-not-checked');
    const fair = run()
      .call(0, 'acquire', [])
      .call(0, 'release', [])
      .add({ type: 'fail', task: 0, message: 'm', site: 0 })
      .done();
    expect(name('assertion', [], fair)).toBe('unclassified');
  });

  test('unlocked-access: a race on the submission’s own cells with a plain access', () => {
    const race = (cell: string) =>
      run()
        .race(
          { task: 0, site: 0, access: 'read', atomic: false, cell },
          { task: 1, site: 2, access: 'write', atomic: true, cell },
        )
        .done();
    expect(name('data-race', [], race('memory[0]'))).toBe('unlocked-access');
    expect(name('data-race', [], race('data[0]'))).toBe('unclassified');
    expect(name('data-race', checkThenAct, race('data[0]'))).toBe('check-then-act');
  });

  test('state-not-shared: tasks meet, and the shared memory was never touched', () => {
    const enter = (task: number) => step(task, 5, 'enter critical section');
    expect(name('mutual-exclusion', [enter(0), enter(1)])).toBe('state-not-shared');
    expect(name('mutual-exclusion', [enter(0), load(0, 0), enter(1)])).toBe('unclassified');
  });

  test('busy-wait and lock-around-everything by their kinds, others not at all', () => {
    expect(name('busy-wait', [])).toBe('busy-wait');
    expect(name('no-parallelism', [])).toBe('lock-around-everything');
    expect(name('starvation', [])).toBe('unclassified');
  });
});

describe('classify, executions that do not end', () => {
  test('lost-wakeup where nothing more special is seen', () => {
    expect(name('lost-wakeup', lostWakeup, run().stuck(pending(0, 'memory[0]', { changed: true })))).toBe(
      'lost-wakeup',
    );
  });

  test('lost-wakeup where a notify came between the decision and the sleep, whatever the sleeper expects', () => {
    const history = run().stuck(pending(0, 'memory[0]'));
    const early = [swap(1, 0, 1), swap(0, 1, 1), store(1, 1, 0), notify(1, 0), load(0, 0), wait(0, 'sleeps')];
    expect(name('deadlock', early, history)).toBe('lost-wakeup');
    const before = [notify(1, 0), load(0, 0), wait(0, 'sleeps')];
    expect(name('deadlock', before, history)).toBe('unclassified');
  });

  const crossed = [swap(0, 0, 1), swap(1, 0, 1, other), wait(0, 'sleeps', other), wait(1, 'sleeps')];
  const stuck = () => run().stuck(pending(0, 'memory[1]'), pending(1, 'memory[0]'));

  test('ab-ba: each holds what the other wants', () => {
    expect(name('deadlock', crossed, stuck())).toBe('ab-ba');
  });

  test('not where one of them has given back', () => {
    expect(name('deadlock', [...crossed, store(1, 1, 0, other)], stuck())).toBe('unclassified');
  });

  test('not-released-on-error: the owner has left by an error', () => {
    const history = run().invoke(0, 'run').throws(0).stuck(pending(1, 'memory[0]'));
    expect(name('deadlock', [swap(0, 0, 1), wait(1, 'sleeps')], history)).toBe('not-released-on-error');
    const returned = run().call(0, 'run', []).stuck(pending(1, 'memory[0]'));
    expect(name('deadlock', [swap(0, 0, 1), wait(1, 'sleeps')], returned)).toBe('unclassified');
  });

  const both = [wait(0, 'sleeps'), wait(1, 'sleeps'), store(2, 0, 1), notify(2, 1), wait(0, 'wakes'), load(0, 1)];

  test('notify-one-for-notify-all: what woke one was true for the other', () => {
    const history = run().stuck(pending(1, 'memory[0]', { changed: true }));
    expect(name('lost-wakeup', both, history)).toBe('notify-one-for-notify-all');
  });

  test('not where the woken one used it up and forgot the other', () => {
    const history = run().stuck(pending(1, 'memory[0]', { changed: true }));
    expect(name('lost-wakeup', [...both, swap(0, 1, 2)], history)).toBe('lost-wakeup');
  });

  test('barrier-reused-too-early: rounds overlap', () => {
    const again = run().invoke(1, 'wait').invoke(0, 'wait').returns(0, 1).invoke(0, 'wait');
    const history = again.stuck(pending(0, 'memory[0]'), pending(1, 'memory[0]'));
    expect(name('deadlock', [], history)).toBe('barrier-reused-too-early');
    const missed = again.stuck(pending(0, 'memory[0]'), pending(1, 'memory[0]', { missed: true }));
    expect(name('lost-wakeup', [], missed)).toBe('lost-wakeup');
  });

  test('timeout-loses-permit: what was given reaches one that gives up', () => {
    const steps = [wait(0, 'sleeps'), wait(1, 'sleeps'), store(2, 0, 1), wait(0, 'times out')];
    const gaveUp = run().invoke(0, 'acquire', 5).returns(0, false);
    expect(name('deadlock', steps, gaveUp.stuck(pending(1, 'memory[0]')))).toBe('timeout-loses-permit');
    const inTime = steps.filter((_, index) => index !== 2);
    expect(name('deadlock', inTime, gaveUp.stuck(pending(1, 'memory[0]')))).toBe('unclassified');
    const late = [wait(0, 'sleeps'), wait(1, 'sleeps'), store(2, 0, 1), notify(2, 1), wait(0, 'wakes late')];
    const stuck = run().stuck(pending(1, 'memory[0]', { changed: true }));
    expect(name('lost-wakeup', late, stuck)).toBe('timeout-loses-permit');
    expect(name('lost-wakeup', [...late, load(0, 1)], stuck)).not.toBe('timeout-loses-permit');
  });
});
