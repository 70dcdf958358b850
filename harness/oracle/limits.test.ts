import { describe, expect, test } from '@jest/globals';
import { accessLimit } from './access-limit.js';
import { allOf } from './all-of.js';
import { HistoryBuilder } from './history-builder.js';
import { noErrors } from './no-errors.js';
import { onlyOperations } from './only-operations.js';
import type { Oracle } from './oracle.js';

describe('onlyOperations', () => {
  const oracle = onlyOperations('Atomics.load', 'Atomics.store');

  test('accepts a part of what is allowed', () => {
    expect(oracle.judge(new HistoryBuilder('a').done(['Atomics.load'])).verdict).toBe('ok');
  });

  test('names what is not allowed', () => {
    const history = new HistoryBuilder('a').done(['Atomics.compareExchange', 'Atomics.load']);
    expect(oracle.judge(history)).toMatchObject({
      kind: 'wrong-operation',
      message: { en: 'uses Atomics.compareExchange on shared memory; allowed are only Atomics.load, Atomics.store' },
    });
  });
});

describe('accessLimit', () => {
  const oracle = accessLimit({ region: 'data', readsPerTask: 2, readsPerCell: 1 });
  const run = () => new HistoryBuilder('a', 'b').access(0, 'read', 'data[0]').access(0, 'read', 'data[1]');

  test('asks for accesses', () => {
    expect(oracle.needsAccesses).toBe(true);
  });

  test('accepts a fair share, and any use of other regions', () => {
    const history = run()
      .access(1, 'read', 'data[2]')
      .access(0, 'read', 'memory[0]')
      .access(0, 'write', 'data[2]')
      .done();
    expect(oracle.judge(history).verdict).toBe('ok');
  });

  test('reports one task that reads too much', () => {
    expect(oracle.judge(run().access(0, 'read', 'data[2]').done())).toMatchObject({ kind: 'unequal-work', tasks: [0] });
  });

  test('reports a cell that is read twice', () => {
    expect(oracle.judge(run().access(1, 'read', 'data[1]').done())).toMatchObject({
      kind: 'unequal-work',
      message: { en: 'data[1] is read 2 times; at most 1 is allowed' },
    });
  });
});

describe('allOf', () => {
  const unsure: Oracle = { name: 'unsure()', kinds: ['order'], judge: () => ({ verdict: 'unknown', reason: 'limit' }) };
  const history = new HistoryBuilder('a').add({ type: 'fail', task: 0, message: 'm', site: 0 }).done();

  test('is violated by the first that is, even after one that is unsure', () => {
    expect(allOf(unsure, noErrors()).judge(history)).toMatchObject({ kind: 'assertion' });
  });

  test('is unsure if one is and none is violated', () => {
    expect(allOf(noErrors(), unsure).judge(new HistoryBuilder('a').done())).toMatchObject({ verdict: 'unknown' });
  });

  test('joins names, kinds and needs', () => {
    const all = allOf(noErrors(), accessLimit({ region: 'data' }));
    expect(all.name).toBe('noErrors() + accessLimit(data)');
    expect(all.kinds).toContain('unequal-work');
    expect(all.needsAccesses).toBe(true);
    expect(allOf().judge(history).verdict).toBe('ok');
  });
});
