import { describe, expect, test } from '@jest/globals';
import { conflictOf } from './conflict.js';
import { checkThenAct, load, lostWakeup, notify, sites, spinning, step, store, swap, wait } from './example-traces.js';
import { foldSpins } from './spins.js';
import { effectText } from './step-effect.js';
import { pictureOf, type TraceStep } from './trace.js';

describe('pictureOf', () => {
  test('has a row a step with its place and values, and one for each preemption', () => {
    const picture = pictureOf(checkThenAct, sites, ['a', 'b']);
    expect(picture.preemptions).toBe(2);
    expect(picture.rows.slice(0, 3)).toEqual([
      {
        type: 'step',
        task: 0,
        place: 'mutex.ts:12',
        within: 'acquire',
        text: 'Atomics.load(this.memory, 0)',
        effect: 'memory[0] = 0',
        conflicting: true,
      },
      { type: 'preempted', task: 0, text: '──▶ preempted' },
      {
        type: 'step',
        task: 1,
        place: 'mutex.ts:12',
        within: 'acquire',
        text: 'Atomics.load(this.memory, 0)',
        effect: 'memory[0] = 0',
        conflicting: false,
      },
    ]);
    expect(picture.conflict).toMatchObject({
      cell: 'memory[0]',
      accesses: [
        { task: 0, access: 'read' },
        { task: 1, access: 'write' },
      ],
    });
  });

  test('folds a spin and says how often', () => {
    const rows = pictureOf(spinning, sites, ['a', 'b']).rows;
    expect(rows.map((row) => row.type)).toEqual(['step', 'preempted', 'step', 'spins', 'preempted', 'step', 'step']);
    expect(rows[3]).toEqual({ type: 'spins', task: 1, steps: 1, times: 3, text: '… spins 3 times' });
  });

  test('survives a site that does not exist', () => {
    expect(pictureOf([step(0, 99, 'Load')], sites, ['a']).rows).toMatchObject([
      { place: '', text: 'Load', effect: '' },
    ]);
  });

  test('has no rows for no steps', () => {
    expect(pictureOf([], sites, ['a'])).toEqual({ tasks: ['a'], rows: [], preemptions: 0 });
  });
});

describe('foldSpins', () => {
  const times = (steps: TraceStep[]) => foldSpins(steps).map((part) => part.times);

  test('folds iterations of several steps', () => {
    const iteration = [load(0, 1), step(0, 0, 'spin', { note: 'spins' })];
    expect(times([...iteration, ...iteration, ...iteration])).toEqual([3]);
  });

  test('does not fold what differs, what changes something, what notifies', () => {
    expect(times([load(0, 1), load(0, 0)])).toEqual([1, 1]);
    expect(times([store(0, 1, 0), store(0, 1, 0)])).toEqual([1, 1]);
    expect(times([notify(0, 0), notify(0, 0)])).toEqual([1, 1]);
  });

  test('does not fold across a switch', () => {
    expect(times([load(0, 1), load(1, 1, { switch: 'preemption' }), load(0, 1, { switch: 'preemption' })])).toEqual([
      1, 1, 1,
    ]);
  });
});

describe('conflictOf', () => {
  test('prefers the accesses of a race', () => {
    const hint = {
      first: { task: 1, site: 2, cell: 'memory[0]', access: 'write' as const },
      second: { task: 0, site: 2, cell: 'memory[0]', access: 'write' as const },
    };
    expect(conflictOf(checkThenAct, { hint })).toMatchObject({ first: 2, second: 4, cell: 'memory[0]' });
  });

  test('finds what came between a look and a sleep', () => {
    expect(conflictOf(lostWakeup)).toMatchObject({ first: 1, second: 2, firstAccess: 'read', secondAccess: 'write' });
  });

  test('prefers the cells of the submission to those of the scenario', () => {
    const data = { cell: 'data[0]' };
    const steps = [
      load(0, 0),
      load(1, 0, { ...data, switch: 'preemption' }),
      swap(1, 0, 1),
      store(0, 0, 1, { ...data, switch: 'preemption' }),
      store(1, 1, 2, { ...data, switch: 'preemption' }),
    ];
    expect(conflictOf(steps)?.cell).toBe('memory[0]');
  });

  test('names none where nothing conflicts', () => {
    expect(
      conflictOf([load(0, 0), load(1, 0, { switch: 'preemption' }), load(0, 0, { switch: 'preemption' })]),
    ).toBeUndefined();
    expect(conflictOf([])).toBeUndefined();
  });
});

describe('effectText', () => {
  test.each([
    [load(0, 1), 'memory[0] = 1'],
    [store(0, 0, 1), 'memory[0]: 0 → 1'],
    [swap(0, 0, 1), 'memory[0]: 0 → 1'],
    [swap(0, 2, 2), 'memory[0] = 2, not replaced'],
    [wait(0, 'sleeps'), 'sleeps: memory[0] = 1'],
    [wait(0, 'wakes'), 'wakes up from memory[0]'],
    [wait(0, 'wakes late'), 'wakes up from memory[0], and its time is up by now'],
    [wait(0, 'times out'), 'its wait on memory[0] times out'],
    [wait(0, 'wait', { before: 0 }), 'memory[0] = 0 by now: does not sleep'],
    [notify(0, 0), 'nobody sleeps on memory[0]'],
    [notify(0, 2), 'wakes 2 on memory[0]'],
    [step(0, 0, 'spin', { note: 'n' }), 'spins until something that it read changes'],
    [step(0, 0, 'open held', { note: 'opens the gate' }), 'opens the gate'],
  ])('%j', (each, text) => {
    expect(effectText(each, 'en')).toBe(text);
  });
});
