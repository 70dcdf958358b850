import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { programs } from './semantics/programs.js';
import { runInstrumented, runPlain } from './semantics/run.js';

test('random programs mean the same', async () => {
  await fc.assert(
    fc.asyncProperty(programs, async (text) => {
      const plain = await runPlain(text);
      expect(await runInstrumented(text, 'switching')).toEqual(plain);
      expect(await runInstrumented(text, 'driven')).toEqual(plain);
    }),
    { numRuns: Number(process.env['PROGRAMS'] ?? 60) },
  );
}, 120_000);
