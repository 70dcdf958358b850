import { describe, expect, test } from '@jest/globals';
import { closest } from './closest.js';

describe('closest', () => {
  const known = ['thread/mutex', 'thread/once', 'coroutine/lock'];

  test.each([
    ['thread/mutx', 'thread/mutex'],
    ['Thread/Mutex', 'thread/mutex'],
    ['mutex', 'thread/mutex'],
    ['coroutine/lokc', 'coroutine/lock'],
  ])('%s probably means %s', (typed, meant) => {
    expect(closest(typed, known)).toBe(meant);
  });

  test.each(['', 'thread', 'process/pipe'])('%s means none of them', (typed) => {
    expect(closest(typed, known)).toBeUndefined();
  });
});
