import { describe, expect, test } from '@jest/globals';
import { Random } from './random.js';
import { ReadsFrom } from './reads-from.js';

const touch = (object: number, writes: boolean): { cells: Int32Array; length: number } => ({
  cells: Int32Array.of(object * 2 + (writes ? 1 : 0)),
  length: 1,
});

describe('what reads from what', () => {
  test('an actor that has no step is no obstacle to the next execution', () => {
    const readsFrom = new ReadsFrom();
    readsFrom.begin();
    readsFrom.note(3, 3, touch(0, true));

    expect(() => readsFrom.begin()).not.toThrow();
    expect(readsFrom.lastWrite(0)).toBeLessThan(0);
  });

  test('what is undone is met again as the same access', () => {
    const readsFrom = new ReadsFrom();
    readsFrom.begin();
    readsFrom.note(0, 0, touch(5, false));
    const failed = readsFrom.next(0, 0, 10);
    readsFrom.note(0, 0, touch(5, false));

    expect(readsFrom.undo(0, 1)).toEqual([failed]);
    expect(readsFrom.next(0, 0, 10)).toBe(failed);
  });

  test('actors of one role make the same accesses, others do not', () => {
    const readsFrom = new ReadsFrom();
    readsFrom.begin();

    expect(readsFrom.next(4, 1, 10)).toBe(readsFrom.next(2, 1, 10));
    expect(readsFrom.next(4, 1, 10)).not.toBe(readsFrom.next(2, 2, 10));
  });

  test('a pair that was never seen is drawn before one that was', () => {
    const readsFrom = new ReadsFrom();
    readsFrom.begin();
    readsFrom.note(0, 0, touch(0, true));
    readsFrom.note(1, 1, touch(0, false));
    const read = readsFrom.next(7, 1, 0);

    // The read was seen with the write: with the initial value it was not, nor was the write with itself before it.
    const drawn = [1, 2].map(() => readsFrom.draw(new Random(3)));
    expect(drawn.every((pair) => pair !== undefined)).toBe(true);
    expect(drawn.some((pair) => pair?.access === read && pair.write >= 0)).toBe(false);
  });
});
