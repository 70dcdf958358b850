import { describe, expect, test } from '@jest/globals';
import { HistoryBuilder, UNDEFINED } from '../history-builder.js';
import type { History } from '../history.js';
import { linearizable } from '../linearizable.js';
import type { Model } from '../model.js';
import { appendLog } from './append-log.js';
import { counter } from './counter.js';
import { fifoQueue } from './fifo-queue.js';
import { lifoStack } from './lifo-stack.js';
import { lockModel, reentrantLockModel } from './lock.js';
import { register } from './register.js';
import { semaphore } from './semaphore.js';

const run = () => new HistoryBuilder('a', 'b', 'c');

function fits<S>(model: Model<S>, history: HistoryBuilder | History): boolean {
  const verdict = linearizable(model).judge(history instanceof HistoryBuilder ? history.done() : history).verdict;
  expect(verdict).not.toBe('unknown');
  return verdict === 'ok';
}

describe('register and counter', () => {
  test('a compare-and-set says whether it replaced', () => {
    expect(fits(register(), run().call(0, 'cas', [0, 1], true).call(1, 'cas', [0, 2], false))).toBe(true);
    expect(fits(register(), run().call(0, 'cas', [0, 1], true).call(1, 'cas', [0, 2], true))).toBe(false);
  });

  test('a lost increment is seen', () => {
    const both = () => run().invoke(0, 'increment').invoke(1, 'increment').returns(0).returns(1);
    expect(fits(counter(), both().call(0, 'read', [], 2))).toBe(true);
    expect(fits(counter(), both().call(0, 'read', [], 1))).toBe(false);
    expect(fits(counter(), run().call(0, 'add', [3], 3).call(1, 'decrement', [], 2))).toBe(true);
  });
});

describe('appendLog', () => {
  test('what was appended is there, in order', () => {
    const two = () => run().call(0, 'append', ['a']).call(1, 'append', ['b']);
    expect(fits(appendLog(), two().call(2, 'records', [], ['a', 'b']))).toBe(true);
    expect(fits(appendLog(), two().call(2, 'records', [], ['b', 'a']))).toBe(false);
    expect(fits(appendLog(), two().call(2, 'records', [], ['b']))).toBe(false);
    expect(fits(appendLog(), two().call(2, 'records', [], ['a', 'b', '']))).toBe(false);
  });

  test('whoever dies in an append has appended or has not, and that stays', () => {
    const died = () => run().invoke(0, 'append', 'a').add({ type: 'stop', task: 0 }).call(1, 'append', ['b']);
    for (const records of [['b'], ['a', 'b'], ['b', 'a']])
      expect(fits(appendLog(), died().call(1, 'records', [], records))).toBe(true);
    expect(fits(appendLog(), died().call(1, 'records', [], ['b', 'half of a']))).toBe(false);
    expect(fits(appendLog(), died().call(1, 'records', [], ['a']))).toBe(false);
    const again = died().call(1, 'records', [], ['a', 'b']);
    expect(fits(appendLog(), again.call(1, 'records', [], ['b']))).toBe(false);
  });
});

describe('fifoQueue', () => {
  test('gives in the order of putting', () => {
    const two = () => run().call(0, 'put', [1]).call(0, 'put', [2]);
    expect(fits(fifoQueue(2), two().call(1, 'get', [], 1).call(1, 'get', [], 2))).toBe(true);
    expect(fits(fifoQueue(2), two().call(1, 'get', [], 2))).toBe(false);
  });

  test('gives either first where the puts overlap', () => {
    const history = () => run().invoke(0, 'put', 1).invoke(1, 'put', 2).returns(0).returns(1);
    for (const first of [1, 2]) expect(fits(fifoQueue(2), history().call(2, 'get', [], first))).toBe(true);
    expect(fits(fifoQueue(2), history().call(2, 'get', [], 1).call(2, 'get', [], 1))).toBe(false);
  });

  test('holds no more than its capacity', () => {
    expect(fits(fifoQueue(1), run().call(0, 'put', [1]).call(0, 'put', [2]))).toBe(false);
    expect(fits(fifoQueue(1), run().call(0, 'put', [1]).invoke(0, 'put', 2).call(1, 'get', [], 1).returns(0))).toBe(
      true,
    );
  });

  test('refuses a try only where it must', () => {
    expect(fits(fifoQueue(1), run().call(0, 'put', [1]).call(1, 'tryPut', [2], false))).toBe(true);
    expect(fits(fifoQueue(2), run().call(0, 'put', [1]).call(1, 'tryPut', [2], false))).toBe(false);
    expect(fits(fifoQueue(2), run().call(1, 'tryGet', [], UNDEFINED))).toBe(true);
    expect(fits(fifoQueue(2), run().call(0, 'put', [1]).call(1, 'tryGet', [], UNDEFINED))).toBe(false);
    expect(fits(fifoQueue(2), run().invoke(0, 'put', 1).call(1, 'tryGet', [], UNDEFINED).returns(0))).toBe(true);
  });

  test('after close drains, then gives undefined; put throws', () => {
    const closed = () => run().call(0, 'put', [1]).call(0, 'close', []);
    expect(fits(fifoQueue(2), closed().call(1, 'get', [], 1).call(1, 'get', [], UNDEFINED))).toBe(true);
    expect(fits(fifoQueue(2), closed().call(1, 'get', [], UNDEFINED))).toBe(false);
    expect(fits(fifoQueue(2), closed().invoke(1, 'put', 2).throws(1))).toBe(true);
    expect(fits(fifoQueue(2), closed().call(1, 'put', [2]))).toBe(false);
    expect(fits(fifoQueue(2), closed().call(1, 'tryPut', [2], false).invoke(1, 'tryPut', 2).throws(1))).toBe(true);
  });

  test('is open before close: nothing throws, nothing is undefined', () => {
    expect(fits(fifoQueue(2), run().invoke(1, 'put', 2).throws(1))).toBe(false);
    expect(fits(fifoQueue(2), run().call(1, 'get', [], UNDEFINED))).toBe(false);
  });

  test('lets whoever waits at close return or throw', () => {
    const full = () => run().call(0, 'put', [1]).invoke(1, 'put', 2).call(0, 'close', []);
    expect(fits(fifoQueue(1), full().throws(1))).toBe(true);
    expect(fits(fifoQueue(1), full().returns(1).call(0, 'get', [], 1).call(0, 'get', [], UNDEFINED))).toBe(true);
    const empty = () => run().invoke(1, 'get').call(0, 'close', []);
    expect(fits(fifoQueue(1), empty().throws(1))).toBe(true);
    expect(fits(fifoQueue(1), empty().returns(1))).toBe(true);
    expect(fits(fifoQueue(1), run().call(0, 'close', []).invoke(1, 'get').throws(1))).toBe(false);
  });

  test('sees an element that is given twice, or never', () => {
    expect(fits(fifoQueue(2), run().call(0, 'put', [1]).call(1, 'get', [], 1).call(2, 'tryGet', [], 1))).toBe(false);
    expect(fits(fifoQueue(2), run().call(0, 'put', [1]).call(2, 'tryGet', [], UNDEFINED))).toBe(false);
  });
});

describe('lifoStack', () => {
  test('gives the youngest first', () => {
    const two = () => run().call(0, 'push', [1], true).call(0, 'push', [2], true);
    expect(fits(lifoStack(2), two().call(1, 'pop', [], 2).call(1, 'pop', [], 1).call(1, 'pop', [], UNDEFINED))).toBe(
      true,
    );
    expect(fits(lifoStack(2), two().call(1, 'pop', [], 1))).toBe(false);
  });

  test('may hold more than the capacity, but not less', () => {
    expect(fits(lifoStack(1), run().call(0, 'push', [1], true).call(0, 'push', [2], true))).toBe(true);
    expect(fits(lifoStack(1), run().call(0, 'push', [1], true).call(0, 'push', [2], false))).toBe(true);
    expect(fits(lifoStack(2), run().call(0, 'push', [1], true).call(0, 'push', [2], false))).toBe(false);
  });

  test('may be full where an operation under way keeps a node, also one that was stopped', () => {
    const under = run().call(0, 'push', [1], true).invoke(1, 'pop').call(0, 'push', [2], false);
    expect(fits(lifoStack(2), under.stuck())).toBe(true);
    const over = run().call(0, 'push', [1], true).call(1, 'pop', [], 1).call(0, 'push', [2], false);
    expect(fits(lifoStack(2), over)).toBe(false);
  });

  test('counts those under way at one moment, not one after the other', () => {
    const history = run().invoke(0, 'push', 1).call(1, 'pop', []).call(1, 'pop', []).returns(0, false);
    expect(fits(lifoStack(1), history)).toBe(true);
    const three = run().invoke(0, 'push', 1).call(1, 'pop', []).call(1, 'pop', []).returns(0, false);
    expect(fits(lifoStack(2), three)).toBe(false);
  });
});

describe('semaphore', () => {
  test('gives no more permits than it has', () => {
    expect(fits(semaphore(1), run().call(0, 'acquire', [], true).call(1, 'acquire', [], true))).toBe(false);
    expect(fits(semaphore(2), run().call(0, 'acquire', [], true).call(1, 'acquire', [], true))).toBe(true);
    expect(fits(semaphore(0), run().call(0, 'release', [2]).call(1, 'acquire', []).call(1, 'acquire', []))).toBe(true);
  });

  test('is false after a timeout, at any time, and then has taken nothing', () => {
    const timedOut = () => run().call(0, 'acquire', [5], false);
    expect(fits(semaphore(1), timedOut().call(1, 'acquire', [], true))).toBe(true);
    expect(fits(semaphore(1), timedOut().call(1, 'tryAcquire', [], false))).toBe(false);
    expect(fits(semaphore(0), run().call(0, 'acquire', [], false))).toBe(false);
  });

  test('refuses a try only where the permits are taken or somebody may be looking', () => {
    expect(fits(semaphore(1), run().call(1, 'tryAcquire', [], false))).toBe(false);
    expect(fits(semaphore(1), run().invoke(0, 'tryAcquire').call(1, 'tryAcquire', [], false).returns(0, false))).toBe(
      true,
    );
  });
});

describe('locks', () => {
  test('tryAcquire fails only where the lock was held at some moment', () => {
    expect(fits(lockModel(), run().call(0, 'tryAcquire', [], false))).toBe(false);
    expect(fits(lockModel(), run().call(0, 'acquire', []).call(1, 'tryAcquire', [], false))).toBe(true);
    expect(fits(lockModel(), run().invoke(0, 'acquire').call(1, 'tryAcquire', [], false).returns(0))).toBe(true);
  });

  test('release throws exactly where nobody holds it', () => {
    expect(fits(lockModel(), run().invoke(0, 'release').throws(0))).toBe(true);
    expect(fits(lockModel(), run().call(0, 'release', []))).toBe(false);
    expect(fits(lockModel(), run().call(0, 'acquire', []).invoke(0, 'release').throws(0))).toBe(false);
  });

  test('an owner acquires again and releases as often', () => {
    const twice = () => run().call(0, 'acquire', []).call(0, 'acquire', []).call(0, 'release', []);
    expect(fits(reentrantLockModel(), twice().call(0, 'release', []).call(1, 'acquire', []))).toBe(true);
    expect(fits(reentrantLockModel(), twice().call(1, 'acquire', []))).toBe(false);
    expect(fits(reentrantLockModel(), twice().invoke(1, 'release').throws(1))).toBe(true);
    expect(fits(reentrantLockModel(), twice().call(1, 'release', []))).toBe(false);
  });
});
