import { describe, expect, test } from '@jest/globals';
import { checkThenAct, sites } from './example-traces.js';
import { explain, type Explainable } from './explain.js';
import { pictureOf } from './trace.js';
import { findingSchema, pictureSchema } from './result.js';

const finding: Explainable = {
  message: { en: 'a and b are inside', zh: 'a、b 同时在内' },
  tasks: ['a', 'b'],
  class: 'check-then-act',
  token: 'il1_abc',
};

describe('explain', () => {
  test('names the accesses with file and line, the switches, the bug and the token', () => {
    const text = explain(finding, checkThenAct, sites, 'en');
    expect(text).toMatch(/^a and b are inside\.\n/);
    expect(text).toContain('It takes 2 forced switches (──▶).');
    expect(text).toContain('a reads it at mutex.ts:12 (Atomics.load(this.memory, 0))');
    expect(text).toContain('b writes it at mutex.ts:15');
    expect(text).toContain('Check, then act: A value is read');
    expect(text).toContain('interleave replay il1_abc');
  });

  test('says it in Chinese', () => {
    expect(explain(finding, checkThenAct, sites, 'zh')).toContain('需要 2 次强制切换');
  });

  test('leaves out what is not known', () => {
    const lock = { en: 'deadlock', zh: '死锁' };
    expect(explain({ ...finding, message: lock, class: 'unclassified', token: '' }, [], sites, 'en')).toBe('Deadlock.');
    expect(explain({ ...finding, message: lock, class: 'unclassified', token: '' }, [], sites, 'zh')).toBe('死锁。');
    expect(explain({ ...finding, class: 'unclassified', token: '' }, [], sites, 'en')).toBe('a and b are inside.');
  });
});

describe('the result document', () => {
  test('takes the picture as it is computed', () => {
    const picture = pictureOf(checkThenAct, sites, ['a', 'b']);
    expect(pictureSchema.parse(JSON.parse(JSON.stringify(picture)))).toEqual(picture);
  });

  test('refuses a kind that does not exist', () => {
    expect(findingSchema.safeParse({ kind: 'oops' }).success).toBe(false);
  });
});
