import { describe, expect, test } from '@jest/globals';
import { exampleCheck, exampleResult } from './example-result.js';
import { Broadcaster, type Reporter } from './reporter.js';

describe('Broadcaster', () => {
  test('tells everybody everything, in order', async () => {
    const heard: string[] = [];
    const listener = (name: string): Reporter => ({
      name,
      checkFinished: ({ id }) => void heard.push(`${name} ${id}`),
      graded: ({ points }) => void heard.push(`${name} ${String(points)}`),
    });
    const broadcaster = new Broadcaster([listener('a'), listener('b')]);

    broadcaster.checkFinished(exampleCheck({ id: 'live' }));
    await broadcaster.graded(exampleResult({ points: 7 }));

    expect(heard).toEqual(['a live', 'b live', 'a 7', 'b 7']);
  });

  test('drops one that throws, names it, and goes on with the others', async () => {
    const heard: string[] = [];
    const broadcaster = new Broadcaster([
      {
        name: 'broken',
        checkFinished: () => {
          throw new Error('disk full');
        },
        graded: () => void heard.push('broken'),
      },
      { name: 'rejecting', graded: async () => Promise.reject(new Error('no network')) },
      { name: 'good', checkFinished: () => void heard.push('finished'), graded: () => void heard.push('graded') },
    ]);

    broadcaster.checkFinished(exampleCheck());
    await broadcaster.graded(exampleResult());

    expect(heard).toEqual(['finished', 'graded']);
    expect(broadcaster.failures.map(({ reporter }) => reporter)).toEqual(['broken', 'rejecting']);
  });
});
