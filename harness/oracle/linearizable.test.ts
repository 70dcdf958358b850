import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { HistoryBuilder, UNDEFINED } from './history-builder.js';
import type { History } from './history.js';
import { linearizable } from './linearizable.js';
import { keyed } from './models/keyed.js';
import { register } from './models/register.js';
import { operationsOf, type Operation } from './operations.js';

const run = () => new HistoryBuilder('a', 'b', 'c');

describe('linearizable', () => {
  const oracle = linearizable(register());

  test('accepts a read that overlaps a write, with either value', () => {
    for (const value of [0, 1]) {
      const history = run().invoke(0, 'write', 1).call(1, 'read', [], value).returns(0).done();
      expect(oracle.judge(history).verdict).toBe('ok');
    }
  });

  test('keeps the order of operations that do not overlap', () => {
    const history = run().call(0, 'write', [1]).call(1, 'read', [], 0).done();
    expect(oracle.judge(history)).toMatchObject({
      kind: 'not-linearizable',
      tasks: [1],
      message: {
        en: 'no order of the operations explains these results (register): after write(1) there is no place for read() → 0',
      },
      witness: { type: 'linearization', prefix: ['write(1)'], left: ['read() → 0'] },
    });
  });

  test('reports a value that goes back (new, then old)', () => {
    const history = run().invoke(0, 'write', 1).call(1, 'read', [], 1).call(2, 'read', [], 0).returns(0).done();
    expect(oracle.judge(history).verdict).toBe('violated');
  });

  test('lets a pending operation take effect, or not', () => {
    for (const value of [0, 1]) {
      const history = run().invoke(0, 'write', 1).call(1, 'read', [], value).stuck();
      expect(oracle.judge(history).verdict).toBe('ok');
    }
  });

  test('does not let a pending operation take effect before it begins', () => {
    expect(oracle.judge(run().call(1, 'read', [], 1).invoke(0, 'write', 1).stuck()).verdict).toBe('violated');
  });

  test('takes an error for a result', () => {
    expect(oracle.judge(run().invoke(0, 'read').throws(0).done()).verdict).toBe('violated');
  });

  test('judges the keys apart', () => {
    const each = linearizable(keyed(register()));
    const history = run().call(0, 'write', ['x', 1]).call(1, 'read', ['y'], 0).call(1, 'read', ['x'], 1).done();
    expect(each.judge(history).verdict).toBe('ok');
    expect(each.judge(run().call(0, 'write', ['x', 1]).call(1, 'read', ['x'], 0).done()).verdict).toBe('violated');
  });

  test('gives up after its limit', () => {
    const history = run().call(0, 'write', [1]).call(1, 'read', [], 1).done();
    expect(linearizable(register(), { limit: 1 }).judge(history).verdict).toBe('unknown');
  });

  test('judges only the operations it is told, and refuses names that the model does not know', () => {
    const history = run().call(0, 'write', [1]).call(1, 'read', [], 0).call(1, 'size', [], 3).done();
    expect(linearizable(register(), { ops: ['write'] }).judge(history).verdict).toBe('ok');
    expect(() => oracle.judge(history)).toThrow("no operation 'size'");
    expect(() => linearizable(register(), { ops: ['size'] })).toThrow("no operation 'size'");
  });

  test('agrees with trying every order', () => {
    fc.assert(
      fc.property(randomHistory(), (history) => {
        expect(oracle.judge(history).verdict).toBe(everyOrder(history) ? 'ok' : 'violated');
      }),
      { numRuns: 2000 },
    );
  });

  test('decides a wide history fast, since it remembers what it has seen', () => {
    const wide = new HistoryBuilder('a');
    for (let i = 0; i < 14; i++) wide.invoke(i, 'write', i % 2);
    for (let i = 0; i < 14; i++) wide.returns(i);
    expect(oracle.judge(wide.call(0, 'read', [], 5).done()).verdict).toBe('violated');
  });
});

/** Up to five operations of three tasks on a register, responses chosen at random. */
function randomHistory(): fc.Arbitrary<History> {
  const action = fc.record({ task: fc.nat(2), write: fc.boolean(), value: fc.nat(2) });
  return fc.array(action, { maxLength: 9 }).map((actions) => {
    const history = run();
    const open = new Map<number, boolean>();
    for (const { task, write, value } of actions) {
      const writes = open.get(task);
      if (writes === undefined) {
        history.invoke(task, write ? 'write' : 'read', ...(write ? [value] : []));
        open.set(task, write);
      } else {
        history.returns(task, writes ? UNDEFINED : value);
        open.delete(task);
      }
    }
    return history.done();
  });
}

function everyOrder(history: History): boolean {
  const model = register();
  const visit = (state: ReturnType<typeof model.init>, left: readonly Operation[]): boolean => {
    if (left.every(({ outcome }) => outcome.type === 'pending')) return true;
    return left.some(
      (operation) =>
        left.every((other) => other === operation || other.to > operation.from) &&
        model.step(state, operation).some((next) =>
          visit(
            next,
            left.filter((other) => other !== operation),
          ),
        ),
    );
  };
  return visit(model.init(), operationsOf(history, new Set(model.ops)));
}
